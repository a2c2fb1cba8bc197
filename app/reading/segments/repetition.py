"""Paragraphs that an outlet prints under article after article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Protocol

from app.model.document import Document, Role
from app.model.text import Span
from app.reading.segments.draft import Draft, Label, boilerplate
from app.reading.segments.paragraphs import Paragraph
from app.reading.segments.shape import is_sentence, normal, reports

LONGEST_REPEATED = 40
"""Words of the longest paragraph that is remembered; longer ones are repeated by wire copy, not by page furniture."""

NEAR_COPY = 0.5
"""Share of a text's paragraphs from which repetition says that it is another version of a known text, and nothing else."""


class OutletMemory(Protocol):
    """What an outlet has printed before."""

    def documents_with(self, publisher: str, key: str, *, besides: str) -> int:
        """In how many documents of ``publisher``, ``besides`` the one with this id, the paragraph with this key stands."""


class Paragraphs:
    """An ``OutletMemory`` in main memory, for documents that are read together."""

    def __init__(self) -> None:
        self._documents: defaultdict[tuple[str, str], set[str]] = defaultdict(set)

    def documents_with(self, publisher: str, key: str, *, besides: str) -> int:
        """In how many remembered documents the paragraph stands."""
        return len(self._documents.get((publisher, key), set()) - {besides})

    def remember(self, document: Document) -> None:
        """Keep a document's short paragraphs under its publisher; one without a publisher is not remembered."""
        if document.metadata.publisher:
            for key in repeatable(document.text, (segment.span for segment in document.segments)):
                self._documents[document.metadata.publisher, key].add(document.id)


def repeatable(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """The keys of a document's paragraphs that are short enough to be page furniture: what a memory has to keep."""
    for span in spans:
        if key := paragraph_key(span.of(text)):
            yield key


def paragraph_key(text: str) -> str | None:
    """Sixteen hex digits that stand for a paragraph whatever its case and white space; ``None`` for a long or wordless one."""
    words = normal(text)
    if not words or len(words.split()) > LONGEST_REPEATED:
        return None
    return sha256(words.encode()).hexdigest()[:16]


def repetition(draft: Draft, document: str, memory: OutletMemory) -> Mapping[int, Label]:
    """Labels for paragraphs that this outlet has printed elsewhere and that are not the news itself.

    A sentence of background comes back in follow-up articles too; so a sentence counts only where it stands at the end, or
    beside other lines of the page, and nobody speaks in it.
    """
    publisher = draft.metadata.publisher
    if not publisher:
        return {}
    counts = {i: _times(draft.paragraphs[i], publisher, document, memory) for i in range(len(draft.paragraphs))}
    if sum(1 for count in counts.values() if count) > NEAR_COPY * len(draft.paragraphs) and len(draft.paragraphs) > 2:
        return {}
    furniture = [bool(counts[i]) or _is_boilerplate(draft, i) for i in range(len(draft.paragraphs))]
    end = max((i + 1 for i, one in enumerate(furniture) if not one), default=0)
    return {
        i: boilerplate(f"also in {counts[i]} other {'document' if counts[i] == 1 else 'documents'} of the outlet")
        for i in draft.open()
        if counts[i] and not reports(draft.paragraphs[i])
        if not is_sentence(draft.paragraphs[i]) or i >= end or all(furniture[max(0, i - 1) : i + 2])
    }


def _times(paragraph: Paragraph, publisher: str, document: str, memory: OutletMemory) -> int:
    key = paragraph_key(paragraph.text)
    return memory.documents_with(publisher, key, besides=document) if key else 0


def _is_boilerplate(draft: Draft, at: int) -> bool:
    label = draft.labels[at]
    return label is not None and label.role is Role.BOILERPLATE
