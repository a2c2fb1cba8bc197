"""Who is who in one document, and under which keys each entity can be met in others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from app.model.document import Document
from app.model.extraction import EntityType, Extraction
from app.model.text import Span


class Strength(IntEnum):
    """How far a key identifies.

    A *strong* key identifies alone (an authority's IRI, a legal citation, a report's title, a person's name with role). A
    *weak* one (a bare acronym) joins only while everything it would join has one strong identity. A *local* one holds in its
    document.
    """

    LOCAL = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A name under which two documents may mean the same entity; its value says of what kind it is ("law:usc:8:1373")."""

    value: str
    strength: Strength = Strength.STRONG


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """One entity as one document shows it. It has at least one key that is strong or local.

    ``names`` are the names and acronyms with which the document names it (no pronouns, no descriptions). ``part_of`` and
    ``issuer`` are places in ``Resolution.entities``: the larger body; who issued a report or policy. ``same_as`` are IRIs
    elsewhere (the U.S. Code page of a law, Wikidata). ``number`` is a report's number.
    """

    type: EntityType
    name: str
    names: tuple[str, ...]
    keys: tuple[Key, ...]
    authority: str | None = None
    same_as: tuple[str, ...] = ()
    part_of: int | None = None
    issuer: int | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's role at an organization, as places in ``Resolution.entities``, with the words that show it."""

    person: int
    title: str
    span: Span
    organization: int | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A document, its extraction, and the entities that its mentions mean.

    ``referents[i]`` is the place in ``entities`` of what ``extraction.mentions[i]`` means, or ``None`` where nothing could be
    decided. ``publisher`` is the place of the outlet's own entity. ``sources[j]`` is the place of the entity that
    ``extraction.attributions[j]`` comes from, ``None`` where it is anonymous or unknown. ``own`` is the place of the report,
    law or policy that a primary document is the text of.
    """

    document: Document
    extraction: Extraction
    entities: tuple[LocalEntity, ...] = ()
    referents: tuple[int | None, ...] = ()
    sources: tuple[int | None, ...] = ()
    memberships: tuple[Membership, ...] = ()
    publisher: int | None = None
    own: int | None = None


@dataclass(frozen=True, slots=True)
class Identified:
    """A resolution with ids that hold across documents.

    ``entities[i]`` is the id of ``resolution.entities[i]``, ``claims[j]`` that of what ``extraction.attributions[j]`` says.
    ``rejected`` are the places of attributions that a person has rejected: they are not in the graph.
    """

    resolution: Resolution
    entities: tuple[str, ...]
    claims: tuple[str, ...]
    rejected: frozenset[int] = frozenset()
