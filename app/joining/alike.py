"""Whether two attributions say the same, by what they say: words, entities, numbers, times, polarity.

Similarity of words proposes; numbers, entities, times and what shall be or is decide. The verdict looks at the two alone, so it
does not depend on what else is there nor on what came first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.joining.facets import Facets, is_entity, is_report, month_of, same_entity, weight
from app.joining.measures import Agreement, agreement
from app.joining.words import nearness
from app.linking.identity import RECOMMENDATION

SAME = 0.62
"""The least score of two attributions that say the same; chosen on the wording banks of ``bench/families`` that are for it."""

SURE = 2.0
"""The score of two that are one claim by their key, or because people decided so."""

SUBSTANCE = 2.5
"""The least sum of weights of what is said: less than about three telling words says too little to be known again."""

CONTAINED = 0.7
"""How much of the score is what the shorter has in common with the longer; the rest is what both have in common of all."""

SPOKEN = 0.8
"""What an entity is worth that one names in what is said and the other as who says it."""

OTHER_POLARITY, OTHER_TIME, SOME_OTHERS, ALL_OTHERS = 0.1, 0.1, 0.12, 0.5
"""What is taken off the score where one says that it is not so, tells of another time, names others as well, or only others."""

SAME_OF_SAME = 0.15
"""What is added where a telling number is said of the same by both."""

NEWER = 3
"""Months after which another number is a newer one."""

IMPOSSIBLE = -1.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of the weight of two wordings is common, as shares of the shorter's and of both."""

    contained: float
    common: float


def same(one: Facets, other: Facets) -> float | None:
    """How surely two attributions say the same, from ``SAME`` to 2; ``None`` where they do not."""
    if one.apart != other.apart:
        return None
    if one.key == other.key or set(one.together) & set(other.together):
        return SURE
    if _other_ordinal(one, other) or _wish_and_fact(one, other) or substance(one) < SUBSTANCE or substance(other) < SUBSTANCE:
        return None
    score = likeness(one, other)
    return score if score >= SAME else None


def likeness(one: Facets, other: Facets) -> float:
    """The score of two attributions, at most about 1.5; below 0 for those that cannot be one claim."""
    numbers = agreement(one.measures, other.measures)
    first, second = period(one), period(other)
    far = bool(first and second and apart(first, second))
    if (far and numbers.differs) or (_long_between(one, other) and (far or not _one_report(one, other, numbers))):
        return IMPOSSIBLE
    if numbers.differs and _of_others(one, other):
        return IMPOSSIBLE
    shared = overlap(one, other)
    score = CONTAINED * shared.contained + (1 - CONTAINED) * shared.common + numbers.score
    others = _entities(one, other)
    if numbers.telling and not far and others > -ALL_OTHERS and _meet(one, other):
        score += SAME_OF_SAME
    return score + others - (OTHER_TIME if far else 0.0) - (OTHER_POLARITY if _contrary(one, other) else 0.0)


@lru_cache(50_000)
def substance(facets: Facets) -> float:
    """How much is said: the sum of weights of the words."""
    return sum(map(weight, facets.words)) + sum(0.5 for measure in facets.measures if measure.value)


def overlap(one: Facets, other: Facets) -> Overlap:
    """What two wordings have in common; words of like meaning count in part."""
    first, second = _shared(one, other), _shared(other, one)
    whole_one, whole_other = sum(map(weight, one.words)), sum(map(weight, other.words))
    if not whole_one or not whole_other:
        return Overlap(0.0, 0.0)
    shorter = first / whole_one if whole_one < whole_other else second / whole_other
    return Overlap(shorter, (first + second) / (whole_one + whole_other))


def _shared(one: Facets, other: Facets) -> float:
    """The weight of the words of ``one`` that ``other`` has."""
    return sum(weight(token) * _met(token, other) for token in one.words)


def _met(token: str, other: Facets) -> float:
    if is_entity(token):
        return 1.0 if _knows(other.words, token) else SPOKEN if _knows(other.context, token) else 0.0
    if token in other.words:
        return 1.0
    return max((nearness(token, each) for each in other.words if not is_entity(each)), default=0.0)


def _knows(tokens: Iterable[str], entity: str) -> bool:
    return any(is_entity(token) and same_entity(token, entity) for token in tokens)


def _other_ordinal(one: Facets, other: Facets) -> bool:
    """Whether these are two recommendations of one report with other numbers."""
    keys = (one.key, other.key)
    if not all(key.startswith(RECOMMENDATION) for key in keys):
        return False
    return one.key.rpartition(":")[0] == other.key.rpartition(":")[0] and one.key != other.key


def _wish_and_fact(one: Facets, other: Facets) -> bool:
    """Whether one says what shall be and the other what is."""
    return one.wish != other.wish


def _entities(one: Facets, other: Facets) -> float:
    """What is taken off where each names somebody in what it says whom the other does not know."""
    if not strangers(one, other) or not strangers(other, one):
        return 0.0
    shared = any(is_entity(token) and _knows(other.words, token) for token in one.words)
    return -SOME_OTHERS if shared else -ALL_OTHERS


def strangers(one: Facets, other: Facets) -> list[str]:
    """The entities in what the one says whom the other does not know."""
    return [token for token in one.words if is_entity(token) and not _knows((*other.words, *other.context), token)]


def _meet(one: Facets, other: Facets) -> bool:
    """Whether both tell of somebody who is the same, in what is said or as who says it."""
    told = (*other.words, *other.context)
    return any(is_entity(token) and _knows(told, token) for token in (*one.words, *one.context))


def _of_others(one: Facets, other: Facets) -> bool:
    """Whether somebody is named in what is said, but nobody whom both know: another number is then one of something else."""
    named = any(map(is_entity, (*one.words, *other.words)))
    return named and not _meet(one, other)


def period(facets: Facets) -> tuple[str | None, str | None] | None:
    """The time that a claim is about: that of its numbers, or the one that it tells."""
    return next((measure.period for measure in facets.measures if measure.period), facets.period)


def apart(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two periods have no day in common; ISO 8601 dates that are not as exact are compared as far as both go."""
    return _before(one[1], other[0]) or _before(other[1], one[0])


def unequal(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether neither of two periods lies within the other, as far as both are exact: a day of a week is no other time."""
    return not _covers(one, other) and not _covers(other, one)


def _covers(wide: tuple[str | None, str | None], narrow: tuple[str | None, str | None]) -> bool:
    return not _before(narrow[0], wide[0]) and not _before(wide[1], narrow[1])


def _before(end: str | None, start: str | None) -> bool:
    if end is None or start is None:
        return False
    exact = min(len(end), len(start))
    return end[:exact] < start[:exact]


def _contrary(one: Facets, other: Facets) -> bool:
    return {one.polarity, other.polarity} == {"positive", "negative"}


def _one_report(one: Facets, other: Facets, numbers: Agreement) -> bool:
    """Whether two that were published long apart can tell of one finding: both name one report, or have one telling number.

    What is counted each year comes to a like number in some year, and to the same small one.
    """
    if not one.measures or not other.measures:
        return True
    if numbers.differs:
        return False
    if numbers.known and _of_others(one, other):
        return False
    reports = [{token for token in (*each.words, *each.context) if is_report(token)} for each in (one, other)]
    return numbers.known or not reports[0].isdisjoint(reports[1])


def _long_between(one: Facets, other: Facets) -> bool:
    """Whether so much time lies between that another number is a newer one, and no disagreement."""
    first, second = month_of(one), month_of(other)
    return first is not None and second is not None and abs(first - second) > NEWER
