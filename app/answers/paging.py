"""Lists in pages: a stable order, an exact total, and an opaque cursor that is the last item's place in that order."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pyoxigraph import Literal

from app.answers.models import Page, T
from app.answers.sparql import PROLOGUE, Row, value, whole
from app.errors import InvalidInput
from app.store.port import GraphReader

GREATEST = 2**53
"""No count is larger; a cursor with a larger one is not ours."""

Place = list[str | int]
"""The sort keys of an item, its IRI last."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list is wanted: at most ``limit`` items after the one that ``cursor`` stands for."""

    limit: int = 50
    cursor: str | None = None

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise InvalidInput(f"limit must be at least 1, not {self.limit}")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of the order: a SPARQL aggregate over the group of an item."""

    aggregate: str
    number: bool = False
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of ``?item``: the fixed pattern of an item, and the keys of the order; the IRI is the last key."""

    pattern: str
    keys: tuple[SortKey, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What narrows a list: a pattern and a ``HAVING`` condition, made from fixed text and terms rendered by ``values``."""

    pattern: str = ""
    having: str = ""

    @classmethod
    def some(cls, pattern: str) -> Condition:
        """That ``pattern`` holds of ``?item`` in some way; an item stays one row, in however many ways it does."""
        return cls(f"{{ SELECT DISTINCT ?item WHERE {{ {pattern} }} }}")


@dataclass(frozen=True, slots=True)
class Cut:
    """The IRIs of one page, the number of items on all pages, and the cursor of the next page."""

    iris: list[str]
    total: int
    cursor: str | None

    def page(self, items: Sequence[T], query: Mapping[str, str], limit: int) -> Page[T]:
        """The page of these items; ``next`` is a relative URL (``?…``) that holds for the route that was asked."""
        following = None if self.cursor is None else "?" + urlencode({**query, "limit": limit, "cursor": self.cursor})
        return Page(items=list(items), total=self.total, next=following)


def encode(place: Place) -> str:
    """The cursor of a place: base64url without padding over JSON."""
    text = json.dumps(place, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str, keys: Sequence[SortKey]) -> Place:
    """The place of a cursor; raises ``InvalidInput`` for one that we did not give out for such a list."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        place = json.loads(raw)
        json.dumps(place, ensure_ascii=False).encode()
    except (binascii.Error, UnicodeError, ValueError, RecursionError):
        raise InvalidInput("the cursor is not one of ours; begin the list again without it") from None
    kinds = [int if key.number else str for key in keys] + [str]
    if not isinstance(place, list) or [type(part) for part in place] != kinds or not all(map(_fits, place)):
        raise InvalidInput("the cursor is not one of this list; begin the list again without it")
    return place


def _fits(part: str | int) -> bool:
    return isinstance(part, str) or abs(part) <= GREATEST


def cut(reader: GraphReader, listing: Listing, conditions: Sequence[Condition], wanted: Slice) -> Cut:
    """One page of a list, with two queries whatever its length."""
    group = _group(listing.pattern, conditions, listing.keys)
    names = [f"?key{place}" for place in range(len(listing.keys))]
    order = [f"DESC({name})" if key.descending else name for name, key in zip(names, listing.keys, strict=True)]
    after = "" if wanted.cursor is None else f"FILTER({_after(listing.keys, decode(wanted.cursor, listing.keys))})"
    rows = list(
        reader.select(
            f"{PROLOGUE}SELECT ?item {' '.join(names)} WHERE {{ {group} {after} }} "
            f"ORDER BY {' '.join(order)} ?item LIMIT {wanted.limit + 1}"
        )
    )
    places = [_place(row, listing.keys) for row in rows]
    more = len(places) > wanted.limit
    shown = places[: wanted.limit]
    return Cut(
        [str(place[-1]) for place in shown],
        _total(reader, _group(listing.pattern, conditions)),
        encode(shown[-1]) if more else None,
    )


def counted(number: int) -> Literal:
    """A number to compare counts with, as a term: not further off than every engine can compare."""
    return Literal(max(-1, min(number, GREATEST)))


def _group(pattern: str, conditions: Sequence[Condition], sorted_by: Sequence[SortKey] = ()) -> str:
    keys = " ".join(f"({key.aggregate} AS ?key{place})" for place, key in enumerate(sorted_by))
    patterns = " ".join(condition.pattern for condition in conditions)
    having = " ".join(f"({condition.having})" for condition in conditions if condition.having)
    return f"{{ SELECT ?item {keys} WHERE {{ {patterns} {pattern} }} GROUP BY ?item {having and 'HAVING ' + having} }}"


def _total(reader: GraphReader, group: str) -> int:
    rows = list(reader.select(f"{PROLOGUE}SELECT (COUNT(?item) AS ?total) WHERE {{ {group} }}"))
    return whole(rows[0], "total")


def _place(row: Row, keys: Sequence[SortKey]) -> Place:
    texts = [value(row, f"key{place}") for place in range(len(keys))]
    return [int(text) if key.number else text for key, text in zip(keys, texts, strict=True)] + [value(row, "item")]


def _after(keys: Sequence[SortKey], place: Place) -> str:
    """The condition that an item comes after ``place``: greater in the first key in which they differ."""
    condition = f"STR(?item) > {Literal(str(place[-1]))}"
    for number in reversed(range(len(keys))):
        bound = Literal(place[number])
        sign = "<" if keys[number].descending else ">"
        condition = f"?key{number} {sign} {bound} || (?key{number} = {bound} && ({condition}))"
    return condition
