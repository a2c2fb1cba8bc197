"""Who supports a statement of the graphs that documents share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Supporters:
    """Who supports one statement.

    ``documents`` are ids, the first of ``total``; they show it in their own words. ``official`` is whether an authority file
    says it.
    """

    documents: tuple[str, ...] = ()
    total: int = 0
    official: bool = False
