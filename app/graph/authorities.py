"""What the graph needs to know of authority files: a narrow port, filled by ``app/linking``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from app.model.authority import AuthorityRecord


class Authorities(Protocol):
    """All authority records that are loaded."""

    def record(self, iri: str) -> AuthorityRecord | None:
        """The record with this IRI, ``None`` where no file has it."""

    def entity_id(self, iri: str) -> str:
        """The id of the entity that has this record (``us-federal-ice``)."""


def with_ancestors(authorities: Authorities, iri: str) -> Iterator[AuthorityRecord]:
    """The record with this IRI, then what it is part of, up to the top; a file that goes round in a circle ends the walk."""
    seen: set[str] = set()
    following: str | None = iri
    while following is not None and following not in seen:
        seen.add(following)
        record = authorities.record(following)
        if record is None:
            return
        yield record
        following = record.parent
