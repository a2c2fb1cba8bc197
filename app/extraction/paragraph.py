"""The paragraph with its parse: what every part of extraction works on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.model.document import Role
from app.model.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the document with its spaCy parse; token offsets + ``offset`` are offsets in the document."""

    offset: int
    doc: Doc
    role: Role

    def span(self, start: int, end: int) -> Span:
        """The span in the document of offsets within the paragraph."""
        return Span(self.offset + start, self.offset + end)

    @cached_property
    def text(self) -> str:
        """The paragraph's words, exactly as in the document (spaCy joins its tokens anew at each call)."""
        return self.doc.text


class Layout:
    """Where the paragraphs of a document lie: which of them a span is in, and its words."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._offsets = [paragraph.offset for paragraph in paragraphs]

    def at(self, span: Span) -> Paragraph | None:
        """The paragraph in which ``span`` begins, ``None`` for a place between paragraphs."""
        place = bisect_right(self._offsets, span.start) - 1
        if place < 0:
            return None
        paragraph = self._paragraphs[place]
        return paragraph if span.start < paragraph.offset + len(paragraph.text) else None

    def words(self, span: Span) -> str:
        """The words of a span, as far as its paragraph goes; empty between paragraphs."""
        paragraph = self.at(span)
        return paragraph.text[span.start - paragraph.offset : span.end - paragraph.offset] if paragraph else ""
