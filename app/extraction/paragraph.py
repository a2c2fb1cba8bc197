"""The paragraph with its parse: what every part of extraction works on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from app.model.document import Role
from app.model.text import Span


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
