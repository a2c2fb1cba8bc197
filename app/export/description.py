"""What the graph says of one thing: what an IRI of ours gives when it is dereferenced as data."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import DCTERMS, PROV, RDF, RDFS, BNode, Dataset, Graph, URIRef
from rdflib import Literal as Text

from app.answers.sparql import PROLOGUE, compact, node, ours, values, whole
from app.answers.support import HOMES, Support, SupportTable
from app.export.rdf import quad, write
from app.export.stream import Streamed
from app.graph.iris import Iris
from app.graph.names import bind_prefixes
from app.graph.packaged import context_document
from app.store.port import GraphReader

JSON_LD = "application/ld+json"
MOST_LINKS = 1000
"""At most so many statements of other things about this one; a well-known entity has far more, which SPARQL gives."""
MOST_DOCUMENTS = 100
"""Documents that are named for one statement; the others are counted."""
MOST_AT_ONCE = 20_000
"""Statements that are held in memory; a larger graph is streamed, and its JSON-LD is not compacted by our context."""

STATEMENTS = "SELECT ?g ?s ?p ?o WHERE { %(thing)s GRAPH ?g { ?s ?p ?o } %(ours)s }"
LINKS = f"{STATEMENTS} LIMIT {MOST_LINKS}"
COUNT = f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {STATEMENTS} }} }}"

TYPE, STATEMENT = NamedNode(str(RDF.type)), NamedNode(str(RDF.Statement))
SUBJECT, PREDICATE, OBJECT = (NamedNode(str(name)) for name in (RDF.subject, RDF.predicate, RDF.object))
DERIVED, SOURCE, COMMENT = (NamedNode(str(name)) for name in (PROV.wasDerivedFrom, DCTERMS.source, RDFS.comment))


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of ``top``: statements, as many as ``size``. ``omitted`` counts what was left out of those about it."""

    top: str
    quads: Callable[[], Iterable[Quad]]
    size: int
    context: str
    omitted: int = 0

    @property
    def large(self) -> bool:
        """Whether it should be streamed."""
        return self.size > MOST_AT_ONCE

    def written(self, media: str) -> bytes:
        """All of it in the format of a media type; JSON-LD has the thing itself on top, compacted by our context."""
        if media == JSON_LD:
            return _json_ld(_union(self.quads()), self.context, self.top)
        buffer = io.BytesIO()
        write(self.quads(), media, buffer)
        return buffer.getvalue()

    def streamed(self, media: str) -> Iterator[bytes]:
        """The same bit by bit. JSON-LD is expanded, since compacting needs all of it."""
        return iter(Streamed(lambda file: write(self.quads(), media, file)))


@dataclass(frozen=True, slots=True)
class Descriptions:
    """What the things of one state of the graph give when they are dereferenced as data."""

    reader: GraphReader
    iris: Iris
    table: SupportTable

    def of(self, iri: str) -> Description | None:
        """Of a document or a graph, its whole graph; of anything else, the statements that begin or end in it.

        Entities and claims have the support of each of their statements as well. Links are at most ``MOST_LINKS``. ``None``
        where the graph knows nothing of it.
        """
        minted = self.iris.parse(iri)
        if minted is not None and minted.kind in ("graph", "document"):
            graph = iri if minted.kind == "graph" else str(self.iris.graph_document(minted.id))
            return self._graph(iri, graph)
        own = self._quads(STATEMENTS, "s", iri)
        if not own:
            return None
        links = self._quads(LINKS, "o", iri)
        omitted = self._count("o", iri) - len(links) if len(links) == MOST_LINKS else 0
        supported = list(self._support(minted.kind, iri)) if minted is not None and minted.kind in HOMES else []
        found = [*own, *supported, *links]
        return Description(iri, lambda: found, len(found), str(self.iris.context()), omitted)

    def _graph(self, top: str, graph: str) -> Description | None:
        size = self._count("g", graph)
        if not size:
            return None
        if size <= MOST_AT_ONCE:
            return Description(top, lambda: self._quads(STATEMENTS, "g", graph), size, str(self.iris.context()))
        # No engine gives the rows of a query a few at a time, but each gives all there is so.
        name = node(graph)
        within = (quad for quad in self.reader.quads() if quad.graph_name == name)
        return Description(top, lambda: within, size, str(self.iris.context()))

    def _quads(self, query: str, place: str, iri: str) -> list[Quad]:
        return [quad(row) for row in self.reader.select(PROLOGUE + query % self._bound(place, iri))]

    def _count(self, place: str, iri: str) -> int:
        return whole(self.reader.select(PROLOGUE + COUNT % self._bound(place, iri))[0], "n")

    def _bound(self, place: str, iri: str) -> dict[str, str]:
        """What is asked about: the content of one graph, or what our own graphs say."""
        return {"thing": values(place, [node(iri)]), "ours": "" if place == "g" else ours(self.iris, "g")}

    def _support(self, kind: str, iri: str) -> Iterator[Quad]:
        """The support of each statement, by RDF's own vocabulary for statements (RDF 1.1 Schema, 5.3), which all tools read."""
        said = Support(self.reader, self.iris, self.table).of(kind, iri, MOST_DOCUMENTS)
        for triple, supporters in said.pairs:
            name = NamedNode(str(self.iris.statement(iri, str(triple.predicate), str(triple.object))))
            records = [NamedNode(record) for record in said.records] if supporters.official else []
            documents = [NamedNode(str(self.iris.document(document))) for document in supporters.documents]
            if records or documents:
                yield Quad(name, TYPE, STATEMENT)
                yield Quad(name, SUBJECT, triple.subject)
                yield Quad(name, PREDICATE, triple.predicate)
                yield Quad(name, OBJECT, triple.object)
                yield from (Quad(name, DERIVED, document) for document in documents)
                yield from (Quad(name, SOURCE, record) for record in records)
                if supporters.total > len(documents):
                    yield Quad(name, COMMENT, Literal(f"{len(documents)} of the {supporters.total} documents that support it"))


RDFLIB = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}


def written_graph(graph: Graph, media: str, context: str, top: str | None = None) -> bytes:
    """A small graph of rdflib in the format of a media type; JSON-LD has the thing ``top`` on top, if one is named."""
    if media == JSON_LD:
        return _json_ld(graph, context, top)
    dataset = graph
    if media in {"application/trig", "application/n-quads"}:
        dataset = Dataset()
        for triple in graph:
            dataset.add(triple)
    return bind_prefixes(dataset).serialize(format=RDFLIB[media], encoding="utf-8")


def _json_ld(graph: Graph, context: str, top: str | None) -> bytes:
    own: dict[str, Any] = json.loads(context_document())
    text = graph.serialize(format="json-ld", context=own["@context"], auto_compact=True)
    body = json.loads(text)
    nodes = body if isinstance(body, list) else body.get("@graph", [body])
    return json.dumps({"@context": context, **_topped(nodes, top)}, ensure_ascii=False, indent=1).encode()


def _topped(nodes: list[dict[str, Any]], top: str | None) -> dict[str, Any]:
    """The nodes with one of them on top, as people expect it, and the others included (JSON-LD 1.1, 4.6.6)."""
    first = next((each for each in nodes if top is not None and each.get("id") in (top, compact(top))), None)
    if first is None:
        return {"@graph": nodes}
    others = [each for each in nodes if each is not first]
    plain = {name: value for name, value in first.items() if name != "@context"}
    return {**plain, "@included": others} if others else plain


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
