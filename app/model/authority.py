"""Authority records: what an authority file says of a body, person or thing, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.extraction import EntityType


@dataclass(frozen=True, slots=True)
class AuthorityRecord:
    """One record of an authority file.

    ``label`` is the preferred name, ``names`` the others, ``notations`` its acronyms, ``head_titles`` the titles of who heads
    it, ``parent`` the IRI of the body that it is part of, ``same_as`` IRIs of the same thing elsewhere, ``source`` the name of
    the file.
    """

    iri: str
    type: EntityType
    label: str
    names: tuple[str, ...] = ()
    notations: tuple[str, ...] = ()
    head_titles: tuple[str, ...] = ()
    parent: str | None = None
    same_as: tuple[str, ...] = ()
    source: str = ""
