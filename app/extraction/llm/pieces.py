"""What of a document is sent: headline and body, in pieces of bounded length, cut between paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.extraction.rules import READ
from app.model.document import Document
from app.model.text import Span

LONGEST = 6_000
"""Code points of a piece: about 1,500 tokens, so that a small model's window of 4,096 holds instructions and answer, too."""

MOST = 100
"""Pieces of one document that are sent; a book's worth of requests for one document would hold up all others."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Paragraphs, or parts of one, that are sent together."""

    parts: tuple[Span, ...]

    def text(self, document: str) -> str:
        """The words that are sent."""
        return "\n\n".join(part.of(document) for part in self.parts)


def pieces_of(document: Document) -> tuple[Piece, ...]:
    """The document's pieces in order, without byline and boilerplate."""
    found: list[Piece] = []
    parts: list[Span] = []
    for segment in document.segments:
        for part in _parts(document.text, segment.span) if segment.role in READ else ():
            if parts and sum(map(len, parts)) + len(part) > LONGEST:
                found.append(Piece(tuple(parts)))
                parts = []
            parts.append(part)
    return (*found, Piece(tuple(parts))) if parts else tuple(found)


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The paragraph, or its parts where it is too long, cut behind a sentence or else behind a word."""
    start = span.start
    while span.end - start > LONGEST:
        ends = (text.rfind(mark, start, start + LONGEST) + len(mark) for mark in (". ", ".” ", '." ', "? ", "! ", " "))
        cut = next((end for end in ends if end > start + LONGEST // 2), start + LONGEST)
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)
