"""Decisions that people take about the graph, and when two of them are one, or cannot both hold.

Ids can change when documents come and go, so a decision holds by what it was about when it was taken: the keys of entities, the
places of attributions in their documents. The ids that people named are kept beside, to be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.model.extraction import Attribution
from app.model.text import Span

SPLIT = "split:"
"""Prefix of the key that a split gives to what its documents name; the number of the decision follows."""


class DecisionKind(StrEnum):
    """What a person can decide."""

    MERGE = "merge"
    SPLIT = "split"
    DIFFERENT = "different"
    REJECT = "reject"
    JOIN = "join"
    PART = "part"
    RETRACT = "retract"


OPPOSITES = {
    DecisionKind.MERGE: DecisionKind.DIFFERENT,
    DecisionKind.DIFFERENT: DecisionKind.MERGE,
    DecisionKind.JOIN: DecisionKind.PART,
    DecisionKind.PART: DecisionKind.JOIN,
}
"""Kinds of which one brings together what the other keeps apart."""


@dataclass(frozen=True, slots=True, order=True)
class Spoken:
    """An attribution by its words: it is found again by them, at whatever place of the extraction it stands."""

    document: str
    content: tuple[Span, ...]
    source: Span | None = None

    @classmethod
    def of(cls, document: str, attribution: Attribution) -> Spoken:
        """The words of an attribution of the document with this id."""
        return cls(document, attribution.content, attribution.source)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides, and why.

    ``entities``, ``claims``, ``documents`` and ``attributions`` are the ids that were named. ``keys`` are the keys of the
    entities at that time, one tuple a side: both entities of a merge or difference, the one that is split. ``spoken`` are
    attributions: the one that is rejected; those of both claims that are joined; those that are parted, then the others.
    ``holders`` are the documents of entities that were known in these alone, which must be read with the decision.
    """

    kind: DecisionKind
    reason: str = ""
    entities: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    spoken: tuple[tuple[Spoken, ...], ...] = ()
    holders: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[frozenset[str], ...]:
        """What it is about, as it was named, in no order."""
        return tuple(frozenset(ids) for ids in (self.entities, self.claims, self.attributions, self.documents))

    @property
    def sides(self) -> tuple[frozenset[object], ...]:
        """What it is about, as it holds: keys or attributions, one set a side."""
        return tuple(frozenset(side) for side in (*self.keys, *self.spoken))

    def touches(self) -> frozenset[str]:
        """The ids of the documents that are read otherwise with this decision than without, whether they are in or not."""
        told = {each.document for side in self.spoken for each in side}
        return frozenset({*self.documents, *self.holders, *told})


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the ledger holds it: ``sequence`` is its number, ``by`` who took it, as far as known.

    ``undone`` is the number of the event that took it back, with its moment and who did; ``None`` while it is in force.
    """

    sequence: int
    decision: Decision
    at: str
    by: str | None = None
    undone: int | None = None
    undone_at: str | None = None
    undone_by: str | None = None


def again(decision: Decision, known: Iterable[Decided]) -> Decided | None:
    """The one of the known decisions, all in force, that says the same already."""
    for each in known:
        other = each.decision
        if other.kind is decision.kind and (other.named == decision.named or _same_sides(decision, other)):
            return each
    return None


def _same_sides(one: Decision, other: Decision) -> bool:
    if not one.sides or one.documents != other.documents:
        return False
    return one.sides == other.sides or (one.kind in OPPOSITES and set(one.sides) == set(other.sides))


def against(decision: Decision, known: Iterable[Decided]) -> Iterator[Decided]:
    """Those of the known decisions, all in force, that cannot hold beside this one."""
    for each in known:
        opposed = OPPOSITES.get(decision.kind) is each.decision.kind and _crossed(decision, each.decision)
        if opposed or _rejoined(decision, each):
            yield each


def _crossed(one: Decision, other: Decision) -> bool:
    """Whether the two sides of one touch the two sides of the other."""
    if len(one.sides) != 2 or len(other.sides) != 2:
        return False
    (a, b), (x, y) = one.sides, other.sides
    return bool((a & x and b & y) or (a & y and b & x))


def _rejoined(merge: Decision, split: Decided) -> bool:
    """Whether a merge brings back together what a split has taken apart."""
    if merge.kind is not DecisionKind.MERGE or split.decision.kind is not DecisionKind.SPLIT:
        return False
    new, whole = f"{SPLIT}{split.sequence}", {key for side in split.decision.keys for key in side}
    sides = [set(side) for side in merge.keys]
    return any(new in side and whole & other for side in sides for other in sides if side is not other)
