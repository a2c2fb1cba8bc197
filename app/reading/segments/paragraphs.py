"""Cutting a text into paragraphs whose spans leave out nothing but white space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from app.model.text import Span

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
WORD = re.compile(r"[^\W_]+(?:['’.&\-‑][^\W_]+)*")
SUBSECTION = re.compile(
    r"(?:\((?:[a-z]{1,2}|[ivx]{1,5}|[A-Z]{1,2}|\d{1,2})\)|§§?\s?\d|Sec(?:tion|\.)\s\d[\w.-]*[.—-]|[•▪‣]\s|\d{1,2}\.\s)(?=\s?\S)"
)
"""What subsections of laws and items of lists begin with."""

BEFORE_SUBSECTION = re.compile(r"(?:[.:;—–]|,|\b(?:and|or)|[.;]\d{1,3})[\"”’')\]]*$")
TABLE_GAP = re.compile(r"(?<=\S)(?:\t+| {3,})(?=\S)")
"""What stands between the cells of a row that is set with blanks."""

WIDEST_WRAP = 120
"""Longest line of a text that somebody's program may have broken into lines; a paragraph on one line is usually longer."""

NARROWEST_WRAP = 40
WRAPPED = 0.7
"""Share of line ends where the next line's first word would not have fitted, from which a text counts as wrapped."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text: its span, its exact text and its words."""

    span: Span
    text: str
    words: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Paragraph:
        """The paragraph ``text[start:end]``."""
        exact = text[start:end]
        return cls(Span(start, end), exact, tuple(found[0] for found in WORD.finditer(exact)))

    @property
    def plain(self) -> str:
        """The text with every white space as one blank, for matching."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its ends; ``indent`` is what stood in front of it."""

    start: int
    end: int
    indent: int
    after_blank: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, in order.

    Every line is a paragraph, as in texts from web pages, unless the text was wrapped at some width (as in mails and wire
    copy): then lines belong together up to a blank line, an indented line or a line that ends early; a subsection, an item
    and a row of a table begin anew.
    """
    lines = tuple(_lines(text))
    if not lines:
        return ()
    width = _wrap_width(text, lines)
    starts = [i for i, line in enumerate(lines) if i == 0 or not width or _begins(text, lines[i - 1], line, width)]
    ends = [*starts[1:], len(lines)]
    return tuple(Paragraph.of(text, lines[a].start, lines[b - 1].end) for a, b in zip(starts, ends, strict=True))


def _lines(text: str) -> Iterator[Line]:
    at, blank = 0, True
    for stop, following in _line_ends(text):
        line = text[at:stop]
        if stripped := line.strip():
            indent = len(line) - len(line.lstrip())
            yield Line(at + indent, at + indent + len(stripped), indent, blank)
        blank = not stripped
        at = following


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    for found in LINE_END.finditer(text):
        yield found.span()
    yield len(text), len(text)


def _wrap_width(text: str, lines: tuple[Line, ...]) -> int:
    """The width that the text was wrapped at, or 0: at a wrapped line's end the next word would not have fitted."""
    breaks = [(a, b) for a, b in pairwise(lines) if not b.after_blank and not SUBSECTION.match(text, b.start)]
    width = max((line.indent + line.end - line.start for line in lines), default=0)
    if not breaks or not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return 0
    full = sum(not _ends_early(text, a, b, width) for a, b in breaks)
    running = sum(text[b.start].islower() for _, b in breaks)
    return width if full >= WRAPPED * len(breaks) and running * 4 >= len(breaks) else 0


def _ends_early(text: str, line: Line, following: Line, width: int) -> bool:
    first_word = text[following.start : following.end].split(None, 1)[0]
    return line.indent + (line.end - line.start) + 1 + len(first_word) <= width - width // 12


def _is_row(text: str, line: Line) -> bool:
    return len(TABLE_GAP.findall(text[line.start : line.end])) >= 2


def _begins(text: str, before: Line, line: Line, width: int) -> bool:
    if line.after_blank or line.indent > before.indent or _is_row(text, before) or _is_row(text, line):
        return True
    if SUBSECTION.match(text, line.start) and BEFORE_SUBSECTION.search(text[before.start : before.end]):
        return True
    return _ends_early(text, before, line, width) and not text[line.start].islower()
