"""Documents for the tests, made from paragraphs with their roles."""

from __future__ import annotations

from app.model.document import Document, Metadata, Role, Segment
from app.model.text import Span


def document_of(*paragraphs: str | tuple[str, Role], language: str = "en") -> Document:
    """A document that has these paragraphs, of the body where no role is named, with a blank line between."""
    given = [(each, Role.BODY) if isinstance(each, str) else each for each in paragraphs]
    segments, offset = [], 0
    for text, role in given:
        segments.append(Segment(Span(offset, offset + len(text)), role, "test"))
        offset += len(text) + 2
    whole = "\n\n".join(text for text, _ in given)
    return Document("0123456789abcdef", whole, Metadata(), tuple(segments), language, "0" * 64)


def span_of(document: Document, words: str) -> Span:
    """Where these words stand for the first time."""
    start = document.text.index(words)
    return Span(start, start + len(words))
