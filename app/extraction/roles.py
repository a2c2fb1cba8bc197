"""The roles in which the text shows people: titles in front of names and appositions behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.extraction import titles
from app.extraction.candidate import Candidate, Rank
from app.extraction.paragraph import Paragraph
from app.model.extraction import EntityType, Form, Mention, RoleMention
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
    before, behind = paragraph.text[:start], paragraph.text[end:]
    if found := titles.BEFORE.search(before):
        span = paragraph.span(found.start("title"), found.end("title"))
        body = _ending_at(bodies, span.start)
        if body is None and (of := titles.OF_BODY_AFTER.match(behind)):
            body = _starting_at(bodies, paragraph.offset + end + of.end())
        yield RoleMention(place, found.group("title"), span, body)
    elif role := _apposed(paragraph, place, before, bodies):
        yield role
    if headed := titles.HEADING.match(behind):
        span = paragraph.span(end + headed.start("title"), end + headed.end("title"))
        yield RoleMention(place, "head", span, _starting_at(bodies, paragraph.offset + end + headed.end()))
    elif behind.startswith((",", " who ")) and (after := titles.AFTER.match(behind)):
        span = paragraph.span(end + after.start("title"), end + after.end("title"))
        body = _starting_at(bodies, paragraph.offset + end + after.end()) if after.group("link") else None
        yield RoleMention(place, after.group("title"), span, body if body is not None else _ending_at(bodies, span.start))


BODY_NOUN = (
    r"(?:board|office|authority|council|committee|commission|inspectorate|bureau|agency|department|division|service|directorate|"
    r"university|college|hospital|school|bank|union|institute|association|foundation|center|court|church|museum|company|party)"
)
BODY_OF = re.compile(rf"\b{titles.OFFICE_BEHIND}\s+(?:of|at|for|with)\s+(?P<body>the\s+{BODY_NOUN})\b(?!\s+(?:of|for|on)\s|-)")
BODY_WITH = re.compile(rf"\b(?P<body>[Tt]he\s+{BODY_NOUN})['’]s\s+{titles.OFFICE_BEHIND}\b")
PUBLIC_NOUNS = ("agency", "department", "bureau", "commission")


def find_bodies_of_office(paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """Bodies that are described where somebody's office is told: "Ann Lee, director of the board", "the board’s director"."""
    return [
        Candidate(paragraph.span(*match.span("body")), _kind(match["body"]), Form.DESCRIPTION, Rank.DESCRIPTION)
        for paragraph in paragraphs
        for pattern in (BODY_OF, BODY_WITH)
        for match in pattern.finditer(paragraph.text)
    ]


def _kind(body: str) -> EntityType:
    return EntityType.AGENCY if body.endswith(PUBLIC_NOUNS) else EntityType.ORGANIZATION


def _apposed(paragraph: Paragraph, place: int, before: str, bodies: list[tuple[int, Mention]]) -> RoleMention | None:
    """The role that a description of office before the name tells: "The head of the X, Ann Lee", "the X’s chief, Ann Lee"."""
    if of := titles.OF_BODY_BEFORE.search(before):
        body = _starting_at(bodies, paragraph.offset + of.start("body"))
        span = paragraph.span(of.start("title"), of.end("title"))
        return RoleMention(place, of.group("title"), span, body) if body is not None else None
    if owned := titles.OWNED_BEFORE.search(before):
        span = paragraph.span(owned.start("title"), owned.end("title"))
        body = _ending_at(bodies, span.start)
        return RoleMention(place, owned.group("title"), span, body) if body is not None else None
    return None


def _ending_at(bodies: list[tuple[int, Mention]], start: int) -> int | None:
    """The body named right before a title: "ICE Director", "ICE’s director"."""
    near = [i for i, m in bodies if 0 < start - m.span.end <= 3]
    return near[-1] if near else None


def _starting_at(bodies: list[tuple[int, Mention]], start: int) -> int | None:
    """The body named right after "of" or "for"."""
    near = [(abs(m.span.start - start), -len(m.span), i) for i, m in bodies if abs(m.span.start - start) <= 4]
    return min(near)[2] if near else None
