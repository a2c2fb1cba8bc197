"""The graph as RDF in the formats that pyoxigraph writes, streamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from app.answers.sparql import PROLOGUE, Row, node, value, values
from app.export.scope import Scope
from app.graph.iris import Iris
from app.graph.names import PREFIXES
from app.store.port import GraphReader, Term

FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
"""How pyoxigraph calls each media type."""

DOCUMENTS = "SELECT DISTINCT ?item WHERE { %(scope)s } ORDER BY ?item"
OF_DOCUMENT = "SELECT ?g ?s ?p ?o WHERE { %(graph)s GRAPH ?g { ?s ?p ?o } }"
NAMED = """SELECT DISTINCT ?thing WHERE {
  { %(scope)s ?part sayso:inDocument ?item .
    ?part sayso:refersTo|sayso:source|sayso:via|sayso:basis|sayso:origin|sayso:about ?thing }
  UNION { %(scope)s ?item dcterms:publisher ?thing }
  UNION { %(scope)s ?thing sayso:reportedIn ?item }
  UNION { %(scope)s ?part sayso:inDocument ?item ; sayso:refersTo ?person . ?thing org:member ?person }
  UNION { %(scope)s ?part sayso:inDocument ?item ; sayso:refersTo ?person . ?holding org:member ?person ; org:role ?thing }
  UNION { %(scope)s ?reading prov:used ?item ; prov:wasAssociatedWith ?thing }
}"""
"""The entities, claims, memberships and roles that the documents of a scope name, and the software that read them."""

SHARED = "SELECT ?g ?s ?p ?o WHERE { %(graphs)s %(things)s GRAPH ?g { ?s ?p ?o } }"
BATCH = 500


def quads(reader: GraphReader, iris: Iris, scope: Scope) -> Iterator[Quad]:
    """All quads of a scope, a few at a time: its documents' graphs, and what the shared graphs say of what they name."""
    if scope.everything:
        yield from reader.quads()
        return
    pattern = scope.pattern(iris)
    for row in reader.select(PROLOGUE + DOCUMENTS % {"scope": pattern}):
        minted = iris.parse(value(row, "item"))
        if minted is not None:
            graph = values("g", [node(str(iris.graph_document(minted.id)))])
            yield from _quads(reader, OF_DOCUMENT % {"graph": graph})
    graphs = values("g", [node(str(iris.graph(name))) for name in ("entities", "claims")])
    things = [node(value(row, "thing")) for row in reader.select(PROLOGUE + NAMED % {"scope": pattern})]
    for start in range(0, len(things), BATCH):
        yield from _quads(reader, SHARED % {"graphs": graphs, "things": values("s", things[start : start + BATCH])})


def _quads(reader: GraphReader, query: str) -> Iterator[Quad]:
    for row in reader.select(PROLOGUE + query):
        yield quad(row)


def quad(row: Row) -> Quad:
    """The quad of a solution with ``?g ?s ?p ?o``; our graphs hold no blank nodes outside of ontology and shapes."""
    return Quad(_subject(row["s"]), node(value(row, "p")), row["o"], node(value(row, "g")))


def _subject(term: Term) -> NamedNode | BlankNode:
    assert isinstance(term, NamedNode | BlankNode)
    return term


def write(found: Iterable[Quad], media: str, file: BinaryIO) -> None:
    """Write quads in the format of a media type; a format without named graphs gets the union of them."""
    form = FORMATS[media]
    terms: Iterator[Quad] | Iterator[Triple]
    terms = iter(found) if form.supports_datasets else (each.triple for each in found)
    serialize(terms, file, form, prefixes=dict(PREFIXES))
