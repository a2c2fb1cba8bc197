"""Which attributions are worth comparing: those that share a block, and of which a glance does not tell that they differ.

A block is three of what tells most in an attribution (entities, words, a number), or all there is where that is little. Blocks
that have neither a name nor a telling number are shared only by what was published within some months: everyday words come
again in every story of a kind.
Blocks are made from the attribution alone, so which pairs are compared depends neither on the order of arrival nor on what else
is there; an approximate index of neighbours (HNSW) finds other neighbours after another order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from hashlib import blake2b
from itertools import combinations
from operator import or_

from app.joining.alike import SUBSTANCE, substance
from app.joining.facets import Facets, Measure, entity_of, is_entity, month_of, name_of, weight
from app.joining.measures import TELLING, Forms, forms, telling_number, to_digits
from app.joining.words import word

HEAVIEST = 7
"""So many of an attribution's heaviest tokens make its blocks."""

TOGETHER = 3
NUMBER_WEIGHT = 0.9
FIGURE, SMALL_FIGURE = "#", "~"
MARKS = 62
"""Bits of the mark that stands for the names in what is said: as many as a database keeps in one number."""


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """One block of an attribution, as a number of 63 bits.

    It is ``met`` where it has a body that is named in what is said, or nobody is named there. Two that share a block in which
    neither is met name others, for which ``alike`` takes so much off that only a number, or one name of two types, can make
    them one claim. ``sure`` are the blocks of those that are one whatever they say.
    """

    number: int
    met: bool
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """What tells without the words that two attributions cannot be one claim.

    ``month`` is the month of publication, counted from year 0, ``names`` a mark of the names in what is said: where two have no
    bit in common they have no name. Of two that both have ``numbers``, published long apart, one must be in both.
    """

    month: int | None = None
    names: int = 0
    numbers: tuple[Forms, ...] = ()


@lru_cache(100)
def blocks(facets: Facets) -> tuple[Block, ...]:
    """The blocks of an attribution; one that says too little to be known again has those of its key and of decisions alone."""
    sure = [Block(_number(each), met=True, sure=True) for each in (f"key {facets.key}", *_joined(facets))]
    said = dict(_said(facets)) if substance(facets) >= SUBSTANCE else {}
    return tuple(sorted([*sure, *(Block(_number(block), met) for block, met in said.items())]))


def glance(facets: Facets) -> Glance:
    """What is seen of an attribution at a glance."""
    names = (1 << _number(name_of(token)) % MARKS for token in facets.words if is_entity(token))
    return Glance(month_of(facets), reduce(or_, names, 0), tuple(dict.fromkeys(map(forms, facets.measures))))


def _joined(facets: Facets) -> Iterator[str]:
    return (f"join {each}" for each in facets.together)


def _said(facets: Facets) -> Iterator[tuple[str, bool]]:
    """The blocks of what is said, each with whether who is named in it is in the block, or nobody is named."""
    ranked = sorted(_tokens(facets), key=lambda each: (-each[0], each[1]))
    heaviest = sorted(token for _, token in ranked[:HEAVIEST])
    chosen = combinations(heaviest, min(TOGETHER, max(1, len(heaviest) - 1))) if heaviest else ()
    named = {entity_of(token) for token in facets.words if is_entity(token)}
    wish = "wish " if facets.wish else ""
    for each in chosen:
        met = not named or not named.isdisjoint(each)
        yield from ((f"{wish}{block}", met) for block in _blocks(each, facets))


def _blocks(chosen: Sequence[str], facets: Facets) -> Iterable[str]:
    block = " ".join(chosen)
    if any(is_entity(token) or token.startswith(FIGURE) for token in chosen):
        return (block,)
    return (f"{block} in {window}" for window in _windows(facets))


def _windows(facets: Facets) -> tuple[str, ...]:
    """The stretches of six months, one every three, in which a month lies; two months that are three apart share one."""
    month = month_of(facets)
    if month is None:
        return (facets.published or "undated",)
    quarter = (month - 1) // 3
    return f"{quarter}", f"{quarter + 1}"


def _tokens(facets: Facets) -> Iterator[tuple[float, str]]:
    seen: set[str] = set()
    for token in (*facets.words, *facets.context):
        stem = entity_of(token) if is_entity(token) else word(token).stem
        if stem not in seen:
            seen.add(stem)
            yield weight(token), stem
    for measure in facets.measures:
        if (figure := _figure(measure)) and figure not in seen:
            seen.add(figure)
            yield NUMBER_WEIGHT, figure


def _figure(measure: Measure) -> str | None:
    """A number with one digit that counts, so that what one rounded falls into the other's block."""
    value = measure.value if measure.value is not None else measure.upper
    return f"{FIGURE if telling_number(measure) >= TELLING else SMALL_FIGURE}{to_digits(value, 1):g}" if value else None


def _number(block: str) -> int:
    return int.from_bytes(blake2b(block.encode(), digest_size=8).digest(), "big") >> 1
