"""Numbers of two claims side by side: which count the same thing, whether they agree, and what one rounded."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.joining.facets import Measure
from app.joining.words import nearness

ROUND = 2
"""Digits that count: 2.37 million and 2.4 million are the same number, rounded."""

ROUNDINGS = (ROUND - 1, ROUND, ROUND + 1)

Forms: TypeAlias = tuple[float, float | None, float | None, float | None]
"""A number as it stands, and with one, two and three digits that count."""

COUNTED_ALIKE = 0.5
"""How near two things counted must be to be taken for the same: "aliens" and "immigrants"."""

SMALL = 12
"""Numbers up to here are everywhere and show nothing."""

DIGIT = 0.35
LARGE, LARGE_TELLS = 10_000, 0.3
TELLING = 0.6
"""A number of two digits that count tells something, or a large one."""

SAME_NUMBER, OTHER_NUMBER, OTHER_THINGS = 0.3, 0.05, 0.25
"""What a telling number adds to the score that both have; what is taken off where all differ; where they count other things."""


def aligned(one: Sequence[Measure], other: Sequence[Measure]) -> Iterator[tuple[Measure, Measure]]:
    """Pairs of measures that count the same, each at most once: those that agree first, then those of like things."""
    ranked = sorted(
        ((_fit(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other)), key=lambda each: (-each[0], each[1:])
    )
    used: tuple[set[int], set[int]] = set(), set()
    for fit, i, j in ranked:
        if fit > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield one[i], other[j]


def _fit(one: Measure, other: Measure) -> float:
    things = alike_things(one, other)
    return (2.0 if equal(one, other) else 1.0 if rounded(one, other) else 0.0) + (things if things >= COUNTED_ALIKE else 0.0)


def alike_things(one: Measure, other: Measure) -> float:
    """How near what they count is: 1 for the same noun; a number without a noun counts whatever the other does."""
    if one.share != other.share:
        return 0.0
    if not one.counted or not other.counted:
        return COUNTED_ALIKE
    return nearness(one.counted[-1], other.counted[-1])


def equal(one: Measure, other: Measure) -> bool:
    """Whether the two are the same number, or the same range."""
    return bounds(one) == bounds(other)


def bounds(measure: Measure) -> tuple[float | None, float | None]:
    """The least and the greatest that the number may be by its words, hedges and comparators aside."""
    if measure.value is not None:
        return measure.value, measure.value
    return measure.lower, measure.upper


def rounded(one: Measure, other: Measure) -> bool:
    """Whether one may be the other with fewer digits: "29,000" for 29,269, "2.4 million" for 2.37 million."""
    first, second = one.value, other.value
    if not first or not second or first == second or not 0.5 <= first / second <= 2:
        return False
    return any(to_digits(a, digits) == b for a, b in ((first, second), (second, first)) for digits in ROUNDINGS)


def forms(measure: Measure) -> Forms:
    """How a number may be written: of two that are equal or rounded, one as it stands is among the other's forms."""
    if measure.value:
        return measure.value, *(to_digits(measure.value, digits) for digits in ROUNDINGS)  # type: ignore[return-value]
    end = next((end for end in reversed(bounds(measure)) if end is not None), 0.0)
    return end, None, None, None


def to_digits(value: float, digits: int) -> float:
    """A number with so many digits that count."""
    shift = digits - 1 - math.floor(math.log10(abs(value)))
    return round(value, shift)


def telling_number(measure: Measure) -> float:
    """How much it shows that two have this number, or both ends of this range: 0 for small ones, at most 1.

    There are only a hundred whole percentages, so one more digit must count in a share.
    """
    ends = (measure.lower, measure.upper) if measure.value is None else (measure.value,)
    told = sum(_telling(end) for end in ends if end)
    return min(1.0, max(0.0, told - DIGIT if measure.share else told))


def _telling(value: float) -> float:
    if abs(value) <= SMALL:
        return 0.0
    digits = len(f"{abs(value):.6e}".partition("e")[0].replace(".", "").rstrip("0"))
    return DIGIT * digits + (LARGE_TELLS if abs(value) >= LARGE else 0.0)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the numbers of two claims agree.

    What that adds to their score, whether a telling one is in both (it may be rounded in one), whether all differ, and
    whether a telling one is ``known``: in both as it stands.
    """

    score: float
    telling: bool
    differs: bool
    known: bool = False


def agreement(one: Sequence[Measure], other: Sequence[Measure]) -> Agreement:
    """How the numbers of two claims agree."""
    if not one or not other:
        return Agreement(0.0, telling=False, differs=False)
    pairs = [pair for pair in aligned(one, other) if not _parts_of_others(*pair)]
    good = max((telling_number(a) for a, b in pairs if equal(a, b) or rounded(a, b)), default=0.0)
    same = any(equal(a, b) or rounded(a, b) for a, b in pairs)
    taken = 0.0 if same else OTHER_NUMBER if pairs else OTHER_THINGS
    known = any(equal(a, b) and telling_number(a) >= TELLING for a, b in pairs)
    return Agreement(SAME_NUMBER * good - taken, telling=good >= TELLING, differs=not same, known=known)


def _parts_of_others(one: Measure, other: Measure) -> bool:
    """Whether the two are shares of different things: there are so few that the same number shows nothing."""
    return (one.share or other.share) and alike_things(one, other) < COUNTED_ALIKE
