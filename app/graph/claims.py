"""Claims: what is said, once, across documents. A document adds what it knows of the claims that it reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib import SDO, Literal, URIRef

from app.graph.frame import Frame
from app.graph.graphs import Triple
from app.graph.literals import integer
from app.graph.names import SAYSO, A
from app.graph.statements import Statement
from app.model.extraction import Style


def claim_triples(frame: Frame, statements: Sequence[Statement]) -> Iterator[Triple]:
    """What the document says of each of its claims; of several wordings, the first is the text."""
    seen: set[URIRef] = set()
    told = {each.claim for each in statements if each.origin is not None and each.attribution.style is not Style.ASSERTED}
    for statement in statements:
        if statement.claim not in seen:
            seen.add(statement.claim)
            yield from _identity(frame, statement)
        yield statement.claim, SAYSO.wording, Literal(statement.wording)
        for entity in statement.about:
            yield statement.claim, SAYSO.about, entity
        # An outlet that says itself what it has from others is no origin of it.
        if statement.origin is not None and (statement.attribution.style is not Style.ASSERTED or statement.claim not in told):
            yield statement.claim, SAYSO.origin, statement.origin
        if statement.addressee is not None:
            yield statement.claim, SAYSO.addressedTo, statement.addressee


def _identity(frame: Frame, statement: Statement) -> Iterator[Triple]:
    claim, attribution = statement.claim, statement.attribution
    yield claim, A, SAYSO.Claim
    yield claim, A, SDO.Claim
    yield claim, SAYSO.claimKind, Literal(attribution.kind.value)
    yield claim, SDO.text, Literal(statement.wording)
    yield claim, SAYSO.reportedIn, frame.document_iri
    if attribution.ordinal is not None:
        yield claim, SAYSO.ordinal, integer(attribution.ordinal)
