"""What is found in one document: mentions, roles, quantities, times and attributions, before anyone says who is who.

Everything points into the text by spans (code points, end exclusive). Mentions are referred to by their place in
``Extraction.mentions``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.text import Span


class EntityType(StrEnum):
    """The types of entity that the graph knows (MODEL.md)."""

    AGENCY = "agency"
    ORGANIZATION = "organization"
    PERSON = "person"
    PLACE = "place"
    LAW = "law"
    PROGRAM = "program"
    REPORT = "report"
    POLICY = "policy"
    GROUP = "group"


class Form(StrEnum):
    """How a mention names its entity."""

    NAME = "name"
    ACRONYM = "acronym"
    CITATION = "citation"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or points to an entity.

    ``canonical`` is the normal form where the surface is not one (``8 USC 1373`` for "section 1373 of title 8").
    ``authority`` is the IRI of an authority record that has this very name, if any. ``expands`` is the place, in the
    extraction's mentions, of the full name that this acronym was defined for. ``owner`` is the place of the mention of the
    body that a report, policy, program or office is said to belong to ("ICE's Detainer Policy", "DHS inspector general").
    ``same_as`` is an IRI elsewhere that stands for it (the U.S. Code page of a section).
    """

    span: Span
    type: EntityType
    form: Form
    canonical: str | None = None
    authority: str | None = None
    expands: int | None = None
    owner: int | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class RoleMention:
    """That a person is said to hold a role: "Acting Inspector General John Kelly".

    ``span`` covers the title; ``organization`` is the place of the organization's mention where the text names it.
    """

    person: int
    title: str
    span: Span
    organization: int | None = None


class Comparator(StrEnum):
    """How a stated value bounds the real one."""

    EQUAL = "="
    GREATER = ">"
    GREATER_EQUAL = ">="
    LESS = "<"
    LESS_EQUAL = "<="


@dataclass(frozen=True, slots=True)
class Period:
    """A time as exact as known: ISO 8601 dates, months or years, both ends inclusive; ``None`` where open or unknown."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words for a date or period, resolved where they can be (relative ones against the publication date)."""

    span: Span
    period: Period
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts.

    ``span`` covers hedge, number and unit; ``unit`` is the thing counted or the unit of measure, as written ("jurisdictions",
    "percent", "USD"); ``restriction`` the words that narrow it ("in ICE custody"); ``hedge`` the words that loosen it.
    ``value`` is ``None`` for a range, which has ``lower`` and ``upper``.
    """

    span: Span
    value: float | None
    lower: float | None
    upper: float | None
    unit: str | None
    comparator: Comparator = Comparator.EQUAL
    approximate: bool = False
    hedge: str | None = None
    restriction: str | None = None
    period: Period | None = None


class Style(StrEnum):
    """How the content is given: in the source's words, in the author's, in both, or as the outlet's own statement."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    ASSERTED = "asserted"


class CueKind(StrEnum):
    """What a source does with its words, as the cue says: the classes of ``cues.tsv``, after Searle's speech acts (1976)."""

    REPORT = "report"
    QUOTE = "quote"
    FIND = "find"
    PROMISE = "promise"
    ORDER = "order"
    ASK = "ask"
    ACCUSE = "accuse"
    DENY = "deny"
    HEDGE = "hedge"
    ATTITUDE = "attitude"


class SourceKind(StrEnum):
    """How the words of a source tell who it is: by name, as one without a name, as several, or not at all."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    COLLECTIVE = "collective"
    UNSTATED = "unstated"


class Polarity(StrEnum):
    """Whether the source says that it is so or that it is not (FactBank: Saurí and Pustejovsky 2009)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(StrEnum):
    """How sure the source is of it (FactBank: Saurí and Pustejovsky 2009)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class ClaimKind(StrEnum):
    """What sort of claim an attribution makes."""

    STATEMENT = "statement"
    RECOMMENDATION = "recommendation"
    FINDING = "finding"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Attribution:
    """*source* said *content*, introduced by *cue*, maybe *via* others and on the *basis* of something.

    ``content`` has one span or more, in text order. ``source`` is ``None`` where the text names none (also for
    ``Style.ASSERTED``, where the outlet speaks). ``speaker`` is the place of the mention that heads the source, if it has one;
    ``via``, ``basis`` and ``addressee`` are places of mentions. ``source_kind`` is how the source is told, ``None`` where the
    outlet itself speaks: who speaks for a body without giving a name is anonymous though the body has one. ``cue_kind`` is what
    the cue does with the content, ``None`` without a cue or for one that says nothing of it; ``cue_negated`` holds for "did not
    say" and "declined to say". ``polarity`` is ``None`` for a question; ``certainty`` too, and for all that the source does not
    say to be so or not: an order, a wish, what it "did not say" (FactBank's *underspecified*).
    """

    content: tuple[Span, ...]
    style: Style
    source: Span | None = None
    cue: Span | None = None
    speaker: int | None = None
    via: tuple[int, ...] = ()
    basis: tuple[int, ...] = ()
    kind: ClaimKind = ClaimKind.STATEMENT
    ordinal: int | None = None
    addressee: int | None = None
    source_kind: SourceKind | None = None
    cue_kind: CueKind | None = None
    cue_negated: bool = False
    polarity: Polarity | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Which software, model and moment produced an extraction (PROV-O's Activity); times are ISO 8601 in UTC."""

    software: str
    model: str
    started: str
    ended: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document. Empty, not absent, for a document that is kept without being extracted."""

    document: str
    activity: Activity
    mentions: tuple[Mention, ...] = ()
    roles: tuple[RoleMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
