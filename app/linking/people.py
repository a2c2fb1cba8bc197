"""People and their roles: a name is not enough to say who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.linking.clusters import GENERIC_WORDS, INSPECTOR, Clusters
from app.linking.identity import AUTHORITY
from app.linking.pointing import inspectors
from app.model.extraction import EntityType, RoleMention
from app.model.resolution import Key, Strength

PASSING = re.compile(r"\b(?:acting|former|interim|deputy|assistant|associate|then-|ex-)\b[\s-]*", re.IGNORECASE)
GENERIC_ROLES = frozenset(
    [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "lawyer",
        "attorney",
        "officer",
        "agent",
        "analyst",
        "professor",
        "author",
        "editor",
        "researcher",
        "reporter",
        "executive",
        "manager",
        "judge",
        "sheriff",
        "mayor",
        "director",
        "chief",
        "president",
        "founder",
        "ceo",
        "chairman",
        "secretary",
    ]
)
"""Titles that many hold at a time: with them a name alone does not make two people one."""


def role_body(clusters: Clusters, role: RoleMention) -> str | None:
    """The label of the body where a role is held: as the text names it, or as the title itself says."""
    if role.organization is not None:
        label = clusters.labels[role.organization]
        if label is None or clusters.types[label] is EntityType.PLACE:
            return None
        return label if INSPECTOR not in role.title.casefold() else _own_inspector(clusters, label)
    if INSPECTOR in role.title.casefold():
        offices = inspectors(clusters)
        return offices[0] if len(offices) == 1 else None
    iri = clusters.authorities.headed_by(PASSING.sub("", role.title).strip())
    return AUTHORITY + iri if iri else None


def _own_inspector(clusters: Clusters, label: str) -> str:
    """An inspector general "of" a department heads that department's own office."""
    iri = clusters.authority_of(label)
    parts = clusters.authorities.parts(iri) if iri else ()
    return next((AUTHORITY + part.iri for part in parts if INSPECTOR in part.label.casefold()), label)


def full_title(clusters: Clusters, role: RoleMention) -> str:
    """The title with the place in front of it that makes it particular ("Texas Governor")."""
    if role.organization is None:
        return role.title
    label = clusters.labels[role.organization]
    is_place = label is not None and clusters.types[label] is EntityType.PLACE
    place = clusters.surface(clusters.extraction.mentions[role.organization])
    return f"{place} {role.title}" if is_place else role.title


def person_keys(clusters: Clusters, name: str, roles: list[RoleMention]) -> list[Key]:
    """Strong keys from name and body; weak ones where the body has but an acronym, or the title but no body.

    With a name alone, a key that holds in this document only. Two who are shown at two bodies stay two, whatever weak keys they
    share; one who is shown without the body joins the only one of the name and title.
    """
    keys: dict[Key, None] = {}
    for role in roles:
        if body := role_body(clusters, role):
            keys.update(dict.fromkeys(_keys_at(clusters, name, body)))
        title = PASSING.sub("", full_title(clusters, role)).strip().casefold()
        if title not in GENERIC_ROLES and " " in name:
            keys[Key(f"person:{name}:as:{title}", _particular(clusters, role, title))] = None
    if not any(key.strength is Strength.STRONG for key in keys):
        keys[Key(f"person:{name}:in:{clusters.document.id}", Strength.LOCAL)] = None
    return list(keys)


def _keys_at(clusters: Clusters, name: str, body: str) -> Iterator[Key]:
    """The keys of somebody at a body: by the body's name where that is telling, and by its acronyms."""
    kind, _, words = body.partition(":")
    if words.startswith("acronym:"):
        yield Key(f"person:{name}:at:{words}", Strength.WEAK)
        return
    if kind == AUTHORITY.rstrip(":") or not set(words.split()) <= GENERIC_WORDS:
        yield Key(f"person:{name}:at:{body}")
    for acronym in clusters.acronyms(body):
        yield Key(f"person:{name}:at:acronym:{acronym}", Strength.WEAK)


def _particular(clusters: Clusters, role: RoleMention, title: str) -> Strength:
    """Whether a title is one person's at a time: it names the place or department ("Texas Governor", "Secretary of State")."""
    label = clusters.labels[role.organization] if role.organization is not None else None
    of_place = label is not None and clusters.types[label] is EntityType.PLACE
    return Strength.STRONG if of_place or " of " in title else Strength.WEAK
