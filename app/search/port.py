"""What the rest of the house needs of a full-text index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Indexed(StrEnum):
    """What can be found."""

    DOCUMENT = "document"
    ENTITY = "entity"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, with the words around the place (at most 12 words, ``…`` where cut)."""

    kind: Indexed
    id: str
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, the best first, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


class SearchIndex(Protocol):
    """A full-text index. Any text is a valid query: what has no word in it finds nothing."""

    def search(self, q: str, kind: Indexed | None = None, limit: int = 50, offset: int = 0) -> Found:
        """What has all words of ``q``, the last one perhaps only begun; upper case and accents do not matter."""

    def documents(self, q: str) -> Sequence[str]:
        """The ids of all documents that have the words of ``q``, the best first."""

    def ids(self, kind: Indexed) -> set[str]:
        """All ids of a kind, to compare with the graph."""


class IndexWriter(Protocol):
    """The writing side; the changes become visible with the transaction that they are part of."""

    def put(self, kind: Indexed, identifier: str, title: str, text: str) -> None:
        """Make a thing findable by these words in place of those before."""

    def remove(self, kind: Indexed, identifier: str) -> None:
        """Forget a thing; one that is not there is no error."""
