"""What a citation points to."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.text import Span


@dataclass(frozen=True, slots=True)
class Law:
    """A law, order, bill or case: its normal form, its page where the address is sure, and its keys, the most exact first."""

    canonical: str
    url: str | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Words that cite a law. ``canonical``, ``url`` and ``keys`` are the law's, without the words' own pinpoint."""

    span: Span
    canonical: str
    url: str | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A law found in a paragraph; offsets in the paragraph. ``section``: the number that later words may cite alone."""

    start: int
    end: int
    law: Law
    section: str | None = None


def apart(found: list[Found]) -> list[Found]:
    """Of overlapping finds the longest, of the same words the first given; in text order."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
