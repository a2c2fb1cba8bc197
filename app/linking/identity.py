"""Ids of entities and claims: the only place where they are made.

An id is a pure function of keys, so it does not depend on the order in which documents arrive.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import sha256
from urllib.parse import urlsplit

from app.model.extraction import Attribution, ClaimKind, EntityType
from app.model.resolution import Identified, Key, Resolution, Strength

AUTHORITY = "authority:"
"""Prefix of the key that an authority record's IRI gives."""

ONLY = "~"
"""Prefix of the key of an entity that documents alone know, and decisions of people, too; its id follows. It sorts last."""

OWN_AUTHORITIES = "https://w3id.org/sayso/authority/"
RECOMMENDATION = "recommendation:"
"""Prefix of the key of a numbered recommendation: report and number follow."""

SHORT_CONTENT = 6
"""Contents of fewer words than this say too little to be one claim whoever says them."""


def digest(value: str) -> str:
    """Twelve hex digits that stand for a key."""
    return sha256(value.encode()).hexdigest()[:12]


def rank(key: Key) -> tuple[bool, int, str]:
    """How far a key goes before others in naming an entity: an authority's first, then strong ones, then by letter."""
    return not key.value.startswith(AUTHORITY), -key.strength, key.value


def local_id(keys: Iterable[Key]) -> str:
    """The id of an entity where weak keys say nothing."""
    known = list(keys)
    return entity_id([key for key in known if key.strength is not Strength.WEAK] or known)


def entity_id(keys: Iterable[Key]) -> str:
    """The id of the entity that has these keys: its authority record's name, or its lowest key of the greatest strength.

    Raises ``ValueError`` when there is no key at all.
    """
    known = sorted(keys, key=rank)
    if not known:
        raise ValueError("an entity needs at least one key")
    first = known[0].value
    if first.startswith(ONLY):
        return first.removeprefix(ONLY)
    if first.startswith(AUTHORITY + OWN_AUTHORITIES):
        return "-".join(urlsplit(first.removeprefix(AUTHORITY)).path.split("/")[-2:])
    return digest(first)


def normal_words(text: str) -> str:
    """The words of a text without case, accents' encoding, punctuation and white space, for comparing wordings."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’s", "'s")
    return " ".join(re.findall(r"\w+(?:[.,']\w+)*", folded))


def claim_key(resolution: Resolution, attribution: Attribution, source: str | None, report: str | None) -> str:
    """The key of what an attribution says: its words, or the report and number of a recommendation.

    ``source`` is the id of the source entity, ``report`` that of the report by which the source speaks, if there is one.
    """
    if attribution.kind is ClaimKind.RECOMMENDATION and attribution.ordinal is not None and report:
        return f"{RECOMMENDATION}{report}:{attribution.ordinal}"
    said = normal_words(" ".join(span.of(resolution.document.text) for span in attribution.content))
    words = said.removeprefix("that ")  # "said that it rains" claims what "said it rains" claims
    if len(words.split()) < SHORT_CONTENT:
        return f"words:{words}:{source or resolution.document.id}"
    return f"words:{words}"


def claim_keys(resolution: Resolution, entities: Sequence[str]) -> tuple[str, ...]:
    """The key of what each attribution says, given the ids of the resolution's entities."""
    keys = []
    for attribution, place in zip(resolution.extraction.attributions, resolution.sources, strict=True):
        report = None if place is None else _report_by(resolution, place)
        key = claim_key(
            resolution,
            attribution,
            source=None if place is None else entities[place],
            report=None if report is None else entities[report],
        )
        keys.append(key)
    return tuple(keys)


def _report_by(resolution: Resolution, source: int) -> int | None:
    """The place of the report that is the source, or that the source has issued: the document itself, or the only one in it."""
    own = resolution.own
    if own is not None and resolution.entities[own].type is EntityType.REPORT and resolution.entities[own].issuer == source:
        return own
    if resolution.entities[source].type is EntityType.REPORT:
        return source
    issued = [
        place
        for place, entity in enumerate(resolution.entities)
        if entity.type is EntityType.REPORT and entity.issuer == source
    ]
    return issued[0] if len(issued) == 1 else None


def identified(resolution: Resolution, entities: Sequence[str]) -> Identified:
    """The resolution with these entity ids and the claim ids that follow from the words alone."""
    return Identified(resolution, tuple(entities), tuple(map(digest, claim_keys(resolution, entities))))


def alone(resolution: Resolution) -> Identified:
    """The resolution with the ids that it would have if there were no other document: enough to validate it."""
    return identified(resolution, [entity_id(entity.keys) for entity in resolution.entities])
