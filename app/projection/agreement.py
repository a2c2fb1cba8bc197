"""Whether ledger, graph and index say the same, and whether every stored passage has the words that it says it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import DataFolder
from app.graph.iris import Iris
from app.ledger.port import Ledger
from app.search.port import Indexed, SearchIndex
from app.store.port import GraphReader, Term
from app.store.snapshots import sequence_of
from app.workspace.names import WORKSPACE, workspace_name

GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
DOCUMENTS = "SELECT ?g { GRAPH ?g { ?d a <https://w3id.org/sayso/ontology#Document> } }"
PASSAGES = """
PREFIX sayso: <https://w3id.org/sayso/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?document ?passage ?start ?end ?exact {
  GRAPH ?graph { ?passage a sayso:Passage ; sayso:inDocument ?document ; oa:start ?start ; oa:end ?end ; oa:exact ?exact }
}
"""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that is not as it should be.

    ``subject`` is a document's id, a passage's IRI, a workspace graph (``workspace/notes``) or a part of the data folder.
    """

    subject: str
    message: str


def check(ledger: Ledger, reader: GraphReader, search: SearchIndex, iris: Iris) -> list[Disagreement]:
    """All disagreements of ledger, newest snapshot and index; none is the good case."""
    try:
        name = reader.snapshot()
    except DataFolder as error:
        return [Disagreement("graph", str(error))] if ledger.last() else []
    found = list(_position(ledger, name))
    known = {recorded.document.id: recorded.document.metadata.url for recorded in ledger.documents()}
    active = {each for each, address in known.items() if not address or ledger.revisions(each)[:1] == (each,)}
    found += _compared(active, _documents(reader, iris), "graph")
    found += _compared(active, search.ids(Indexed.DOCUMENT), "search index")
    found += _things(reader, search)
    found += _compared(_written(ledger), _workspace_graphs(reader, iris), "graph")
    return found + list(_passages(ledger, reader, iris, set(known)))


def _position(ledger: Ledger, name: str) -> Iterator[Disagreement]:
    last, built = ledger.last(), sequence_of(name)
    if built != last:
        yield Disagreement("graph", f"it is built up to event {built}, the ledger has {last}")


def _documents(reader: GraphReader, iris: Iris) -> set[str]:
    minted = (iris.parse(_text(row["g"])) for row in reader.select(DOCUMENTS))
    return {one.id.removeprefix("document/") for one in minted if one is not None and one.id.startswith("document/")}


def _written(ledger: Ledger) -> set[str]:
    """The workspace graphs of the ledger that an engine can show: it knows no empty ones."""
    return {f"{WORKSPACE}{graph.name}" for graph in ledger.graphs() if graph.triples}


def _workspace_graphs(reader: GraphReader, iris: Iris) -> set[str]:
    names = (workspace_name(iris, _text(row["g"])) for row in reader.select(GRAPHS))
    return {f"{WORKSPACE}{name}" for name in names if name is not None}


def _compared(active: set[str], there: set[str], where: str) -> list[Disagreement]:
    missing = [Disagreement(name, f"it is in the ledger but not in the {where}") for name in sorted(active - there)]
    extra = [Disagreement(name, f"it is in the {where} but not in the ledger") for name in sorted(there - active)]
    return missing + extra


def _things(reader: GraphReader, search: SearchIndex) -> Iterator[Disagreement]:
    counted = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <https://w3id.org/sayso/ontology#%s> }"
    for kind, name in ((Indexed.ENTITY, "Entity"), (Indexed.CLAIM, "Claim")):
        graph, index = int(_text(reader.select(counted % name)[0]["n"])), len(search.ids(kind))
        if graph != index:
            yield Disagreement("search index", f"it has {index} of the kind {kind.value}, the graph has {graph}")


def _passages(ledger: Ledger, reader: GraphReader, iris: Iris, known: set[str]) -> Iterator[Disagreement]:
    by_document: dict[str, list[tuple[str, int, int, str]]] = {}
    for row in reader.select(PASSAGES):
        minted = iris.parse(_text(row["document"]))
        stored = (_text(row["passage"]), int(_text(row["start"])), int(_text(row["end"])), _text(row["exact"]))
        by_document.setdefault(minted.id if minted else "", []).append(stored)
    for document, passages in by_document.items():
        recorded = ledger.document(document) if document in known else None
        text = recorded.document.text if recorded else ""
        for passage, start, end, exact in passages:
            if text[start:end] != exact:
                yield Disagreement(passage, f"it says {exact!r}, the text has {text[start:end]!r} at {start}-{end}")


def _text(term: Term) -> str:
    return "" if not hasattr(term, "value") else str(term.value)
