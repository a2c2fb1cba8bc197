"""Pieces of a page to lines in reading order: columns one after the other, the cells of a row beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.reading.pdf.glyphs import Piece

CELLS = " | "
"""Between the cells of a row, as in the text of web pages."""

MARKER = re.compile(
    r"(?:[•●▪■◦○–—*·‣➢✓]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|§|\d{1,3})$"
)
"""What stands before a line with a gap and is no cell: bullets, numbers of items, sections and notes."""

LEAST_GUTTER = 6.0
LEAST_LINES = 3
LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line in reading order; ``left_edge`` and ``right_edge`` are those of its column. ``cells`` is 1 but in tables."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    soft: bool
    left_edge: float
    right_edge: float
    cells: int = 1


def rows(pieces: Sequence[Piece]) -> list[Row]:
    """The lines of a page in reading order."""
    return [row for column in _columns(_grouped(pieces)) for row in _column(column)]


def _grouped(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one height, from the top down, each group from the left."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (-(one.top + one.bottom), one.left)):
        if groups and _beside(groups[-1][0], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [sorted(group, key=lambda one: one.left) for group in groups]


def _beside(one: Piece, other: Piece) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def _columns(groups: list[list[Piece]]) -> list[list[list[Piece]]]:
    """The page cut into columns: what stands above two columns, the left one, the right one, what stands below."""
    found = _gutter(groups)
    if found is None:
        return [groups] if groups else []
    first, end, edge = found
    left = _grouped([piece for group in groups[first:end] for piece in group if piece.left < edge])
    right = _grouped([piece for group in groups[first:end] for piece in group if piece.left >= edge])
    return [part for some in (groups[:first], left, right, groups[end:]) for part in _columns(some)]


def _gutter(groups: list[list[Piece]]) -> tuple[int, int, float] | None:
    """The longest run of groups, as a slice, with two columns of prose in it, and the right one's left edge."""
    starts = sorted({round(piece.left) for group in groups for piece in group})
    runs = [(first, end, start - 1.0) for start in starts for first, end in _runs(groups, start - 1.0)]
    valid = [run for run in runs if _has_columns([piece for group in groups[run[0] : run[1]] for piece in group], run[2])]
    return max(valid, key=lambda run: (run[1] - run[0], -run[2]), default=None)


def _runs(groups: list[list[Piece]], edge: float) -> list[tuple[int, int]]:
    """The runs of groups in which nothing crosses the white space left of ``edge``, if something begins there."""
    begins = [any(abs(piece.left - edge - 1.0) < 1.0 for piece in group) for group in groups]
    if sum(begins) < LEAST_LINES:
        return []
    crosses = [any(p.left < edge - LEAST_GUTTER < p.right or edge - LEAST_GUTTER <= p.left < edge for p in g) for g in groups]
    runs, first = [], 0
    for place in range(len(groups) + 1):
        if place == len(groups) or crosses[place]:
            if place - first >= LEAST_LINES:
                runs.append((first, place))
            first = place + 1
    return runs


def _has_columns(pieces: Sequence[Piece], edge: float) -> bool:
    sides = [p for p in pieces if p.left < edge], [p for p in pieces if p.left >= edge]
    if any(len(side) < LEAST_LINES or median(len(p.text.split()) for p in side) < LEAST_WORDS for side in sides):
        return False
    high = min(max(p.top for p in side) for side in sides)
    low = max(min(p.bottom for p in side) for side in sides)
    lower = min(max(p.top for p in side) - min(p.bottom for p in side) for side in sides)
    return high - low > 0.5 * lower


def _column(groups: list[list[Piece]]) -> list[Row]:
    left, right = min(p.left for g in groups for p in g), max(p.right for g in groups for p in g)
    wide = [len(_cells(group)) > 1 for group in groups]
    found = []
    for place, group in enumerate(groups):
        near = any(wide[max(0, place - 1) : place]) or any(wide[place + 1 : place + 2])
        cells = _cells(group)
        is_row = len(cells) > 2 or (len(cells) == 2 and near)
        found.append(_row(group, (CELLS if is_row else " ").join(cells), len(cells) if is_row else 1, (left, right)))
    return found


def _cells(group: Sequence[Piece]) -> list[str]:
    """The cells of a group; a bullet or number is not one, and belongs to what stands behind it."""
    texts = [piece.text for piece in group]
    if len(texts) > 1 and MARKER.match(texts[0]):
        texts[:2] = [f"{texts[0]} {texts[1]}"]
    return texts


def _row(group: Sequence[Piece], text: str, cells: int, edges: tuple[float, float]) -> Row:
    longest = max(group, key=lambda piece: len(piece.text))
    return Row(
        text=text,
        left=group[0].left,
        bottom=longest.bottom,
        right=group[-1].right,
        top=longest.top,
        size=longest.size,
        bold=longest.bold,
        soft=group[-1].soft,
        left_edge=edges[0],
        right_edge=edges[1],
        cells=cells,
    )
