"""The roles in which the text shows people: titles in front of names and appositions behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.extraction import titles
from app.extraction.paragraph import Paragraph
from app.model.extraction import EntityType, Mention, RoleMention
from app.model.text import Span

BODIES = frozenset({EntityType.AGENCY, EntityType.ORGANIZATION, EntityType.PLACE})


def find_roles(paragraphs: Sequence[Paragraph], mentions: Sequence[Mention]) -> tuple[RoleMention, ...]:
    """The role mentions of the persons among ``mentions``; places are those in ``mentions``."""
    found: list[RoleMention] = []
    for paragraph in paragraphs:
        stretch = Span(paragraph.offset, paragraph.offset + len(paragraph.text))
        here = [(place, mention) for place, mention in enumerate(mentions) if stretch.contains(mention.span)]
        for place, mention in here:
            if mention.type is EntityType.PERSON:
                found.extend(_roles_of(paragraph, place, mention, here))
    return tuple(found)


def _roles_of(paragraph: Paragraph, place: int, person: Mention, here: list[tuple[int, Mention]]) -> Iterator[RoleMention]:
    start, end = person.span.start - paragraph.offset, person.span.end - paragraph.offset
    bodies = [(i, m) for i, m in here if m.type in BODIES]
    if before := titles.BEFORE.search(paragraph.text[:start]):
        span = paragraph.span(before.start("title"), before.end("title"))
        yield RoleMention(place, before.group("title"), span, _ending_at(bodies, span.start))
    if paragraph.text[end : end + 1] == "," and (after := titles.AFTER.match(paragraph.text[end:])):
        span = paragraph.span(end + after.start("title"), end + after.end("title"))
        body = _starting_at(bodies, paragraph.offset + end + after.end()) if after.group("link") else None
        yield RoleMention(place, after.group("title"), span, body if body is not None else _ending_at(bodies, span.start))


def _ending_at(bodies: list[tuple[int, Mention]], start: int) -> int | None:
    """The body named right before a title: "ICE Director", "ICE’s director"."""
    near = [i for i, m in bodies if 0 < start - m.span.end <= 3]
    return near[-1] if near else None


def _starting_at(bodies: list[tuple[int, Mention]], start: int) -> int | None:
    """The body named right after "of" or "for"."""
    near = [(abs(m.span.start - start), -len(m.span), i) for i, m in bodies if abs(m.span.start - start) <= 4]
    return min(near)[2] if near else None
