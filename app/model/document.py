"""What is read: a document's text, its segments and what is known of its publication."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from app.model.text import Passage, Span

ENGLISH = "en"
"""The language that is extracted (ISO 639-1); documents of others are kept as they are."""


class Kind(StrEnum):
    """What sort of document it is."""

    ARTICLE = "article"
    PRIMARY = "primary"


class Role(StrEnum):
    """What a segment of the text does in the document."""

    HEADLINE = "headline"
    BYLINE = "byline"
    BODY = "body"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document besides its text; ``None`` where nothing is.

    ``published`` is ISO 8601, as exact as known (``2018``, ``2018-01``, ``2018-01-29``). ``links`` are the web addresses that
    the article's words on its page link to, each once.
    """

    kind: Kind = Kind.ARTICLE
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph of the text with its role and the reason for it."""

    span: Span
    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read.

    ``id`` is derived from url, publisher and text, so the same document always gets the same id. ``text`` is kept exactly as
    it was read. Segments are in order, do not overlap, and leave out only white space. ``language`` is ISO 639-1. ``pages``
    are the stretches of the text that stand on each page, in order and without gaps; empty where there are no pages.
    """

    id: str
    text: str
    metadata: Metadata
    segments: tuple[Segment, ...]
    language: str
    sha256: str = field(repr=False)
    pages: tuple[Span, ...] = field(default=(), repr=False)

    def passage(self, span: Span) -> Passage:
        """The passage of ``span`` in this document's text."""
        return Passage.of(self.text, span)

    def page(self, offset: int) -> int | None:
        """The number of the page, from 1, on which the code point at ``offset`` stands; ``None`` without pages."""
        return bisect_right(self.pages, offset, key=lambda page: page.start) or None

    @property
    def words(self) -> int:
        """Number of white-space separated words of the text."""
        return len(self.text.split())
