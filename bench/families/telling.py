"""How facts are told: which source, which construction, which words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from bench.families.banks import ASSERTED, Bank
from bench.families.facts import Fact, Value, changed, changes
from bench.families.plan import Telling
from bench.families.world import Actor

QUOTED = 0.5
"""How many of what officials say is quoted in their own words."""


class Teller:
    """Tells facts in the words of one bank."""

    def __init__(self, bank: Bank, chance: random.Random) -> None:
        self._bank = bank
        self._chance = chance

    def tell(self, fact: Fact) -> Telling:
        """The fact on its own source's say-so, in words chosen anew."""
        if fact.schema.by == "outlet":
            return self._telling(fact, "asserted", ASSERTED, None)
        if fact.past:
            return self._in(fact, "history")
        if fact.schema.by == "rec":
            return replace(self._in(fact, "recommend"), report=self._chance.random() < 0.4)
        if fact.source.role is None:
            return replace(self._in(fact, "indirect"), report=self._chance.random() < 0.4)
        draw = self._chance.random()
        return self._quote(fact) if draw < QUOTED else self._in(fact, "mixed" if draw < QUOTED + 0.1 else "spoken")

    def primary(self, fact: Fact) -> Telling:
        """The fact as the report itself tells it."""
        if fact.schema.by == "rec":
            return self._in(fact, "recommend")
        return self._telling(fact, "asserted", ASSERTED, None)

    def cite(self, fact: Fact, outlet: Actor) -> Telling:
        """The fact as known from another outlet: that outlet's own, or what a source told it."""
        if fact.schema.by == "outlet":
            return self._telling(fact, "outlet", self._construction("outlet"), fact.source)
        if fact.schema.by == "rec" or fact.past:
            return self.tell(fact)
        return replace(self._in(fact, "cited"), via=outlet)

    def second(self, fact: Fact, source: Actor, origin: str) -> Telling:
        """The fact on the say-so of somebody who has it from data of their own."""
        return replace(self._telling(fact, "second", self._construction("second"), source), told=origin)

    def alter(self, telling: Telling) -> Telling:
        """The same sentence with one thing changed: a value, or how much of a quotation is left."""
        if telling.manner == "direct" and self._chance.random() < 0.6:
            return replace(telling, cut=0) if telling.cut else replace(telling, cut=self._chance.choice((1, 2)))
        schema = telling.fact.schema
        value = changed(schema, telling.value, self._chance.choice(changes(schema, telling.value)), self._chance)
        return self.restate(telling, value)

    def restate(self, telling: Telling, value: Value) -> Telling:
        """The same sentence with this value; for the opposite, the claim is worded as its denial."""
        if value.positive == telling.value.positive:
            return replace(telling, value=value)
        schema = telling.fact.schema
        claim = telling.seed % len(schema.deny if not value.positive else schema.say)
        return replace(telling, value=value, claim=(schema.say if value.positive else schema.deny)[claim])

    def _quote(self, fact: Fact) -> Telling:
        telling = self._in(fact, "direct")
        tails: Sequence[str] = self._bank.list("tails")
        cut = self._chance.choice((0, 0, 0, 1, 2))
        # A quotation has the same words wherever it stands.
        seed = crc32(fact.id.encode())
        return replace(telling, claim=fact.schema.say[fact.quoted], tail=tails[fact.tail], cut=cut, seed=seed)

    def _in(self, fact: Fact, manner: str) -> Telling:
        telling = self._telling(fact, manner, self._construction(manner), fact.source)
        return replace(telling, tail=self._bank.list("tails")[fact.tail]) if manner == "mixed" else telling

    def _telling(self, fact: Fact, manner: str, construction: str, source: Actor | None) -> Telling:
        claim = self._chance.choice(fact.schema.say)
        return Telling(fact, fact.value, manner, construction, claim, source, fact.origin, self._chance.randrange(1 << 20))

    def _construction(self, manner: str) -> str:
        return self._chance.choice(self._bank.list(f"constructions.{manner}"))
