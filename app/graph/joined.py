"""What is known of documents together, as the claims graph says it: echoes, dependences, discrepancies, independent origins.

Passages are named, not described: each stands in its own document's graph.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal, URIRef

from app.graph.graphs import Triple
from app.graph.iris import Iris, Minted
from app.graph.literals import boolean, integer
from app.graph.names import SAYSO, A
from app.model.joined import Dependence, Discrepancy, Echo, Place, Side


def independence_triples(iris: Iris, claim_id: str, origins: int) -> Iterator[Triple]:
    """How many independent origins stand behind a claim."""
    yield iris.claim(claim_id), SAYSO.independentOrigins, integer(origins)


def dependence_iri(iris: Iris, dependence: Dependence) -> URIRef:
    """The IRI of a dependence: the same for all claims for which the same words show the same thing."""
    places = [_place_id(place) for place in dependence.places]
    parts = (*dependence.documents, dependence.derived or "", *places, dependence.explanation)
    return iris.dependence(dependence.kind.value, *parts)


def dependence_triples(iris: Iris, dependence: Dependence) -> Iterator[Triple]:
    """That two documents do not stand apart, with the words that show it."""
    thing = dependence_iri(iris, dependence)
    yield thing, A, SAYSO.Dependence
    yield thing, SAYSO.dependenceKind, Literal(dependence.kind.value)
    for document in dependence.documents:
        yield thing, SAYSO.document, iris.document(document)
    if dependence.derived is not None:
        yield thing, SAYSO.derivedDocument, iris.document(dependence.derived)
    for place in dependence.places:
        yield thing, SAYSO.passage, iris.passage(place.document, place.span)
    yield thing, SAYSO.explanation, Literal(dependence.explanation)


def echo_triples(iris: Iris, claim_id: str, echo: Echo) -> Iterator[Triple]:
    """An echo of a claim; its dependences are named, and stand by themselves, since echoes of several claims share them."""
    thing = iris.echo(claim_id, *echo.documents)
    yield thing, A, SAYSO.Echo
    yield thing, SAYSO.ofClaim, iris.claim(claim_id)
    for document in echo.documents:
        yield thing, SAYSO.document, iris.document(document)
    if echo.origin is not None:
        yield thing, SAYSO.origin, iris.entity(echo.origin)
    for dependence in echo.dependences:
        yield thing, SAYSO.dependence, dependence_iri(iris, dependence)


def discrepancy_triples(iris: Iris, claim_id: str, discrepancy: Discrepancy) -> Iterator[Triple]:
    """A discrepancy of a claim with both of its sides.

    Raises ``ValueError`` for a side that has an attribution without its first content span.
    """
    thing = discrepancy_iri(iris, claim_id, discrepancy)
    yield thing, A, SAYSO.Discrepancy
    yield thing, SAYSO.ofClaim, iris.claim(claim_id)
    yield thing, SAYSO.discrepancyKind, Literal(discrepancy.kind.value)
    yield thing, SAYSO.drift, boolean(discrepancy.drift)
    yield thing, SAYSO.explanation, Literal(discrepancy.explanation)
    for ordinal, side in enumerate(discrepancy.sides, start=1):
        node = iris.side(_id(iris, thing), ordinal)
        yield thing, SAYSO.side, node
        yield from _side(iris, node, ordinal, side)


def discrepancy_iri(iris: Iris, claim_id: str, discrepancy: Discrepancy) -> URIRef:
    """The IRI of a discrepancy: by claim, kind, and on each side the words and the attribution that they are of."""
    parts = (part for side in discrepancy.sides for part in (_place_id(side.place), _attribution_id(iris, side)))
    return iris.discrepancy(claim_id, discrepancy.kind.value, *parts)


def _side(iris: Iris, node: URIRef, ordinal: int, side: Side) -> Iterator[Triple]:
    yield node, A, SAYSO.Side
    yield node, SAYSO.ordinal, integer(ordinal)
    yield node, SAYSO.inDocument, iris.document(side.place.document)
    yield node, SAYSO.passage, iris.passage(side.place.document, side.place.span)
    yield node, SAYSO.sideValue, Literal(side.value)
    attribution = _attribution(iris, side)
    if attribution is not None:
        yield node, SAYSO.attribution, attribution


def _attribution(iris: Iris, side: Side) -> URIRef | None:
    if side.attribution is None:
        return None
    if side.content is None:
        raise ValueError(f"the side in {side.place.document} has an attribution, but not its first content span")
    return iris.attribution(side.place.document, side.content, side.attribution)


def _attribution_id(iris: Iris, side: Side) -> str:
    attribution = _attribution(iris, side)
    return "" if attribution is None else _id(iris, attribution)


def _place_id(place: Place) -> str:
    return f"{place.document}-{place.span.start}-{place.span.end}"


def _id(iris: Iris, iri: URIRef) -> str:
    minted = iris.parse(str(iri))
    assert isinstance(minted, Minted), iri
    return minted.id
