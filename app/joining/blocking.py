"""Which attributions are worth comparing: those that share a block.

A block is three of what tells most in an attribution (entities, words, a number), or all there is where that is little. Blocks
that have neither a name nor a telling number are shared only by what was published within some months: everyday words come
again in every story of a kind.
Blocks are made from the attribution alone, so which pairs are compared depends neither on the order of arrival nor on what else
is there; an approximate index of neighbours (HNSW) finds other neighbours after another order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations

from app.joining.facets import MONTH, Facets, Measure, entity_of, is_entity, weight
from app.joining.measures import TELLING, telling_number, to_digits
from app.joining.words import word

HEAVIEST = 7
"""So many of an attribution's heaviest tokens make its blocks."""

TOGETHER = 3
NUMBER_WEIGHT = 0.9
FIGURE, SMALL_FIGURE = "#", "~"


def blocks(facets: Facets) -> frozenset[int]:
    """The blocks of an attribution, as numbers of 63 bits."""
    ranked = sorted(_tokens(facets), key=lambda each: (-each[0], each[1]))
    heaviest = sorted(token for _, token in ranked[:HEAVIEST])
    chosen = combinations(heaviest, min(TOGETHER, max(1, len(heaviest) - 1))) if heaviest else ()
    decided = (f"join {each}" for each in facets.together)
    return frozenset(map(_number, [*_blocks(chosen, _windows(facets.published)), f"key {facets.key}", *decided]))


def _blocks(chosen: Iterable[Sequence[str]], windows: Sequence[str]) -> Iterator[str]:
    for each in chosen:
        block = " ".join(each)
        if any(is_entity(token) or token.startswith(FIGURE) for token in each):
            yield block
        else:
            yield from (f"{block} in {window}" for window in windows)


def _windows(published: str | None) -> tuple[str, ...]:
    """The stretches of six months, one every three, in which a month lies; two months that are three apart share one."""
    if published is None or len(published) < MONTH:
        return (published or "undated",)
    quarter = (12 * int(published[:4]) + int(published[5:7]) - 1) // 3
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
