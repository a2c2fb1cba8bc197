"""Older texts of a document's address: which they are, and what changed. They stand in the graph of the newest, with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import DCTERMS, PROV, Literal, URIRef

from app.graph.frame import passage_triples
from app.graph.graphs import Triple
from app.graph.iris import Iris
from app.graph.joined import discrepancy_iri
from app.graph.literals import boolean, date, integer, moment
from app.graph.names import SAYSO, A
from app.model.document import Document
from app.model.joined import Discrepancy, Side
from app.model.resolution import Identified
from app.model.revision import Earlier


def revision_triples(iris: Iris, known: Identified, earlier: Iterable[Earlier]) -> Iterator[Triple]:
    """That the document takes the place of earlier texts, what these were, and what changed."""
    newest = known.resolution.document
    for each in earlier:
        yield iris.document(newest.id), PROV.wasRevisionOf, iris.document(each.document.id)
        yield from _earlier(iris, each)
        for change in each.changes:
            yield from _change(iris, known, each.document, change)


def _earlier(iris: Iris, earlier: Earlier) -> Iterator[Triple]:
    iri, metadata = iris.document(earlier.document.id), earlier.document.metadata
    yield iri, A, SAYSO.Revision
    yield iri, SAYSO.added, moment(earlier.added)
    yield iri, SAYSO.sha256, Literal(earlier.document.sha256)
    if metadata.title:
        yield iri, DCTERMS.title, Literal(metadata.title)
    if metadata.published:
        yield iri, DCTERMS.issued, date(metadata.published)


def _change(iris: Iris, known: Identified, older: Document, change: Discrepancy) -> Iterator[Triple]:
    """A discrepancy of a document with itself; of a claim where the newer side is an attribution's."""
    newest = known.resolution.document
    thing = discrepancy_iri(iris, newest.id, change)
    yield thing, A, SAYSO.Discrepancy
    yield thing, SAYSO.discrepancyKind, Literal(change.kind.value)
    yield thing, SAYSO.drift, boolean(change.drift)
    yield thing, SAYSO.explanation, Literal(change.explanation)
    for ordinal, (side, document) in enumerate(zip(change.sides, (older, newest), strict=True), start=1):
        node = iris.side(str(thing).rpartition("/")[2], ordinal)
        yield thing, SAYSO.side, node
        yield from _side(iris, node, ordinal, side, document)
    newer = change.sides[1]
    if newer.attribution is not None and newer.content is not None and newer.attribution not in known.rejected:
        yield thing, SAYSO.ofClaim, iris.claim(known.claims[newer.attribution])
        yield node, SAYSO.attribution, iris.attribution(newest.id, newer.content, newer.attribution)


def _side(iris: Iris, node: URIRef, ordinal: int, side: Side, document: Document) -> Iterator[Triple]:
    passage = iris.passage(document.id, side.place.span)
    yield node, A, SAYSO.Side
    yield node, SAYSO.ordinal, integer(ordinal)
    yield node, SAYSO.stance, integer(ordinal)
    yield node, SAYSO.inDocument, iris.document(document.id)
    yield node, SAYSO.passage, passage
    yield node, SAYSO.stance, integer(ordinal)
    yield node, SAYSO.sideValue, Literal(side.value)
    yield from passage_triples(passage, iris.document(document.id), document.passage(side.place.span))
