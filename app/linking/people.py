"""People and their roles: a name is not enough to say who somebody is."""

from __future__ import annotations

import re

from app.linking.clusters import INSPECTOR, Clusters
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
    """Strong keys from name and role; with a name alone, a key that holds in this document only."""
    keys = []
    for role in roles:
        body = role_body(clusters, role)
        title = PASSING.sub("", full_title(clusters, role)).strip().casefold()
        if body:
            keys.append(Key(f"person:{name}:at:{body}"))
        if title not in GENERIC_ROLES and " " in name:
            keys.append(Key(f"person:{name}:as:{title}"))
    return keys or [Key(f"person:{name}:in:{clusters.document.id}", Strength.LOCAL)]
