"""Spans and passages: stretches of a document's text.

Offsets are Unicode code points into the stored text; the end is exclusive (Web Annotation Data Model, 4.2.4).
"""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT = 32
"""How many code points of text a passage keeps before and after (Web Annotation's prefix and suffix)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch ``text[start:end]``; offsets in code points, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The exact words of the span in its document's text."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, offset: int) -> Span:
        """The same stretch, counted from a place ``offset`` code points earlier."""
        return Span(self.start + offset, self.end + offset)


@dataclass(frozen=True, slots=True)
class Passage:
    """A span with its words: ``text[start:end] == exact``, always."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, text: str, span: Span) -> Passage:
        """Cut the passage of ``span`` out of ``text``.

        Raises ``ValueError`` when the span reaches past the end of the text.
        """
        if span.end > len(text):
            raise ValueError(f"span {span.start}-{span.end} reaches past the text's end at {len(text)}")
        return cls(
            start=span.start,
            end=span.end,
            exact=span.of(text),
            prefix=text[max(0, span.start - CONTEXT) : span.start],
            suffix=text[span.end : span.end + CONTEXT],
        )
