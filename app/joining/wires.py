"""Credits of news agencies: in the dateline, in the byline, or as contributors at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.model.document import Document, Role, Segment
from app.model.text import Span

FIRST_BODIES = 3
"""Paragraphs of the body in which a dateline is looked for."""

LONGEST_CREDIT = 60
"""Words of the longest paragraph that is taken for a credit."""

LEADING_THE = re.compile(r"^the\s+", re.IGNORECASE)
TRAILING = re.compile(r"\s+(?:(?:staff\s+)?(?:writers?|reporters?|correspondents?)|staff|bureau)\W*$", re.IGNORECASE)
SHORTEST_NAME = 3
_WORD = r"(?:(?:[A-Z]\.)+|[A-Z][\w&’'-]*(?:\.\w+)*)"
NAME = rf"(?:[Tt]he\s+)?(?P<agency>{_WORD}(?:(?:\s+|-)(?:of\s+|for\s+)?{_WORD}){{0,5}}|dpa)"
PLACE = r"[A-Z][\w .,'’/-]{0,60}?"
DATELINES = (
    re.compile(rf"^\s*{PLACE}\s*[–—-]{{0,2}}\s*\({NAME}\)\s*(?:[–—:-]|(?=\s[A-Z]))"),
    re.compile(rf"^\s*\({NAME}\)\s*[–—:-]?"),
)
FOR = re.compile(rf"\b[Ff]or\s+{NAME}")
BYLINES = (
    re.compile(rf"^\s*(?:[Bb]y|BY|[Ff]rom|FROM)\s+{NAME}"),
    re.compile(rf"(?:[,|•·/\n]|\s[–—-]\s)\s*{NAME}"),
    re.compile(rf"^\s*{NAME}\s*$"),
)
CONTRIBUTED = (
    re.compile(
        rf"{NAME}(?:[’']s?)?(?:\s+(?:reporters?|writers?|correspondents?|staff)\b[^.]{{0,80}})?\s+(?:also\s+)?contributed\b"
    ),
    re.compile(rf"[Mm]aterial\s+from\s+{NAME}\s+(?:was|is|were)\s+used\b"),
    re.compile(rf"(?:[Ii]nformation|[Rr]eporting)\s+(?:from|by)\s+{NAME}\s+(?:was|were|is|contributed)\b"),
)
PUBLISHED = (
    re.compile(rf"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:\d{{4}},?\s+)?(?:by\s+)?{NAME}"),
    re.compile(
        rf"\b(?:story|article|report|piece)\s+(?:was|is)\s+(?:originally\s+|first\s+)?"
        rf"(?:published|produced|provided|written|distributed|supplied)\s+(?:by|in|on)\s+{NAME}"
    ),
    re.compile(rf"\b(?:[Dd]istributed|[Pp]rovided|[Ss]yndicated)\s+by\s+{NAME}"),
    re.compile(rf"^\s*(?:Source|SOURCE|Via|[–—-]{{1,2}})\s*:?\s*{NAME}\s*\.?\s*$"),
)
SAYS_WIRE = re.compile(
    r"\b(?:(?:news)?wires?(?:\s+(?:desk|services?|reports?))?|news\s+(?:service|agency)|press\s+(?:agency|service)"
    r"|telegraph(?:ic)?\s+agency)\s*$",
    re.IGNORECASE,
)
"""Names that say of themselves that they are agencies: "Capitol Wire Desk", "Valley News Service"."""


@dataclass(frozen=True, slots=True)
class Credit:
    """That a document gives an agency credit. ``contributed`` where the agency has part in the text and is not its author."""

    agency: str
    span: Span
    contributed: bool = False


def credits_of(document: Document) -> tuple[Credit, ...]:
    """The agencies that a document gives credit to, each once: as author of the text where any line says so."""
    best: dict[str, Credit] = {}
    for credit in sorted(_credits(document), key=lambda credit: (credit.contributed, credit.span)):
        best.setdefault(credit.agency, credit)
    return tuple(sorted(best.values(), key=lambda credit: credit.span))


def agency(name: str) -> str | None:
    """The name under which an agency is known, or its own name where that says that it is one; ``None`` for others."""
    plain = _plain(name)
    known = _agencies().get(plain.casefold())
    return known or (plain if SAYS_WIRE.search(plain) else None)


def _credits(document: Document) -> Iterator[Credit]:
    bodies = 0
    for segment in document.segments:
        if segment.role is Role.BODY:
            bodies += 1
        text = segment.span.of(document.text)
        if segment.role is Role.BYLINE:
            yield from _found(BYLINES, segment, text)
            yield from _written_for(segment, text, document.metadata.publisher)
        if segment.role is Role.BYLINE or (segment.role is Role.BODY and bodies <= FIRST_BODIES):
            yield from _found(DATELINES, segment, text)
        if segment.role is not Role.HEADLINE and len(text.split()) <= LONGEST_CREDIT:
            yield from _found(PUBLISHED, segment, text)
            yield from _found(CONTRIBUTED, segment, text, contributed=True)


def _found(patterns: Iterable[re.Pattern[str]], at: Segment, text: str, *, contributed: bool = False) -> Iterator[Credit]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            name = agency(found["agency"])
            if name is not None:
                yield Credit(name, Span(*found.span("agency")).shifted(at.span.start), contributed)


def _written_for(at: Segment, text: str, publisher: str | None) -> Iterator[Credit]:
    """Whom a byline says that it was written for, whatever the name, unless that is the outlet itself."""
    for found in FOR.finditer(text):
        name = agency(found["agency"]) or _plain(found["agency"])
        if name.casefold() != _plain(publisher or "").casefold() and len(name) >= SHORTEST_NAME:
            yield Credit(name, Span(*found.span("agency")).shifted(at.span.start))


def _plain(name: str) -> str:
    return TRAILING.sub("", LEADING_THE.sub("", " ".join(name.split()))).strip(" .,")


@cache
def _agencies() -> dict[str, str]:
    lines = files(__package__).joinpath("wires.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {LEADING_THE.sub("", name).casefold(): row[0] for row in rows for name in row}
