"""What people type for a thing, as its IRI: an id, or the IRI itself."""

from __future__ import annotations

from app.answers.sparql import node
from app.errors import InvalidInput, NotFound
from app.graph.iris import Iris


def iri_of(iris: Iris, kind: str, given: str) -> str:
    """The IRI of the thing of this kind that ``given`` names by id or IRI.

    Raises ``InvalidInput`` where that cannot be an IRI. A thing of that IRI need not exist.
    """
    minted = iris.parse(given)
    iri = given if minted and minted.kind == kind else str(iris.of(kind, given))
    return node(iri).value


def sought(iris: Iris, kind: str, given: str) -> str:
    """As ``iri_of``, for a thing that has to exist; raises ``NotFound`` where ``given`` cannot name anything."""
    try:
        return iri_of(iris, kind, given)
    except InvalidInput:
        raise NotFound(f"there is no {kind} {given!r}") from None
