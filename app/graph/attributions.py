"""Attributions: in this document, *source* said *content*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rdflib import Literal, URIRef

from app.graph.frame import Frame
from app.graph.graphs import Triple
from app.graph.literals import boolean
from app.graph.names import SAYSO, A
from app.graph.statements import Statement
from app.model.extraction import Certainty, CueKind, Polarity, SourceKind, Style

T = TypeVar("T")

STYLES = {style: Literal(style.value) for style in Style}
MANNERS = {each: Literal(each.value) for kind in (SourceKind, CueKind, Polarity, Certainty) for each in kind}


def attribution_triples(frame: Frame, statements: Iterable[Statement]) -> Iterator[Triple]:
    """Every attribution with its chain and its passages."""
    for statement in statements:
        yield statement.iri, A, SAYSO.Attribution
        yield statement.iri, SAYSO.inDocument, frame.document_iri
        yield statement.iri, SAYSO.claim, statement.claim
        yield statement.iri, SAYSO.style, STYLES[statement.attribution.style]
        yield from _manner(statement)
        for name, values in (*_chain(statement), *_words(frame, statement)):
            for value in values:
                yield statement.iri, name, value


def _manner(statement: Statement) -> Iterator[Triple]:
    """How the source is told, what the cue does, and how the source says that it is; nothing for what is not known."""
    attribution = statement.attribution
    for name, value in (
        (SAYSO.sourceKind, attribution.source_kind),
        (SAYSO.cueKind, attribution.cue_kind),
        (SAYSO.polarity, attribution.polarity),
        (SAYSO.certainty, attribution.certainty),
    ):
        if value is not None:
            yield statement.iri, name, MANNERS[value]
    if attribution.cue is not None:
        yield statement.iri, SAYSO.cueNegated, boolean(attribution.cue_negated)


def _chain(statement: Statement) -> Iterator[tuple[URIRef, Iterable[URIRef]]]:
    yield SAYSO.source, _known(statement.source)
    yield SAYSO.origin, _known(statement.origin)
    yield SAYSO.via, statement.via
    yield SAYSO.basis, statement.basis
    yield SAYSO.about, statement.about
    yield SAYSO.quantity, statement.quantities
    yield SAYSO.time, statement.times


def _words(frame: Frame, statement: Statement) -> Iterator[tuple[URIRef, Iterable[URIRef]]]:
    attribution = statement.attribution
    yield SAYSO.contentPassage, [frame.passage(span) for span in attribution.content]
    yield SAYSO.sourcePassage, [frame.passage(span) for span in _known(attribution.source)]
    yield SAYSO.cuePassage, [frame.passage(span) for span in _known(attribution.cue)]


def _known(value: T | None) -> tuple[T, ...]:
    return () if value is None else (value,)
