"""Who supports a statement of the graphs that documents share, and by what documents mean one entity."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JoinedBy:
    """By what documents' mentions are one entity.

    ``by`` says of what kind it is ("name and body"), ``value`` is what they share; ``score`` is how far that identifies, from 0
    to 1, and ``documents`` how many show it.
    """

    by: str
    value: str
    score: float
    documents: int


@dataclass(frozen=True, slots=True)
class Supporters:
    """Who supports one statement.

    ``documents`` are ids, the first of ``total``; they show it in their own words. ``official`` is whether an authority file
    says it.
    """

    documents: tuple[str, ...] = ()
    total: int = 0
    official: bool = False
