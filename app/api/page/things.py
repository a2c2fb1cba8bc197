"""The plain page of a thing that has no page of its own: its statements as a table, with links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rdflib import DCTERMS, Graph, URIRef
from rdflib.term import Node

from app.answers.things import MOST_ROWS, End, Stated, Table, Thing
from app.api.page.paths import path_of_iri, path_to
from app.api.page.vocabulary import Vocabulary, link
from app.graph.iris import Iris

KIND_NAMES = {"time": "time expression", "graph": "named graph", "software": "software", "dataset": "data set"}


def thing_values(thing: Thing, iris: Iris, vocabulary: Vocabulary) -> dict[str, Any]:
    """What the page of a thing shows."""
    return {
        "thing": thing,
        "kind_name": KIND_NAMES.get(thing.kind, thing.kind),
        "whole": thing.kind == "graph",
        "rows": rows(thing.own, iris, vocabulary),
        "link_rows": rows(thing.links, iris, vocabulary),
        "place": place(thing.place),
    }


def rows(table: Table, iris: Iris, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """The statements of a table as cells: a text, and where it leads."""
    return [
        {
            "subject": cell(stated.subject, iris),
            "property": {"text": vocabulary.label(stated.property), "href": link(stated.property).href},
            "value": cell(stated.value, iris),
        }
        for stated in table.rows
    ]


def cell(end: End, iris: Iris) -> dict[str, str | None]:
    """One end of a statement: things of ours lead to their page here, terms to where they are explained."""
    href = None if end.iri is None else path_of_iri(iris, end.iri) or link(end.iri).href
    return {"text": end.text, "href": href}


def place(passage: str | None) -> str | None:
    """The path of the words in their document's page; ``passage`` is an id (``{document}-{start}-{end}``)."""
    document, start, end = passage.rsplit("-", 2) if passage and passage.count("-") > 1 else ("", "", "")
    return f"{path_to('document', document)}#passage-{start}-{end}" if document else None


def of_graph(graph: Graph, iri: str, kind: str) -> Thing:
    """A thing that is described by a small graph of its own; nodes without a name are left to the data formats."""
    subject = URIRef(iri)
    title = str(graph.value(subject, DCTERMS.title) or iri)
    stated = sorted(graph.predicate_objects(subject), key=lambda pair: (str(pair[0]), str(pair[1])))
    found = [Stated(End(title, iri), str(name), _end(value)) for name, value in _named(stated)]
    return Thing(kind, "", iri, title, [], Table(found[:MOST_ROWS], len(found)), Table((), 0))


def _named(pairs: Iterable[tuple[Node, Node]]) -> Iterable[tuple[Node, Node]]:
    return ((name, value) for name, value in pairs if value.n3().startswith(("<", '"')))


def _end(value: Node) -> End:
    return End(link(str(value)).name, str(value)) if isinstance(value, URIRef) else End(str(value))
