"""The wording that families are written in: four banks to tune on and one held out, with no template in common."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "banks"
WORDINGS = ("tune", "second", "third", "fourth", "held-out")
ASSERTED = "<{claim}>."
"""What the outlet itself says needs no words of ours around it."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What facts of one sort say: ``say`` in other words each, ``deny`` the opposite; ``by`` tells who may say it."""

    id: str
    kind: str
    by: str
    range: tuple[float, float]
    say: tuple[str, ...]
    deny: tuple[str, ...]
    unit: tuple[str, ...]
    scope: tuple[str, ...]

    @property
    def timed(self) -> bool:
        """Whether the claim names a period."""
        return "{period}" in self.say[0]


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that agencies report on; ``body`` is the sort of local body that the reports are about."""

    name: str
    field: str
    body: str
    subject: str
    headlines: tuple[str, ...]
    titles: tuple[str, ...]
    background: tuple[str, ...]
    facts: tuple[Schema, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """One bank; ``words`` are its plain lists and tables by name, as in the file."""

    name: str
    words: Mapping[str, Any]
    topics: tuple[Topic, ...]

    def list(self, name: str) -> Sequence[str]:
        """A plain list; ``table.name`` for one in a table."""
        found: Any = self.words
        for part in name.split("."):
            found = found[part]
        return tuple(found)

    def templates(self) -> Iterator[str]:
        """Every sentence template of the bank."""
        for table in ("constructions", "intros"):
            for templates in self.words[table].values():
                yield from templates
        for topic in self.topics:
            yield from (*topic.headlines, *topic.titles, *topic.background)
            for schema in topic.facts:
                yield from (*schema.say, *schema.deny)
        furniture = self.words["furniture"]
        yield from (*self.words["tails"], *furniture["top"], *furniture["bottom"], *furniture["light"], furniture["credit"])


def bank(name: str) -> Bank:
    """The bank with this name. Raises ``ValueError`` for another than ``WORDINGS``."""
    if name not in WORDINGS:
        raise ValueError(f"the wording is one of {', '.join(WORDINGS)}, not {name}")
    words = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    return Bank(name, words, tuple(_topic(topic) for topic in words["topics"]))


def _topic(found: Mapping[str, Any]) -> Topic:
    lists = {name: tuple(found[name]) for name in ("headlines", "titles", "background")}
    facts = tuple(_schema(fact) for fact in found["facts"])
    return Topic(found["name"], found["field"], found["body"], found["subject"], **lists, facts=facts)


def _schema(found: Mapping[str, Any]) -> Schema:
    low, high = found["range"]
    lists = {name: tuple(found.get(name, ())) for name in ("say", "deny", "unit", "scope")}
    return Schema(found["id"], found["kind"], found["by"], (low, high), **lists)
