"""One made-up article: its text, and what stands where in it, as extraction and linking would find it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from hashlib import sha256

from app.model.document import Document, Metadata, Role, Segment
from app.model.extraction import (
    Activity,
    Attribution,
    EntityType,
    Extraction,
    Form,
    Mention,
    Period,
    Quantity,
    Style,
    TimeMention,
)
from app.model.resolution import Key, LocalEntity, Membership, Resolution
from app.model.text import Span
from bench.sparql.world import Actor, Saying, World, often, saying

SHARED = 0.35
"""How many of the statements repeat a claim that goes round; the others are new."""
CUES = ("said", "reported", "found", "wrote", "told reporters")
DAYS = ("on Monday", "on Tuesday", "last week", "earlier this month", "on Friday")
HEDGES = ("about", "nearly", "more than")
ACTIVITY = Activity("sayso 0.1.0", "made up; bench.sparql", "2026-01-02T03:04:04Z", "2026-01-02T03:04:05Z")


@dataclass(slots=True)
class Writer:
    """Writes a text and keeps where everything stands in it."""

    text: str = ""
    entities: list[LocalEntity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    referents: list[int | None] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    sources: list[int | None] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    places: dict[Actor, int] = field(default_factory=dict)

    def add(self, words: str) -> Span:
        """Write on; returns where the words stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def entity(self, actor: Actor) -> int:
        """The place of an actor among the document's entities, with all that it is part of or was issued by."""
        if actor not in self.places:
            parent = None if actor.parent is None or actor.type is EntityType.PERSON else self.entity(actor.parent)
            self.places[actor] = len(self.entities)
            self.entities.append(_local(actor, parent))
        return self.places[actor]

    def name(self, actor: Actor) -> int:
        """Name an actor, by its acronym where it was named before and has one; returns the mention's place."""
        known = actor in self.places
        place = self.entity(actor)
        acronym = actor.acronym if known else None
        form = Form.ACRONYM if acronym else Form.CITATION if actor.type is EntityType.LAW else Form.NAME
        return self._mention(acronym or actor.name, actor.type, form, place)

    def full_name(self, actor: Actor) -> int:
        """Name an actor by its full name, as a claim that goes round does; returns the mention's place."""
        form = Form.CITATION if actor.type is EntityType.LAW else Form.NAME
        return self._mention(actor.name, actor.type, form, self.entity(actor))

    def describe(self, words: str, kind: EntityType, actor: Actor | None = None) -> int:
        """Point to an actor, or to nobody who is known, without a name; returns the mention's place."""
        return self._mention(words, kind, Form.DESCRIPTION, None if actor is None else self.entity(actor))

    def _mention(self, words: str, kind: EntityType, form: Form, referent: int | None) -> int:
        self.mentions.append(Mention(self.add(words), kind, form))
        self.referents.append(referent)
        return len(self.mentions) - 1


def article(number: int, world: World, chance: random.Random) -> Resolution:
    """The article of this number."""
    writer, outlet = Writer(), often(world.outlets, chance)
    publisher = writer.entity(outlet)
    for _ in range(max(3, round(chance.lognormvariate(2.1, 0.5)))):
        sentence(writer, world, chance)
    document = _document(number, writer.text, outlet, chance)
    found = Extraction(document.id, ACTIVITY, tuple(writer.mentions), (), tuple(writer.quantities), tuple(writer.times))
    return Resolution(
        document,
        replace(found, attributions=tuple(writer.attributions)),
        tuple(writer.entities),
        tuple(writer.referents),
        tuple(writer.sources),
        tuple(writer.memberships),
        publisher,
    )


def sentence(writer: Writer, world: World, chance: random.Random) -> None:
    """Write what somebody says, or a sentence that only names some."""
    if chance.random() < 0.25:
        _scene(writer, world, chance)
    said = often(world.sayings, chance) if chance.random() < SHARED else saying(world, chance)
    style = chance.choices(list(Style), weights=(3, 5, 1, 1))[0]
    if style is Style.ASSERTED:
        _state(writer, said, style, None, None)
    elif style is Style.INDIRECT:
        _report(writer, said, chance)
    else:
        _quote(writer, said, style, chance)
    _close(writer, world, chance)


def _report(writer: Writer, said: Saying, chance: random.Random) -> None:
    """“The Bureau said … ”"""
    source = _source(writer, said, chance)
    writer.add(" ")
    cue = writer.add(chance.choice(CUES))
    writer.add(" that ")
    _state(writer, said, Style.INDIRECT, source, cue)


def _quote(writer: Writer, said: Saying, style: Style, chance: random.Random) -> None:
    """““…,” the Bureau said”: the content comes first."""
    writer.add("“")
    _state(writer, said, style, None, None)
    writer.add(",” ")
    source = _source(writer, said, chance)
    writer.add(" ")
    cue = writer.add(chance.choice(CUES))
    writer.attributions[-1] = _with_source(writer, writer.attributions[-1], source, cue)
    writer.sources[-1] = writer.referents[source]


def _source(writer: Writer, said: Saying, chance: random.Random) -> int:
    """Name who speaks: by name, sometimes with the role, sometimes as "the office", sometimes as nobody in particular."""
    kind = chance.random()
    if kind < 0.08:
        return writer.describe("people who know the matter", EntityType.GROUP)
    if kind < 0.2 and said.source in writer.places:
        return writer.describe("the same source", said.source.type, said.source)
    if said.source.type is EntityType.PERSON and said.source not in writer.places:
        return _introduced(writer, said.source)
    return writer.name(said.source)


def _introduced(writer: Writer, person: Actor) -> int:
    assert person.role is not None
    assert person.parent is not None
    start = writer.add(f"{person.role} ").start
    mention = writer.name(person)
    writer.add(" of the ")
    body = writer.full_name(person.parent)
    span = Span(start, writer.mentions[body].span.end)
    writer.memberships.append(Membership(writer.entity(person), person.role, span, writer.entity(person.parent)))
    return mention


def _state(writer: Writer, said: Saying, style: Style, source: int | None, cue: Span | None) -> None:
    """Write the claim itself, always in the same words, and attribute it."""
    start = len(writer.text)
    writer.full_name(said.agency)
    writer.add(f" {said.did} ")
    hedge = HEDGES[said.number % len(HEDGES)] if said.number % 2 else None
    number = writer.add(f"{hedge} {said.number} {said.thing}" if hedge else f"{said.number} {said.thing}")
    period = Period(f"20{14 + said.number % 6}-01", f"20{15 + said.number % 6}-05")
    writer.quantities.append(
        Quantity(number, float(said.number), None, None, said.thing, approximate=hedge is not None, hedge=hedge, period=period)
    )
    writer.add(" in ")
    writer.full_name(said.place)
    if said.law is not None:
        writer.add(" under ")
        writer.full_name(said.law)
    writer.add(f" {said.remark}")
    attribution = Attribution((Span(start, len(writer.text)),), style)
    writer.attributions.append(attribution if source is None else _with_source(writer, attribution, source, cue))
    writer.sources.append(None if source is None else writer.referents[source])


def _with_source(writer: Writer, attribution: Attribution, source: int, cue: Span | None) -> Attribution:
    return replace(attribution, source=writer.mentions[source].span, cue=cue, speaker=source)


def _close(writer: Writer, world: World, chance: random.Random) -> None:
    """End the sentence, maybe with a day, with the one through whom it came, or with what it rests on."""
    if chance.random() < 0.3:
        writer.add(" ")
        day = 1 + chance.randrange(28)
        time = TimeMention(writer.add(chance.choice(DAYS)), Period(f"2018-02-{day:02d}", f"2018-02-{day:02d}"), relative=True)
        writer.times.append(time)
    if chance.random() < 0.1:
        writer.add(", according to ")
        through = writer.name(often(world.groups, chance))
        writer.attributions[-1] = replace(writer.attributions[-1], via=(through,))
    if chance.random() < 0.1:
        writer.add(", based on data from ")
        basis = writer.name(often(world.agencies, chance))
        writer.attributions[-1] = replace(writer.attributions[-1], basis=(basis,))
    writer.add(".\n\n")


def _scene(writer: Writer, world: World, chance: random.Random) -> None:
    """A sentence in which nobody says anything."""
    writer.name(often(world.people, chance))
    writer.add(" met ")
    writer.name(often(world.people, chance))
    writer.add(" in ")
    writer.name(often(world.places, chance))
    writer.add(" about ")
    writer.name(often(world.works, chance))
    writer.add(". ")


def _local(actor: Actor, parent: int | None) -> LocalEntity:
    issued = actor.type in {EntityType.REPORT, EntityType.POLICY}
    names = (actor.name, actor.acronym) if actor.acronym else (actor.name,)
    key = Key(f"{actor.type.value}:{actor.name.casefold()}")
    number = f"R-{actor.name.split()[1]}" if actor.type is EntityType.REPORT else None
    part_of, issuer = (None, parent) if issued else (parent, None)
    return LocalEntity(actor.type, actor.name, names, (key,), part_of=part_of, issuer=issuer, number=number)


def _document(number: int, text: str, outlet: Actor, chance: random.Random) -> Document:
    metadata = Metadata(
        url=f"https://news.example/{number}",
        title=f"Report {number}: {text[:40].strip()}",
        publisher=outlet.name,
        author=f"Reporter {number % 97}",
        published=f"2018-{1 + chance.randrange(12):02d}-{1 + chance.randrange(28):02d}",
    )
    identifier = sha256(f"{metadata.url}\x1f{outlet.name}\x1f{text}".encode()).hexdigest()[:16]
    segment = Segment(Span(0, len(text)), Role.BODY, "made up")
    return Document(identifier, text, metadata, (segment,), "en", sha256(text.encode()).hexdigest())
