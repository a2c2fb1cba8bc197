"""An attribution in the making, while sources, quotations and later paragraphs may still add to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.extraction.attributions.frames import TokenRange
from app.extraction.attributions.masking import Masked
from app.extraction.paragraph import Paragraph
from app.model.text import Span


@dataclass(frozen=True)
class Frame:
    """A paragraph with its masked parse: where rules look, and how token numbers become spans of the document."""

    paragraph: Paragraph
    masked: Masked

    def span(self, tokens: TokenRange) -> Span:
        """The document's span of a range of masked tokens; quotations at its ends with their marks."""
        first, last = self.masked.doc[tokens[0]], self.masked.doc[tokens[1] - 1]
        return self.paragraph.span(*self.masked.offsets(first.idx, last.idx + len(last)))

    def words(self, span: Span) -> str:
        """The words of a span of the document, as far as they are this paragraph's."""
        return self.paragraph.text[max(span.start - self.paragraph.offset, 0) : max(span.end - self.paragraph.offset, 0)]


@dataclass(frozen=True)
class Draft:
    """An attribution in the making; spans are offsets in the document.

    ``trigger`` is the place of the reporting word (or what stands for it) and tells attributions apart. ``quotes`` says that it
    holds an utterance in quotation marks, which later quotations that stand alone may continue; ``phrase`` that a set phrase
    makes it ("in the words of X"), which leaves no doubt whose words they are.
    """

    trigger: int
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    via: tuple[Span, ...] = ()
    basis: tuple[Span, ...] = ()
    quotes: bool = False
    phrase: bool = False

    def with_content(self, *more: Span) -> Draft:
        """The draft with further pieces of content, in text order."""
        return replace(self, content=tuple(sorted({*self.content, *more})))
