"""What the graph says of one thing: what an IRI of ours gives when it is dereferenced as data."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import BNode, Dataset, Graph, URIRef
from rdflib import Literal as Text

from app.answers.sparql import PROLOGUE, node, values
from app.export.rdf import quad, write
from app.graph.iris import Iris
from app.graph.names import bind_prefixes
from app.graph.packaged import context_document
from app.store.port import GraphReader

JSON_LD = "application/ld+json"
MOST_LINKS = 1000
"""At most so many statements of other things about this one; a well-known entity has far more, which SPARQL gives."""

STATEMENTS = "SELECT ?g ?s ?p ?o WHERE { %(thing)s GRAPH ?g { ?s ?p ?o } }"
LINKS = f"{STATEMENTS} LIMIT {MOST_LINKS}"


def described(reader: GraphReader, iris: Iris, iri: str) -> list[Quad]:
    """The statements of a thing: of a document or a graph, its whole graph; of anything else, those that begin or end in it.

    Empty where the graph knows nothing of it. Links to it are at most ``MOST_LINKS``.
    """
    minted = iris.parse(iri)
    if minted is not None and minted.kind == "graph":
        return _quads(reader, STATEMENTS, "g", iri)
    if minted is not None and minted.kind == "document":
        return _quads(reader, STATEMENTS, "g", str(iris.graph_document(minted.id)))
    found = _quads(reader, STATEMENTS, "s", iri)
    return found + _quads(reader, LINKS, "o", iri) if found else []


def _quads(reader: GraphReader, query: str, place: str, iri: str) -> list[Quad]:
    rows = reader.select(PROLOGUE + query % {"thing": values(place, [node(iri)])})
    return [quad(row) for row in rows]


def written(quads: Sequence[Quad], media: str, context: str) -> bytes:
    """The statements in the format of a media type; JSON-LD is compacted by our context, named by its address ``context``."""
    if media == JSON_LD:
        return _json_ld(_union(quads), context)
    buffer = io.BytesIO()
    write(quads, media, buffer)
    return buffer.getvalue()


RDFLIB = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}


def written_graph(graph: Graph, media: str, context: str) -> bytes:
    """A small graph of rdflib in the format of a media type."""
    if media == JSON_LD:
        return _json_ld(graph, context)
    dataset = graph
    if media in {"application/trig", "application/n-quads"}:
        dataset = Dataset()
        for triple in graph:
            dataset.add(triple)
    return bind_prefixes(dataset).serialize(format=RDFLIB[media], encoding="utf-8")


def _json_ld(graph: Graph, context: str) -> bytes:
    own: dict[str, Any] = json.loads(context_document())
    text = graph.serialize(format="json-ld", context=own["@context"], auto_compact=True)
    body = json.loads(text)
    if isinstance(body, list):
        body = {"@graph": body}
    return json.dumps({**body, "@context": context}, ensure_ascii=False, indent=1).encode()


def _union(quads: Iterable[Quad]) -> Graph:
    """The union of the statements as one graph: JSON-LD readers expect things, not named graphs."""
    graph = Graph(bind_namespaces="none")
    for found in quads:
        graph.add((_term(found.subject), _term(found.predicate), _term(found.object)))
    return bind_prefixes(graph)


def _term(term: object) -> URIRef | BNode | Text:
    if isinstance(term, Literal):
        if term.language:
            return Text(term.value, lang=term.language)
        return Text(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    assert isinstance(term, NamedNode)
    return URIRef(term.value)
