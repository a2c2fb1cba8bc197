"""Writes a text and keeps what stands where in it: names, roles, quantities, times, attributions, as they should be found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.model.extraction import Attribution, EntityType, Form, Mention, Period, Quantity, RoleMention, TimeMention
from app.model.text import Span
from bench.families.world import Actor

OPEN = "“"


@dataclass(slots=True)
class Writer:
    """A text in the making. ``who[i]`` is the world's id of what ``mentions[i]`` means."""

    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    roles: list[RoleMention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    last_agency: str | None = None
    fresh: bool = True

    def add(self, words: str) -> Span:
        """Write on, with a capital where a sentence begins; returns where the words stand. ``words`` must not be empty."""
        start = len(self.text)
        if self.fresh and words.strip(" " + OPEN):
            words = re.sub(r"\w", lambda found: found[0].upper(), words, count=1) if words.lstrip(OPEN)[0].isalpha() else words
            self.fresh = False
        self.text += words
        return Span(start, len(self.text))

    def end(self, separator: str) -> None:
        """End a sentence or paragraph."""
        self.text += separator
        self.fresh = True

    def name(self, actor: Actor, words: str, form: Form, expands: int | None = None, owner: int | None = None) -> int:
        """Name somebody with these words; returns the mention's place."""
        canonical = words if form is Form.CITATION else None
        self.mentions.append(Mention(self.add(words), actor.type, form, canonical, expands=expands, owner=owner))
        self.who.append(actor.id)
        if actor.type is EntityType.AGENCY:
            self.last_agency = actor.id
        return len(self.mentions) - 1

    def full(self, actor: Actor, owner: int | None = None) -> int:
        """Name somebody by the whole name; later mentions may be shorter."""
        place = self.name(actor, actor.name, Form.NAME, owner=owner)
        self.known.setdefault(actor.id, place)
        return place

    def agency(self, actor: Actor, seed: int) -> int:
        """An agency: by its name first, then by acronym, as "the office", or by its name again. Returns the mention's place."""
        first = self.known.get(actor.id)
        if first is None:
            self.add("the ")
            place = self.full(actor)
            if actor.acronym:
                self.add(" (")
                self.name(actor, actor.acronym, Form.ACRONYM, expands=place)
                self.add(")")
            return place
        if self.last_agency == actor.id and seed % 3:
            return self.name(actor, f"the {_noun(actor)}", Form.DESCRIPTION)
        self.add("the ")
        if actor.acronym and seed % 4:
            return self.name(actor, actor.acronym, Form.ACRONYM, expands=first)
        return self.full(actor)

    def person(self, actor: Actor, template: str, seed: int) -> int:
        """An official: with role and agency first, then by surname. Returns the mention's place."""
        assert actor.home is not None
        assert actor.role is not None
        if actor.id in self.known:
            return self.name(actor, actor.name.rsplit(" ", 1)[-1], Form.NAME)
        place = self.full(actor)
        before, after = template.removeprefix("{name}").split("{role}")
        self.add(before)
        role = self.add(actor.role)
        self.add(after.removesuffix("{agency}"))
        self.roles.append(RoleMention(place, actor.role, role, self.agency(actor.home, seed)))
        return place

    def time(self, words: str, start: str, end: str, *, relative: bool = False) -> Span:
        """Words for a time."""
        span = self.add(words)
        self.times.append(TimeMention(span, Period(start, end), relative))
        return span


def _noun(actor: Actor) -> str:
    """What kind of body it is, as "the office" says."""
    kinds = "office bureau board inspectorate division commission council department authority agency service administration"
    words = actor.name.casefold().split()
    return next(word for word in [words[-1], *words] if word in kinds.split())
