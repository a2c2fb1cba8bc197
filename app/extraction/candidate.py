"""A possible mention, before overlaps are settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from app.model.extraction import EntityType, Form
from app.model.text import Span


class Rank(IntEnum):
    """Which finder is believed where two overlap: the lower, the more it rests on."""

    CITATION = 0
    TITLE = 1
    DEFINITION = 2
    AUTHORITY = 3
    PATTERN = 4
    MODEL = 5
    DESCRIPTION = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention. ``owner`` and ``expands`` are spans of other candidates; the rest is as in ``Mention``."""

    span: Span
    type: EntityType
    form: Form
    rank: Rank
    canonical: str | None = None
    authority: str | None = None
    owner: Span | None = None
    expands: Span | None = None
    same_as: str | None = None


class Places:
    """Candidates by where they lie, so that those at a place are found without looking at all."""

    BUCKET = 256

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self.all: list[Candidate] = []
        self._buckets: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """Put a candidate in its place."""
        self.all.append(candidate)
        for bucket in self._touched(candidate.span):
            self._buckets[bucket].append(candidate)

    def overlapping(self, span: Span) -> Iterator[Candidate]:
        """The candidates that share a code point with ``span``; one may come twice."""
        for bucket in self._touched(span):
            yield from (candidate for candidate in self._buckets.get(bucket, ()) if candidate.span.overlaps(span))

    def _touched(self, span: Span) -> range:
        return range(span.start // self.BUCKET, (span.end - 1) // self.BUCKET + 1)


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand, in text order: by rank, then the longer.

    One may lie inside another only as its owner, or where the other is a description: "the FEMA report" names FEMA too.
    """
    kept = Places()
    for candidate in sorted(candidates, key=lambda c: (c.rank, -len(c.span), c.span)):
        if not any(_clash(candidate, other) for other in kept.overlapping(candidate.span)):
            kept.add(candidate)
    return sorted(kept.all, key=lambda c: c.span)


def _clash(one: Candidate, other: Candidate) -> bool:
    if not one.span.overlaps(other.span):
        return False
    if one.rank is Rank.DESCRIPTION and one.span != other.span and one.span.contains(other.span):
        return False
    return one.span not in (other.owner, other.expands) and other.span not in (one.owner, one.expands)
