"""One family: the facts about an event and the plans of all documents that tell of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.model.extraction import EntityType
from bench.families.banks import Schema
from bench.families.facts import Fact, value
from bench.families.plan import Family, Plain, Plan, Report, Sentence, Telling
from bench.families.telling import Teller
from bench.families.world import Actor, Setting, World, body

PRIMARY = 0.35
"""How many families have the report itself."""
FURTHER = {"copy": 4, "paraphrase": 6, "wire": 3, "citing": 3, "second": 3}
"""The kinds of document that follow the first article, and how likely each is."""
ALTERED = 0.5
"""How many of the further documents change one thing or two."""


def family(number: int, world: World, seed: int) -> Family:
    """The family of this number: the same for the same world and seed, whichever others are made."""
    return _Maker(number, world, random.Random(f"{world.bank.name}:{seed}:{number}")).family()


class _Maker:
    def __init__(self, number: int, world: World, chance: random.Random) -> None:
        self._number, self._world, self._chance = number, world, chance
        self._bank = world.bank
        self._teller = Teller(world.bank, chance)
        self._setting = world.setting(number, chance)
        self._report = _report(number, self._setting, chance)
        self._day = date.fromisoformat(self._report.released)
        self._outlets = chance.sample(world.outlets, len(world.outlets))
        self._first = self._outlets.pop()
        self._facts = self._told()
        self._plans: list[Plan] = []

    def family(self) -> Family:
        """All documents: maybe the report, the first article, and what follows."""
        if self._chance.random() < PRIMARY and len(self._found()) > 1:
            self._plans.append(self._primary())
        self._plans.append(self._article("article", self._first, self._facts, plain=False))
        for _ in range(self._chance.randint(2, 6)):
            getattr(self, f"_{self._chance.choices(list(FURTHER), list(FURTHER.values()))[0]}")()
        return Family(self._number, self._facts, tuple(self._plans))

    def _told(self) -> tuple[Fact, ...]:
        """Four to nine facts; the last may be of an earlier year."""
        schemas = list(self._setting.topic.facts)
        chosen = self._chance.sample(schemas, self._chance.randint(4, len(schemas)))
        facts = [self._fact(schema) for schema in sorted(chosen, key=schemas.index)]
        past = [schema for schema in chosen if schema.kind == "count" and schema.by in {"report", "any"}]
        if past and self._chance.random() < 0.4:
            facts.append(self._fact(self._chance.choice(past), past=True))
        return tuple(facts)

    def _fact(self, schema: Schema, past: bool = False) -> Fact:
        setting, chance = self._setting, self._chance
        source = setting.agency
        if schema.by == "outlet":
            source = self._first
        elif schema.by == "any" and not past and chance.random() < 0.5:
            source = chance.choice(self._world.officials[setting.agency.id])
        name = f"family-{self._number}-{schema.id}{'-past' if past else ''}"
        return Fact(
            name,
            schema,
            value(schema, setting.year - (chance.randint(4, 7) if past else 0), chance),
            setting.place,
            body(setting.topic, setting.place),
            source,
            setting.agency.id if source.role else source.id,
            past,
            chance.randrange(len(schema.say)),
            chance.randrange(len(self._bank.list("tails"))),
        )

    def _found(self) -> list[Fact]:
        """The facts that the report itself tells."""
        return [fact for fact in self._facts if fact.schema.by != "outlet" and not fact.past and fact.source.role is None]

    def _primary(self) -> Plan:
        tellings: list[Sentence] = [self._teller.primary(fact) for fact in self._found()]
        intro = (Plain(self._chance.choice(self._bank.list("intros.primary"))),)
        paragraphs = (intro, *((telling,) for telling in tellings), (self._plain(),))
        plan = self._plan("primary", self._setting.agency, paragraphs)
        return replace(plan, primary=True, published=self._report.released, headline=self._report.actor.name, author="")

    def _article(self, kind: str, outlet: Actor, facts: Sequence[Fact], *, plain: bool = True) -> Plan:
        """An article in words of its own."""
        return self._plan(kind, outlet, self._paragraphs([self._teller.tell(fact) for fact in facts]), dated=not plain)

    def _paragraphs(self, tellings: Sequence[Sentence]) -> tuple[tuple[Sentence, ...], ...]:
        """An introduction, the tellings (some two to a paragraph), and background between them."""
        paragraphs: list[tuple[Sentence, ...]] = [(Plain(self._chance.choice(self._bank.list("intros.article"))),)]
        for telling in tellings:
            if len(paragraphs) > 1 and len(paragraphs[-1]) == 1 and self._chance.random() < 0.25:
                paragraphs[-1] = (*paragraphs[-1], telling)
            else:
                paragraphs.append((telling,))
            if self._chance.random() < 0.2:
                paragraphs.append((self._plain(),))
        return tuple(paragraphs)

    def _plain(self) -> Plain:
        return Plain(self._chance.choice(self._setting.topic.background))

    def _plan(self, kind: str, outlet: Actor, paragraphs: Sequence[tuple[Sentence, ...]], *, dated: bool = False) -> Plan:
        chance = self._chance
        return Plan(
            kind,
            outlet,
            self._next_day(),
            chance.choice(self._setting.topic.headlines),
            chance.choice(self._bank.list("reporters")),
            self._report,
            tuple(paragraphs),
            headed=chance.random() < 0.5,
            dateline=chance.choice(self._bank.list("datelines")) if dated and chance.random() < 0.6 else None,
        )

    def _next_day(self) -> str:
        self._day += timedelta(days=self._chance.choice((0, 0, 1)))
        return self._day.isoformat()

    def _outlet(self) -> Actor:
        """Another outlet each time."""
        self._outlets = self._outlets or [outlet for outlet in self._world.outlets if outlet != self._first]
        return self._outlets.pop()

    def _some(self, *, own: bool) -> list[Fact]:
        """Most of the facts; without the first outlet's own unless told to."""
        facts = [fact for fact in self._facts if (own or fact.schema.by != "outlet") and self._chance.random() < 0.85]
        return facts or [self._facts[0]]

    def _altered(self, plan: Plan) -> Plan:
        """The plan with one sentence or two changed, in half of the cases."""
        if self._chance.random() >= ALTERED:
            return plan
        tellings = [one for some in plan.paragraphs for one in some if isinstance(one, Telling)]
        changed: dict[Sentence, Sentence] = {}
        for one in self._chance.sample(tellings, min(len(tellings), self._chance.choice((1, 1, 2)))):
            other = self._teller.alter(one)
            same = (each for each in tellings if each.fact is one.fact)
            changed.update({each: self._teller.restate(each, other.value) for each in same})
            changed[one] = other
        return replace(plan, paragraphs=tuple(tuple(changed.get(one, one) for one in some) for some in plan.paragraphs))

    def _paraphrase(self) -> None:
        self._plans.append(self._altered(self._article("paraphrase", self._outlet(), self._some(own=False))))

    def _copy(self) -> None:
        """The text of an earlier article in another outlet, with that outlet's furniture around it."""
        originals = [place for place, plan in enumerate(self._plans) if not plan.primary]
        place = self._chance.choice(originals)
        self._plans.append(self._altered(self._taken("copy", place, self._outlet())))

    def _taken(self, kind: str, place: int, outlet: Actor) -> Plan:
        chance, furniture = self._chance, self._bank.words["furniture"]
        return replace(
            self._plans[place],
            kind=kind,
            publisher=outlet,
            published=self._next_day(),
            headline=chance.choice(self._setting.topic.headlines),
            top=chance.choice(furniture["top"]) if chance.random() < 0.5 else None,
            bottom=chance.choice(furniture["bottom"]) if chance.random() < 0.7 else None,
            copied=place,
        )

    def _wire(self) -> None:
        """A wire service's article, and what one outlet or two make of it: a credit, a sentence more or less."""
        wire = self._chance.choice(self._world.wires)
        article = replace(self._article("wire", wire, self._some(own=False), plain=False), wire=wire)
        self._plans.append(replace(article, dateline=self._chance.choice(self._bank.list("datelines"))))
        place = len(self._plans) - 1
        for _ in range(self._chance.randint(1, 2)):
            taken = self._taken("wire copy", place, self._outlet())
            self._plans.append(self._altered(replace(taken, paragraphs=self._edited(taken.paragraphs))))

    def _edited(self, paragraphs: tuple[tuple[Sentence, ...], ...]) -> tuple[tuple[Sentence, ...], ...]:
        light = (Plain(self._chance.choice(self._bank.words["furniture"]["light"])),)
        kept = paragraphs[:-1] if len(paragraphs) > 4 and self._chance.random() < 0.4 else paragraphs
        return (*kept, light) if self._chance.random() < 0.5 else kept

    def _citing(self) -> None:
        """An article of its own words that takes some of it from the first outlet, and says so."""
        tellings = [
            self._teller.cite(fact, self._first)
            if fact.schema.by == "outlet" or self._chance.random() < 0.5
            else self._teller.tell(fact)
            for fact in self._some(own=True)
        ]
        self._plans.append(self._altered(self._plan("citing", self._outlet(), self._paragraphs(tellings))))

    def _second(self) -> None:
        """An article in which another agency, or its official, says one thing or two from data of its own."""
        other = self._setting.other
        source = self._chance.choice((other, *self._world.officials[other.id]))
        facts = self._some(own=False)
        can = [fact for fact in facts if fact.schema.by in {"report", "any"} and not fact.past]
        chosen = self._chance.sample(can, min(len(can), self._chance.choice((1, 2))))
        tellings: list[Sentence] = [
            self._teller.tell(fact) for fact in facts if fact not in chosen or self._chance.random() < 0.4
        ]
        tellings += [self._teller.second(fact, source, other.id) for fact in chosen]
        self._plans.append(self._altered(self._plan("second", self._outlet(), self._paragraphs(tellings))))


def _report(number: int, setting: Setting, chance: random.Random) -> Report:
    title = chance.choice(setting.topic.titles).format(place=setting.place.name)
    volume = f", Part {setting.volume + 1}" if setting.volume else ""
    actor = Actor(f"report:{number}", EntityType.REPORT, f"{title}, {setting.year - 1}{volume}")
    released = date(setting.year, chance.randint(1, 12), chance.randint(1, 28))
    return Report(actor, f"{setting.agency.acronym}-{setting.year % 100:02d}-{number + 101}", setting, released.isoformat())
