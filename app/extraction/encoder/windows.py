"""Windows over the pieces of a document: what the encoder reads at once, and which window a piece is judged in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

SIZE = 384
"""Pieces in a window: smaller ones cut relations apart, and the encoder is trained with this many."""

STEP = 320
"""Pieces from one window to the next."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start`` to before ``end``; those from ``first`` to before ``last``, with most context, are judged in it."""

    start: int
    end: int
    first: int
    last: int


def windows(count: int, size: int = SIZE, step: int = STEP) -> list[Window]:
    """Windows over so many pieces; neighbours overlap, and the overlap is parted in its middle."""
    if not count:
        return []
    starts = [0]
    while starts[-1] + size < count:
        starts.append(min(starts[-1] + step, count - size))
    bounds = [0, *((left + size + right) // 2 for left, right in pairwise(starts)), count]
    return [Window(start, min(start + size, count), *edges) for start, edges in zip(starts, pairwise(bounds), strict=True)]
