"""What stands in a document, before it is written: paragraphs of tellings and of plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bench.families.facts import Fact, Value
from bench.families.world import Actor, Setting


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that tells a fact: in which construction and words, with which value, on whose say-so.

    ``manner`` names the list of constructions. ``source`` is ``None`` where the outlet itself says it. ``told`` is the
    independent origin. ``cut`` tells what of a quotation is left: 0 all, 1 without its tail and with an ellipsis, 2 without.
    ``seed`` decides hedge wording, time wording and names.
    """

    fact: Fact
    value: Value
    manner: str
    construction: str
    claim: str
    source: Actor | None
    told: str
    seed: int
    report: bool = False
    via: Actor | None = None
    tail: str | None = None
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence that tells no fact; its slots are those of ``Report``."""

    template: str


Sentence: TypeAlias = Telling | Plain


@dataclass(frozen=True, slots=True)
class Report:
    """The report that a family is about, with what the slots of plain sentences stand for."""

    actor: Actor
    number: str
    setting: Setting
    released: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One document. ``copied`` is the number of the one that its text was taken from; ``wire`` the service that it credits."""

    kind: str
    publisher: Actor
    published: str
    headline: str
    author: str
    report: Report
    paragraphs: tuple[tuple[Sentence, ...], ...]
    primary: bool = False
    headed: bool = False
    dateline: str | None = None
    wire: Actor | None = None
    top: str | None = None
    bottom: str | None = None
    copied: int | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """All documents about one report, the oldest first, and the facts that they tell."""

    number: int
    facts: tuple[Fact, ...]
    plans: tuple[Plan, ...]
