"""What an attribution says once it is known who is who: claim, source, origin, what it is about, numbers and times."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rdflib import URIRef

from app.graph.frame import Frame
from app.model.extraction import Attribution, EntityType, Form, Style
from app.model.text import Span

T = TypeVar("T")

BREATH = re.compile(r",?\s*(?:[^\W\d_]+,?\s+){0,2}")
"""What may stand between a cue and the time that belongs to it: two words at most, and no end of a sentence."""

ISSUED = frozenset({EntityType.REPORT, EntityType.POLICY})
"""Types of source that speak for whoever issued them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution with the IRIs of all that it points to. ``wording`` is its content in one line."""

    iri: URIRef
    attribution: Attribution
    claim: URIRef
    wording: str
    source: URIRef | None
    origin: URIRef | None
    addressee: URIRef | None
    via: tuple[URIRef, ...]
    basis: tuple[URIRef, ...]
    about: tuple[URIRef, ...]
    quantities: tuple[URIRef, ...]
    times: tuple[URIRef, ...]


class Within(Generic[T]):
    """Finds the things whose spans lie within a stretch, in the text's order, by bisection."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._things = sorted(things, key=lambda pair: pair[0])
        self._starts = [span.start for span, _ in self._things]

    def __call__(self, *stretches: Span) -> Iterator[T]:
        """The things wholly within any of ``stretches``."""
        for stretch in stretches:
            first, last = bisect_left(self._starts, stretch.start), bisect_left(self._starts, stretch.end)
            yield from (thing for span, thing in self._things[first:last] if span.end <= stretch.end)


def hull(spans: Sequence[Span]) -> Span:
    """The shortest stretch that covers all of ``spans``."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def with_time_behind(text: str, stretch: Span, times: Iterable[Span]) -> Span:
    """The stretch with the time that follows it in the same breath: "…," he told reporters *on Friday*."""
    for span in times:
        if stretch.end <= span.start and BREATH.fullmatch(text, stretch.end, span.start):
            return Span(stretch.start, span.end)
    return stretch


def statements(frame: Frame) -> tuple[Statement, ...]:
    """The statements of all attributions of a document that nobody has rejected, in their order."""
    found, iris, identifier = frame.extraction, frame.iris, frame.document.id
    named = Within(_namings(frame))
    quantities = Within((quantity.span, iris.quantity(identifier, quantity.span)) for quantity in found.quantities)
    times = Within((time.span, iris.time(identifier, time.span)) for time in found.times)
    read = _reader(frame, named, quantities, times)
    rejected = frame.identified.rejected
    return tuple(read(place, each) for place, each in enumerate(found.attributions) if place not in rejected)


def _reader(
    frame: Frame, named: Within[URIRef], quantities: Within[URIRef], times: Within[URIRef]
) -> Callable[[int, Attribution], Statement]:
    def read(place: int, attribution: Attribution) -> Statement:
        source = frame.entity(frame.resolution.sources[place])
        content = attribution.content
        parts = hull([*content, *(span for span in (attribution.source, attribution.cue) if span is not None)])
        around = with_time_behind(frame.document.text, parts, (time.span for time in frame.extraction.times))
        return Statement(
            iri=frame.iris.attribution(frame.document.id, content[0], place),
            attribution=attribution,
            claim=frame.iris.claim(frame.identified.claims[place]),
            wording=wording(frame.document.text, content),
            source=source,
            origin=origin(frame, place),
            addressee=frame.meant(attribution.addressee),
            via=_meant(frame, attribution.via),
            basis=_meant(frame, attribution.basis),
            about=tuple(dict.fromkeys(entity for entity in named(*content) if entity != source)),
            quantities=tuple(dict.fromkeys(quantities(*content))),
            times=tuple(dict.fromkeys(times(*content, around))),
        )

    return read


def _namings(frame: Frame) -> Iterator[tuple[Span, URIRef]]:
    for place, mention in enumerate(frame.extraction.mentions):
        entity = frame.meant(place)
        if entity is not None and mention.form is not Form.PRONOUN:
            yield mention.span, entity


def _meant(frame: Frame, mentions: Sequence[int]) -> tuple[URIRef, ...]:
    return tuple(dict.fromkeys(entity for place in mentions if (entity := frame.meant(place)) is not None))


def wording(text: str, content: Sequence[Span]) -> str:
    """The content in one line: its spans joined, runs of white space made one blank. The exact words are in the passages."""
    return " ".join(" ".join(span.of(text) for span in content).split())


def origin(frame: Frame, place: int) -> URIRef | None:
    """Where the chain of the attribution at ``place`` ends, as far as the document shows.

    That is the issuer of a source that is a report or policy, or else the source; the outlet where it speaks itself.
    """
    resolution = frame.resolution
    source = resolution.sources[place]
    if source is None:
        asserted = frame.extraction.attributions[place].style is Style.ASSERTED
        return frame.entity(resolution.publisher) if asserted else None
    entity = resolution.entities[source]
    return frame.entity(entity.issuer if entity.type in ISSUED and entity.issuer is not None else source)
