"""Lines that are the page's and not the text's: running headers and footers, page numbers, entries of a table of contents."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from app.reading.pdf.layout import Row

HEADER = "running header of the page"
FOOTER = "running footer of the page"
NUMBER = "page number"
CONTENTS = "entry of the table of contents"

LOOKED_AT = 4
"""Lines from the top and from the bottom of a page that may run through the document."""

LEAST_PAGES = 3
LEAST_SHARE = 0.5
PAGE_NUMBER = re.compile(
    r"\W*(?:page|pg\.?|p\.)?\s*(?:\d{1,5}|[ivxlc]{1,7}|[A-Z]-\d{1,3})(?:\s*(?:of|/)\s*\d{1,5})?\W*", re.IGNORECASE
)
LEADERS = re.compile(r"(?:\.\s?){5,}\s*(?:\||\s)*(?:\d{1,4}|[ivxlc]{1,7})?\s*$|^[^|]+ \| (?:\.\s?){3,}", re.IGNORECASE)


def running(pages: Sequence[Sequence[Row]]) -> list[dict[int, str]]:
    """For each page the lines, by place, that are not its text, with what they are.

    A line runs if the same words, numbers aside, stand at the top (or bottom) of three pages, or of half of them all.
    """
    tops = [_outermost(page, upper=True) for page in pages]
    bottoms = [_outermost(page, upper=False) for page in pages]
    above, below = _repeated(pages, tops), _repeated(pages, bottoms)
    found = []
    for page, top, bottom in zip(pages, tops, bottoms, strict=True):
        labels = {place: CONTENTS for place, row in enumerate(page) if LEADERS.search(row.text)}
        labels |= dict(_labelled(page, top, above, HEADER)) | dict(_labelled(page, bottom, below, FOOTER))
        found.append(labels)
    return found


def _outermost(page: Sequence[Row], *, upper: bool) -> list[int]:
    """The places of the highest or lowest lines, the outermost first."""
    height = sorted(range(len(page)), key=lambda place: page[place].bottom, reverse=upper)
    return height[: min(LOOKED_AT, max(1, len(page) // 2))]


def _repeated(pages: Sequence[Sequence[Row]], places: Sequence[Sequence[int]]) -> frozenset[str]:
    counted = Counter(words for page, some in zip(pages, places, strict=True) for words in {_words(page[i]) for i in some})
    enough = min(LEAST_PAGES, max(2, LEAST_SHARE * len(pages)))
    return frozenset(words for words, count in counted.items() if words and count >= enough)


def _words(row: Row) -> str:
    """A line's letters, with each number as one sign, for comparing it with the lines of other pages."""
    folded = unicodedata.normalize("NFKC", row.text).casefold()
    return re.sub(r"[^\w#]+", " ", re.sub(r"\d+", "#", folded)).strip(" #")


def _labelled(page: Sequence[Row], places: Sequence[int], known: frozenset[str], reason: str) -> Iterator[tuple[int, str]]:
    """The outermost lines that run; what stands behind the first line of the text is text."""
    for place in takewhile(lambda place: _words(page[place]) in known or _is_number(page[place]), places):
        yield place, NUMBER if _is_number(page[place]) else reason


def _is_number(row: Row) -> bool:
    return bool(PAGE_NUMBER.fullmatch(row.text))
