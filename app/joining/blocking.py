"""Which attributions are worth comparing: those that share a block.

A block is three of what tells most in an attribution (entities, words, a number), or all there is where that is little. Blocks
are made from the attribution alone, so which pairs are compared depends neither on the order of arrival nor on what else is
there; an approximate index of neighbours (HNSW) would be quicker to ask but finds other neighbours after another order of
arrival.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from itertools import combinations

from app.joining.facets import Facets, Measure, entity_of, is_entity, weight
from app.joining.measures import to_digits
from app.joining.words import word

HEAVIEST = 7
"""So many of an attribution's heaviest tokens make its blocks."""

TOGETHER = 3
NUMBER_WEIGHT = 0.9


def blocks(facets: Facets) -> frozenset[int]:
    """The blocks of an attribution, as numbers of 63 bits."""
    ranked = sorted(_tokens(facets), key=lambda each: (-each[0], each[1]))
    heaviest = sorted(token for _, token in ranked[:HEAVIEST])
    chosen = list(combinations(heaviest, min(TOGETHER, max(1, len(heaviest) - 1)))) if heaviest else []
    return frozenset(
        map(
            _number,
            [*(" ".join(sorted(each)) for each in chosen), f"key {facets.key}", *(f"join {each}" for each in facets.together)],
        )
    )


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
    return f"#{to_digits(value, 1):g}" if value else None


def _number(block: str) -> int:
    return int.from_bytes(blake2b(block.encode(), digest_size=8).digest(), "big") >> 1
