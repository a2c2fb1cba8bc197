"""A made-up world to report on: who is in it, and the claims that go round. The same for the same seed and size."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.model.extraction import EntityType

T = TypeVar("T")

PLACES = (
    "Alder Birch Cedar Dune Elm Fern Gorse Harbor Iris Juniper Kelp Larch Maple Nettle Oak Pine Quill Reed Sedge Tern".split()
)
KINDS_OF_PLACE = "County City Falls Point Ridge Valley Beach Heights Springs Hollow".split()
BODIES = "Audit Transit Water Housing Records Customs Labor Forest Harbor Census Parole Energy Budget Ferry Grain".split()
UNITS_OF_BODIES = ("Office", "Bureau", "Department", "Commission", "Board", "Service")
FIRST = (
    "Mara Joan Edwin Lucia Tomas Ada Ivor Nell Omar Petra Rufus Selma Una Viktor Wanda Yusuf Zelda Bruno Clara Dario".split()
)
LAST = (
    "Quill Petrie Marsh Holt Vance Abara Lindqvist Okafor Reyes Stone Tanaka Ursin Voss Weld Yarrow Zeller Brandt Cole".split()
)
ROLES = ("Inspector", "Director", "Spokesperson", "Auditor", "Chief of Staff", "Deputy Commissioner")
PAPERS = ("Ledger", "Sentinel", "Wire", "Register", "Observer", "Call", "Post", "Review")
SUBJECTS = ("holds", "permits", "refunds", "inspections", "complaints", "transfers", "grants", "delays", "waivers", "appeals")
DID = ("declined", "delayed", "approved", "lost", "reviewed", "returned", "counted", "questioned")
REMARKS = ("without giving a reason", "in the second half of the year", "despite two warnings", "for want of staff")
GROUPS = ("Growers", "Ferry Crews", "Tenants", "Sheriffs", "Teachers", "Nurses", "Pilots", "Masons")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that is named: ``parent`` is the body that it is part of, serves at, or was issued by."""

    type: EntityType
    name: str
    acronym: str | None = None
    parent: Actor | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim that goes round: who does what to how many of which things where; always in the same words."""

    source: Actor
    agency: Actor
    place: Actor
    did: str
    number: int
    thing: str
    remark: str
    law: Actor | None = None


@dataclass(frozen=True, slots=True)
class World:
    """All there is, each list with the most spoken of first."""

    outlets: tuple[Actor, ...]
    agencies: tuple[Actor, ...]
    people: tuple[Actor, ...]
    places: tuple[Actor, ...]
    works: tuple[Actor, ...]
    groups: tuple[Actor, ...]
    sayings: tuple[Saying, ...]

    @classmethod
    def of(cls, documents: int, chance: random.Random) -> World:
        """The world that so many documents tell of; it grows with them, more slowly than they do."""
        outlets = _outlets(8 + documents // 12)
        agencies = _agencies(12 + documents // 6, chance)
        people = _people(20 + documents, agencies, chance)
        places = _places(12 + documents // 4)
        works = _works(10 + documents // 3, agencies, chance)
        groups = _groups(4 + documents // 20)
        there = cls(outlets, agencies, people, places, works, groups, ())
        sayings = tuple(saying(there, chance) for _ in range(4 + 2 * documents))
        return cls(outlets, agencies, people, places, works, groups, sayings)


def often(things: Sequence[T], chance: random.Random) -> T:
    """One of the things, the first far more often than the last: how often falls with the rank (Zipf's law)."""
    return things[int(len(things) ** chance.random()) - 1]


def saying(world: World, chance: random.Random) -> Saying:
    """A new claim by somebody."""
    laws = [work for work in world.works if work.type is EntityType.LAW]
    return Saying(
        source=often(chance.choice((world.agencies, world.people, world.works, world.groups)), chance),
        agency=often(world.agencies, chance),
        place=often(world.places, chance),
        did=chance.choice(DID),
        number=chance.randrange(3, 30_000),
        thing=chance.choice(SUBJECTS),
        remark=chance.choice(REMARKS),
        law=often(laws, chance) if chance.random() < 0.25 else None,
    )


def _numbered(names: Sequence[str], number: int) -> tuple[str, ...]:
    """So many different names: the names in turn, then again with a number."""
    rounds = ((name if turn == 0 else f"{name} {turn + 1}") for turn in range(number // len(names) + 1) for name in names)
    return tuple(name for name, _ in zip(rounds, range(number), strict=False))


def _outlets(number: int) -> tuple[Actor, ...]:
    names = [f"{place} {paper}" for paper in PAPERS for place in PLACES]
    return tuple(Actor(EntityType.ORGANIZATION, name) for name in _numbered(names, number))


def _agencies(number: int, chance: random.Random) -> tuple[Actor, ...]:
    names = [f"{place} {body} {unit}" for unit in UNITS_OF_BODIES for body in BODIES for place in PLACES]
    found: list[Actor] = []
    for name in _numbered(names, number):
        acronym = "".join(word[0] for word in name.split())
        parent = often(found, chance) if found and chance.random() < 0.7 else None
        found.append(Actor(EntityType.AGENCY, name, acronym, parent))
    return tuple(found)


def _people(number: int, agencies: Sequence[Actor], chance: random.Random) -> tuple[Actor, ...]:
    names = [f"{first} {last}" for last in LAST for first in FIRST]
    return tuple(
        Actor(EntityType.PERSON, name, parent=often(agencies, chance), role=chance.choice(ROLES))
        for name in _numbered(names, number)
    )


def _places(number: int) -> tuple[Actor, ...]:
    names = [f"{name} {kind}" for kind in KINDS_OF_PLACE for name in PLACES]
    return tuple(Actor(EntityType.PLACE, name) for name in _numbered(names, number))


def _works(number: int, agencies: Sequence[Actor], chance: random.Random) -> tuple[Actor, ...]:
    """Reports, programs and policies of agencies, and laws."""
    kinds = (EntityType.REPORT, EntityType.LAW, EntityType.PROGRAM, EntityType.POLICY)
    titles = {
        EntityType.REPORT: "Report {} on {}",
        EntityType.PROGRAM: "Program {} for {}",
        EntityType.POLICY: "Policy {} on {}",
    }
    found = []
    for place in range(number):
        kind = kinds[place % len(kinds)]
        name = titles.get(kind, "{} USC 14").format(100 + place, chance.choice(SUBJECTS).title())
        found.append(Actor(kind, name, parent=None if kind is EntityType.LAW else often(agencies, chance)))
    return tuple(found)


def _groups(number: int) -> tuple[Actor, ...]:
    names = [f"{group} of {place}" for group in GROUPS for place in PLACES]
    return tuple(Actor(EntityType.GROUP, name) for name in _numbered(names, number))
