"""Who and what there is in the world that families report on: shared by all of them, as in life. The same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from app.model.extraction import EntityType
from bench.families.banks import Bank, Topic

YEARS = range(2009, 2021)
STORIES = 312
"""So many families are told of the same places, one for each place and year; then of their neighbours."""

HOMONYMS = 12
"""Each so many-th official has the whole name of another one, who serves elsewhere."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something with a name; ``id`` is the world's own.

    ``acronym`` is what an agency is called for short; agencies of several regions share it. ``home`` is the agency that an
    official serves at, ``role`` as what.
    """

    id: str
    type: EntityType
    name: str
    acronym: str | None = None
    role: str | None = None
    home: Actor | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What one family is about: a topic in a place, in a year, as one agency reports on it."""

    topic: Topic
    place: Actor
    year: int
    agency: Actor
    other: Actor
    volume: int


@dataclass(frozen=True, slots=True)
class World:
    """All agencies by topic, officials by agency, outlets, wire services and places."""

    bank: Bank
    agencies: dict[str, tuple[Actor, ...]]
    officials: dict[str, tuple[Actor, ...]]
    outlets: tuple[Actor, ...]
    wires: tuple[Actor, ...]
    places: tuple[Actor, ...]
    settings: tuple[tuple[Topic, Actor, int], ...]

    @classmethod
    def of(cls, bank: Bank, seed: int) -> World:
        """The world of this bank and seed."""
        chance = random.Random(f"{bank.name}:{seed}")
        places = _actors("place", EntityType.PLACE, bank.list("places"))
        agencies = {topic.name: _agencies(bank, topic) for topic in bank.topics}
        settings = list(product(bank.topics, places, YEARS))
        chance.shuffle(settings)
        return cls(
            bank,
            agencies,
            _officials(bank, [agency for some in agencies.values() for agency in some], chance),
            _actors("outlet", EntityType.ORGANIZATION, bank.list("outlets")),
            _actors("wire", EntityType.ORGANIZATION, bank.list("wires")),
            places,
            tuple(settings),
        )

    def setting(self, number: int, chance: random.Random) -> Setting:
        """What the family of this number is about: no two of them the same, until topics, places and years are used up."""
        topic, where, year = self.settings[number % len(self.settings)]
        agency, other = chance.sample(self.agencies[topic.name], 2)
        volume, district = divmod(number // STORIES, 1 + len(self.bank.list("districts")))
        return Setting(topic, self._further(where, district), year, agency, other, volume)

    def _further(self, place: Actor, district: int) -> Actor:
        """The place itself, or a neighbour: who has read more has read of more places, and not ever more of the same ones."""
        if district == 0:
            return place
        return replace(place, id=f"{place.id}:{district}", name=f"{self.bank.list('districts')[district - 1]} {place.name}")


def body(topic: Topic, place: Actor) -> Actor:
    """The local body of a place that a topic's reports are about."""
    return Actor(f"body:{topic.name}:{place.id}", EntityType.AGENCY, f"{place.name} {topic.body}")


def _actors(kind: str, type_: EntityType, names: Sequence[str]) -> tuple[Actor, ...]:
    return tuple(Actor(f"{kind}:{number}", type_, name.removeprefix("The ")) for number, name in enumerate(names))


def _agencies(bank: Bank, topic: Topic) -> tuple[Actor, ...]:
    """One of each sort in each region; the acronym leaves out the region, so that regions share it."""
    found = []
    for number, (region, head) in enumerate(product(bank.list("regions"), bank.list("heads"))):
        name = head.format(field=topic.field)
        acronym = "".join(word[0] for word in name.split() if word[0].isupper())
        found.append(Actor(f"agency:{topic.name}:{number}", EntityType.AGENCY, f"{region} {name}", acronym))
    return tuple(found)


def _officials(bank: Bank, agencies: list[Actor], chance: random.Random) -> dict[str, tuple[Actor, ...]]:
    """Two for each agency."""
    names = [f"{first} {last}" for first, last in product(bank.list("first"), bank.list("last"))]
    chance.shuffle(names)
    used: list[str] = []
    found = {}
    for agency in agencies:
        there = []
        for role in chance.sample(bank.list("roles"), 2):
            number = len(used)
            again = number >= HOMONYMS and number % HOMONYMS == 0
            used.append(used[number - HOMONYMS + 1] if again else names[number % len(names)])
            there.append(Actor(f"person:{number}", EntityType.PERSON, used[-1], role=role, home=agency))
        found[agency.id] = tuple(there)
    return found
