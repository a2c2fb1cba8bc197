"""Whether all that is stored holds together: shapes, passages against texts, and ledger, graph and index with each other."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.answers.sparql import PROLOGUE, node, values
from app.export.rdf import quads, write
from app.export.scope import Scope
from app.model.text import Passage, Span

if TYPE_CHECKING:
    from rdflib import Graph

    from app.cli.local import Local
    from app.ledger.port import Recorded
    from app.store.port import GraphReader
    from app.validation.report import Report

PASSAGES = """SELECT ?passage ?start ?end ?exact ?prefix ?suffix WHERE { %(document)s
  ?passage sayso:inDocument ?document ; oa:start ?start ; oa:end ?end ; oa:exact ?exact .
  OPTIONAL { ?passage oa:prefix ?prefix } OPTIONAL { ?passage oa:suffix ?suffix } }"""
DOCUMENTS = "SELECT ?id WHERE { ?document a sayso:Document ; dcterms:identifier ?id }"
N_TRIPLES = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold: which check says so, about what, and how."""

    check: str
    subject: str
    message: str


def report_of_shapes(local: Local, reader: GraphReader) -> Report:
    """SHACL over the whole graph at once, so that a shape may speak of several documents."""
    from app.validation.shacl import ShaclValidator

    return ShaclValidator().validate([data_graph(local, reader)])


def data_graph(local: Local, reader: GraphReader) -> Graph:
    """All triples as one rdflib graph."""
    from rdflib import Graph

    file = io.BytesIO()
    write(quads(reader, local.iris, Scope()), N_TRIPLES, file)
    return Graph(bind_namespaces="none").parse(data=file.getvalue(), format="nt")


def problems_of_passages(local: Local, reader: GraphReader) -> Iterator[Problem]:
    """Every passage whose words are not those at its place in the text that the ledger keeps."""
    for recorded in local.ledger.documents():
        iri = str(local.iris.of("document", recorded.document.id))
        for row in reader.select(PROLOGUE + PASSAGES % {"document": values("document", [node(iri)])}):
            if not agrees(recorded, {name: term.value for name, term in row.items()}):
                yield Problem("passages", row["passage"].value, "the exact words are not those of the text at this place")


def agrees(recorded: Recorded, row: dict[str, str]) -> bool:
    """Whether a stored passage is the one that its offsets cut out of the text."""
    try:
        passage = Passage.of(recorded.document.text, Span(int(row["start"]), int(row["end"])))
    except ValueError:
        return False
    stored = (row["exact"], row.get("prefix", ""), row.get("suffix", ""))
    return stored == (passage.exact, passage.prefix, passage.suffix)


def problems_of_agreement(local: Local, reader: GraphReader) -> Iterator[Problem]:
    """Documents that are in one of ledger, graph and index, but not in all, and a graph that stopped before the last event."""
    ledger = {recorded.document.id for recorded in local.ledger.documents()}
    graph = {row["id"].value for row in reader.select(PROLOGUE + DOCUMENTS)}
    yield from differences("graph", ledger, graph)
    yield from differences("search index", ledger, local.indexed())
    if (built := local.position(reader)) != (last := local.ledger.last()):
        yield Problem("agreement", "graph", f"it is built up to event {built}, the ledger has {last}")


def differences(name: str, ledger: set[str], other: set[str]) -> Iterator[Problem]:
    """What is only in the ledger, and what is only in the other."""
    for missing in sorted(ledger - other):
        yield Problem("agreement", missing, f"the document is in the ledger, but not in the {name}")
    for extra in sorted(other - ledger):
        yield Problem("agreement", extra, f"the document is in the {name}, but not in the ledger")
