"""Quantities and times: the numbers and dates of a document with the words that give them."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import SDO, Literal, URIRef

from app.graph.frame import Frame
from app.graph.graphs import Triple
from app.graph.literals import boolean, date, decimal
from app.graph.names import SAYSO, A
from app.model.extraction import Comparator, Period, Quantity

COMPARATORS = {comparator: Literal(comparator.value) for comparator in Comparator}


def quantity_triples(frame: Frame) -> Iterator[Triple]:
    """Every quantity of the document."""
    for quantity in frame.extraction.quantities:
        iri = frame.iris.quantity(frame.document.id, quantity.span)
        yield iri, A, SAYSO.Quantity
        yield iri, A, SDO.QuantitativeValue
        yield iri, SAYSO.inDocument, frame.document_iri
        yield iri, SAYSO.passage, frame.passage(quantity.span)
        yield iri, SAYSO.comparator, COMPARATORS[quantity.comparator]
        yield iri, SAYSO.approximate, boolean(quantity.approximate)
        yield from amount_triples(iri, quantity)


def amount_triples(iri: URIRef, quantity: Quantity) -> Iterator[Triple]:
    """Value or range, unit, the words that loosen or narrow it, and its period; nothing for what is not known."""
    for name, number in ((SDO.value, quantity.value), (SDO.minValue, quantity.lower), (SDO.maxValue, quantity.upper)):
        if number is not None:
            yield iri, name, decimal(number)
    for name, words in (
        (SDO.unitText, quantity.unit),
        (SAYSO.hedge, quantity.hedge),
        (SAYSO.restriction, quantity.restriction),
    ):
        if words:
            yield iri, name, Literal(words)
    if quantity.period is not None:
        yield from period_triples(iri, quantity.period)


def period_triples(iri: URIRef, period: Period) -> Iterator[Triple]:
    """Both ends of a period, as exact as known; an open end has no triple."""
    if period.start:
        yield iri, SAYSO.periodStart, date(period.start)
    if period.end:
        yield iri, SAYSO.periodEnd, date(period.end)


def time_triples(frame: Frame) -> Iterator[Triple]:
    """Every expression of time of the document."""
    for time in frame.extraction.times:
        iri = frame.iris.time(frame.document.id, time.span)
        yield iri, A, SAYSO.TimeExpression
        yield iri, SAYSO.inDocument, frame.document_iri
        yield iri, SAYSO.passage, frame.passage(time.span)
        yield iri, SAYSO.relative, boolean(time.relative)
        yield from period_triples(iri, time.period)
