"""What the joining keeps of each attribution: what it says, who says it through whom, and where the words stand.

A saying has all that is compared and shown of it, so that no document need be read again when another one is compared with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.joining.facets import Facets, facets
from app.model.document import Kind, Role
from app.model.extraction import Attribution, EntityType, Style
from app.model.resolution import Resolution, Strength
from app.model.text import Span

QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]?|^([^“”\"]+)[”\"]")
"""Words in quotation marks, also where the opening or the closing one stands outside of the content."""

WRITTEN_THINGS = frozenset({EntityType.REPORT, EntityType.LAW, EntityType.POLICY})
SPEAKS_FOR = frozenset({EntityType.REPORT, EntityType.POLICY})


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks within a content, with their place in the text (code points, end exclusive).

    ``whole`` is whether the content is nothing but quotation.
    """

    start: int
    end: int
    exact: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Outlet:
    """What is known of the document that a saying stands in; entities are ids.

    ``name`` is that of the publisher, or else the title. ``own`` is the entity whose text a primary document is; ``named`` are
    the reports, laws and policies that the document names, ``speak_for`` pairs of who speaks, by issue or in a role, for whom.
    """

    name: str
    publisher: str | None
    published: str | None
    primary: bool
    own: str | None
    named: tuple[str, ...]
    speak_for: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution as joining keeps it; entities are ids, spans are pairs of offsets (code points, end exclusive).

    ``asserted`` is whether the outlet speaks itself, ``headline`` whether it stands in the headline, where "ICE: …" may name a
    topic. ``figures`` are the places of the measures, in the order of ``facets.measures``.
    """

    document: str
    place: int
    facets: Facets
    outlet: Outlet
    content: tuple[tuple[int, int], ...]
    source_place: tuple[int, int] | None
    figures: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...]
    source: str | None
    origin: str | None
    via: tuple[str, ...]
    asserted: bool
    headline: bool = False


def sayings(resolution: Resolution, entities: Sequence[str]) -> tuple[Saying, ...]:
    """The sayings of a document, in the order of its attributions; ``entities`` are the ids of the resolution's entities."""
    outlet = _outlet(resolution, entities)
    known = facets(resolution, entities)
    pairs = zip(resolution.extraction.attributions, known, strict=True)
    return tuple(_saying(resolution, entities, outlet, place, each, facet) for place, (each, facet) in enumerate(pairs))


def _outlet(resolution: Resolution, entities: Sequence[str]) -> Outlet:
    metadata = resolution.document.metadata
    own = resolution.own
    named = {
        entities[place]
        for place in resolution.referents
        if place is not None and place != own and resolution.entities[place].type in WRITTEN_THINGS
    }
    return Outlet(
        name=metadata.publisher or metadata.title or resolution.document.id,
        publisher=None if resolution.publisher is None else entities[resolution.publisher],
        published=metadata.published,
        primary=metadata.kind is Kind.PRIMARY,
        own=None if own is None else entities[own],
        named=tuple(sorted(named)),
        speak_for=tuple(sorted(set(_speaking(resolution, entities)))),
    )


def _speaking(resolution: Resolution, entities: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, entity in enumerate(resolution.entities):
        if entity.type in SPEAKS_FOR and entity.issuer is not None:
            yield entities[place], entities[entity.issuer]
    for each in resolution.memberships:
        if each.organization is not None:
            yield entities[each.person], entities[each.organization]


def _saying(
    resolution: Resolution, entities: Sequence[str], outlet: Outlet, place: int, attribution: Attribution, known: Facets
) -> Saying:
    source, text, segments = resolution.sources[place], resolution.document.text, resolution.document.segments
    measured = [q.span for q in resolution.extraction.quantities if any(part.contains(q.span) for part in attribution.content)]
    return Saying(
        document=resolution.document.id,
        place=place,
        facets=known,
        outlet=outlet,
        content=tuple((part.start, part.end) for part in attribution.content),
        source_place=None if attribution.source is None else (attribution.source.start, attribution.source.end),
        figures=tuple((span.start, span.end) for span in measured),
        quotes=tuple(_quotes(text, attribution)),
        source=None if source is None else entities[source],
        origin=_origin(resolution, entities, source),
        via=tuple(dict.fromkeys(_meant(resolution, entities, attribution.via))),
        asserted=attribution.style is Style.ASSERTED,
        headline=any(each.role is Role.HEADLINE and each.span.contains(attribution.content[0]) for each in segments),
    )


def _origin(resolution: Resolution, entities: Sequence[str], source: int | None) -> str | None:
    """Where the chain ends; "a report" without name and issuer tells nothing of that."""
    if source is None:
        return None
    entity = resolution.entities[source]
    if entity.type in SPEAKS_FOR and entity.issuer is not None:
        return entities[entity.issuer]
    unnamed = entity.type in SPEAKS_FOR and all(key.strength is Strength.LOCAL for key in entity.keys)
    return None if unnamed else entities[source]


def _meant(resolution: Resolution, entities: Sequence[str], mentions: Sequence[int]) -> Iterator[str]:
    places = (resolution.referents[mention] for mention in mentions)
    return (entities[place] for place in places if place is not None)


def _quotes(text: str, attribution: Attribution) -> Iterator[Quote]:
    for part in attribution.content:
        words = part.of(text)
        if attribution.style is Style.DIRECT and not QUOTED.search(words):
            yield Quote(part.start, part.end, words, whole=True)
        for found in QUOTED.finditer(words):
            number = 1 if found.group(1) else 2
            span = Span(found.start(number), found.end(number)).shifted(part.start)
            yield Quote(span.start, span.end, found.group(number), whole=attribution.style is Style.DIRECT)
