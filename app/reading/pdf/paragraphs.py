"""Lines of a page to its paragraphs: headings, prose, rows of tables, notes at the foot, and what runs through the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise
from statistics import median

from app.reading.pdf.layout import Row

SMALLER = 0.93
"""Share of the text's size below which a line may be of a note."""

LARGER = 1.08
LONGEST_HEADING = 20
ITEM = re.compile(
    r"(?:[•●▪■◦○·‣➢✓]|[–—*-](?= )|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)](?= )|\((?:\d{1,3}|[A-Za-z]{1,4})\)|§)"
)
"""What items of a list and sections of a law begin with."""

NOTE = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}|[*†‡§]{1,3}|\[\d{1,3}\])\s*(?=[^\W\d_]|[“\"‘'(])")
SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|[A-Z]\.|(?:Appendix|Chapter|Section|Part|Annex) \w+[.:]?)\s+[A-Z]"
)


class Sort(Enum):
    """What a paragraph is; the values are the reasons that a reader of the document sees."""

    PROSE = "paragraph of the text"
    HEADING = "heading"
    CELLS = "row of a table"
    NOTE = "footnote"
    PAGE = "line of the page"


@dataclass
class Block:
    """A paragraph as its lines; ``reason`` says what a line of the page is."""

    sort: Sort
    lines: list[Row] = field(default_factory=list)
    reason: str = ""

    @property
    def last(self) -> Row:
        """The last line."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual in the document: the size of its text, and the white space between two lines of a paragraph."""

    size: float
    leading: float

    @classmethod
    def of(cls, pages: Sequence[Sequence[Row]]) -> Style:
        """The usual size by letters, the usual leading by lines."""
        sizes: Counter[float] = Counter()
        for row in (row for page in pages for row in page):
            sizes[round(row.size * 4) / 4] += len(row.text)
        size = sizes.most_common(1)[0][0] if sizes else 1.0
        near = (
            above.bottom - below.top
            for page in pages
            for above, below in pairwise(page)
            if abs(above.size - size) < 0.5 and -size < above.bottom - below.top < 1.5 * size
        )
        gaps = Counter(round(gap * 2) / 2 for gap in near)
        return cls(size, gaps.most_common(1)[0][0] if gaps else 0.0)


@dataclass
class Page:
    """A page's paragraphs: those of the text in order, its notes, and its own lines above and below."""

    text: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    above: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)


def page_of(rows: Sequence[Row], labels: Mapping[int, str], style: Style, header: str) -> Page:
    """The paragraphs of one page; ``labels`` are its own lines, of which those called ``header`` stand above its text."""
    page = Page()
    rows = _within_margins(rows, labels)
    notes = _notes(rows, labels, style)
    middle = median(row.bottom for row in rows) if rows else 0.0
    for place, row in enumerate(rows):
        if place in labels:
            upper = labels[place] == header or row.bottom > middle
            inside = "contents" in labels[place]
            where = page.text if inside else page.above if upper else page.below
            where.append(Block(Sort.PAGE, [row], labels[place]))
        elif place in notes:
            _put(page.notes, row, Sort.NOTE, style)
        else:
            _put(page.text, row, _sort(row, style), style)
    return page


def _within_margins(rows: Sequence[Row], labels: Mapping[int, str]) -> list[Row]:
    """The lines with the right edge that the text of their column has: the page's own lines may stand farther out."""
    edges: dict[tuple[float, float], float] = {}
    for place, row in enumerate(rows):
        if place not in labels and row.cells == 1:
            column = row.left_edge, row.right_edge
            edges[column] = max(edges.get(column, 0.0), row.right)
    return [replace(row, right_edge=edges.get((row.left_edge, row.right_edge), row.right_edge)) for row in rows]


def _notes(rows: Sequence[Row], labels: Mapping[int, str], style: Style) -> frozenset[int]:
    """The places of lines of notes: smaller than the text, below all of it in their column, the first with a number or sign."""
    found: list[int] = []
    for place in sorted(set(range(len(rows))) - set(labels), key=lambda one: rows[one].bottom):
        row = rows[place]
        over_text = any(
            _share_column(row, other) and other.bottom < row.bottom
            for i, other in enumerate(rows)
            if i not in labels and i not in found
        )
        if row.size <= SMALLER * style.size and row.cells == 1 and not over_text:
            found.append(place)
    return frozenset(_from_first_note(rows, sorted(found)))


def _share_column(one: Row, other: Row) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)


def _from_first_note(rows: Sequence[Row], places: Sequence[int]) -> Iterator[int]:
    begun = False
    for place in places:
        begun = begun or bool(NOTE.match(rows[place].text))
        if begun:
            yield place


def _sort(row: Row, style: Style) -> Sort:
    if row.cells > 1:
        return Sort.CELLS
    words = row.text.split()
    heads = row.size >= LARGER * style.size or (row.bold and not SENTENCE_END.search(row.text)) or _is_numbered_head(row)
    return Sort.HEADING if heads and len(words) <= LONGEST_HEADING and not ITEM.fullmatch(row.text) else Sort.PROSE


def _is_numbered_head(row: Row) -> bool:
    """A short numbered line that does not end as a sentence: "2.1 What we counted"."""
    early = row.right < row.left_edge + 0.7 * (row.right_edge - row.left_edge)
    return bool(early and len(row.text.split()) <= 10 and NUMBERED.match(row.text) and not re.search(r"[.,;:]$", row.text))


def _put(blocks: list[Block], row: Row, sort: Sort, style: Style) -> None:
    if blocks and blocks[-1].sort is sort and continues(blocks[-1], row, style):
        blocks[-1].lines.append(row)
    else:
        blocks.append(Block(sort, [row]))


def continues(block: Block, row: Row, style: Style) -> bool:
    """Whether a line goes on with a paragraph."""
    last = block.last
    if block.sort is Sort.CELLS or abs(last.size - row.size) > 0.1 * last.size:
        return False
    if block.sort is Sort.NOTE:
        return not NOTE.match(row.text)
    if (last.left_edge, last.right_edge) != (row.left_edge, row.right_edge) or row.bottom > last.bottom:  # the next column
        return block.sort is Sort.PROSE and goes_on(block, row)
    if last.bottom - row.top > style.leading + 0.45 * style.size:
        return False
    if block.sort is Sort.HEADING:
        return last.bold == row.bold and not NUMBERED.match(row.text)
    return not _opens(block, row)


def _opens(block: Block, row: Row) -> bool:
    """Whether a line just below begins a paragraph: as an item, indented, or behind a line that ends early."""
    last, indent = block.last, 0.6 * row.size
    ended = bool(SENTENCE_END.search(last.text) or last.text.endswith((" and", " or", "—")))
    if last.text.endswith("-"):
        return False
    if ITEM.match(row.text) and (ended or ITEM.match(block.lines[0].text)):
        return True
    if row.left > last.left + indent and not ITEM.match(last.text):
        return not row.text[0].islower()
    if row.left < last.left - indent and len(block.lines) > 1:
        return ended and not row.text[0].islower()
    return ends_early(last, row) and not row.text[0].islower()


def ends_early(last: Row, row: Row) -> bool:
    """Whether the next line's first word would have fitted on a line."""
    letters = max(1, len(row.text))
    word = len(row.text.split(" ", 1)[0]) + 1
    return last.right + word * (row.right - row.left) / letters < last.right_edge - 0.3 * row.size


def goes_on(block: Block, row: Row) -> bool:
    """Whether a paragraph goes on at the top of the next column or page: its sentence has no end, and none begins there."""
    if SENTENCE_END.search(block.last.text) or ITEM.match(row.text) or abs(block.last.size - row.size) > 0.1 * row.size:
        return False
    return row.text[0].islower() or not ends_early(block.last, row) or block.last.text.endswith(("-", ","))
