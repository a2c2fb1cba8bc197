"""The title of a PDF: what its metadata says, where a person wrote that, or else its largest text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.reading.pdf.layout import Row
from app.reading.pdf.paragraphs import LARGER, Style

NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|(?:document|slide|presentation|report|title|draft)\W*\d*|"
    r"powerpoint .*|.*\.(?:docx?|pdf|indd|rtf|txt|pptx?|xlsx?|wpd|qxd|tmp)|[\W\d_]*|[^\s]{1,40})$",
    re.IGNORECASE,
)
NUMBER_BEFORE = re.compile(
    r"^(?:report\s+(?:no\.?|number)\s*)?[A-Z]{2,6}-(?:[A-Z]{1,3}-)?\d{2,4}-\d{2,5}[A-Z]{0,3}\s*[-–—:,]\s*", re.IGNORECASE
)
ADDED_BEHIND = re.compile(r"\s*[(\[](?:redacted|final|public|accessible|508[^)\]]*|pdf)[)\]]$", re.IGNORECASE)
LEAST_WORDS, MOST_WORDS = 2, 40
PROSE_WORDS = 9


def title_of(stated: str | None, first_page: Sequence[Row], style: Style) -> str | None:
    """The title, or ``None``.

    A stated title that the first page shows counts; else the page's largest text; else the stated one if it can be a title.
    """
    said = _cleaned(stated or "")
    largest = _largest(first_page, style)
    if said and (largest is None or _letters(said) in _letters(" ".join(row.text for row in first_page))):
        return said
    return largest or said


def _cleaned(title: str) -> str | None:
    title = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", title).split())
    title = ADDED_BEHIND.sub("", NUMBER_BEFORE.sub("", title))
    return None if NO_TITLE.match(title) or len(title.split()) > MOST_WORDS else title


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


def _largest(page: Sequence[Row], style: Style) -> str | None:
    """The lines of the largest size above the page's prose that follow each other, if they are larger than the text."""
    page = page[: _prose(page)]
    sizes = sorted({row.size for row in page if len(row.text.split()) >= LEAST_WORDS}, reverse=True)
    if not sizes or sizes[0] < LARGER * style.size:
        return None
    places = [place for place, row in enumerate(page) if row.size >= 0.97 * sizes[0]]
    run = [place for offset, place in enumerate(places) if place == places[0] + offset]
    title = " ".join(page[place].text for place in run)
    return title if LEAST_WORDS <= len(title.split()) <= MOST_WORDS else None


def _prose(page: Sequence[Row]) -> int:
    """The place of the first of two long lines of one size."""
    long = [len(row.text.split()) >= PROSE_WORDS for row in page]
    largest = max((row.size for row in page), default=0.0)
    pairs = (i for i in range(len(page) - 1) if long[i] and long[i + 1] and page[i].size < 0.97 * largest)
    return next((place for place in pairs if abs(page[place].size - page[place + 1].size) < 0.5), len(page))
