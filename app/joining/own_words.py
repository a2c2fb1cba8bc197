"""Which words of a document are its own: the body without quotations, texts of laws, and official names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.model.document import Document, Role
from app.model.extraction import EntityType, Extraction, Form, Style
from app.model.text import Span

WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
QUOTED = re.compile(
    r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|``.*?(?:''|$)|\"[^\"]*(?:\"|$)"
    r"|(?<![\w’'])[‘'](?=\w)[^‘]{0,400}?(?<=[\w.,!?…])[’'](?!\w)",
    re.DOTALL,
)
"""Words in quotation marks of any kind; what is not closed is quoted to the end of its paragraph."""

LAW_TEXT = re.compile(
    r"^\W*(?:\(\w{1,4}\)|§|[Ss]ec(?:tion|\.) ?\d|SEC(?:TION|\.) ?\d)"
    r"|\b[Nn]otwithstanding any (?:other )?(?:provision|law)\b|\b(?:may|shall) not (?:prohibit|be construed)\b"
)
SHALL = re.compile(r"\b(?:shall|thereof|herein|hereby|pursuant)\b")
SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s+[A-Z“\"(]|\s*$)[^.!?]*)*[.!?]?")
OFFICIAL = frozenset(EntityType) - {EntityType.PERSON, EntityType.PLACE, EntityType.GROUP}
LONG_NAME = 4
"""Words from which the name of a report, law or body is taken out: whoever writes of it must write it so."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its normal form (no capitals, straight apostrophes) with its place."""

    normal: str
    start: int
    end: int


def own_words(document: Document, extraction: Extraction | None = None) -> tuple[tuple[Word, ...], ...]:
    """The runs of words of the body that nobody is quoted with; a run ends where a quotation or an official name stands.

    With the ``extraction``, the contents of direct attributions and long names of reports, laws and bodies are left out too.
    """
    taken = sorted([*_unmarked(document, extraction), *_quoted(document), *_laws(document)])
    bodies = [segment.span for segment in document.segments if segment.role is Role.BODY]
    runs: list[list[Word]] = [[]]
    for piece in (piece for span in bodies for piece in _free(span, taken)):
        if piece is None:
            runs.append([])
            continue
        found = WORD.finditer(document.text, piece.start, piece.end)
        runs[-1] += [Word(word[0].casefold().replace("’", "'"), word.start(), word.end()) for word in found]
    return tuple(tuple(run) for run in runs if run)


def _free(span: Span, taken: list[Span]) -> Iterator[Span | None]:
    """What others leave of a span; ``None`` where something was left out."""
    start = span.start
    for other in taken:
        if other.end <= start or other.start >= span.end:
            continue
        if other.start > start:
            yield Span(start, other.start)
        yield None
        start = max(start, other.end)
    if start < span.end:
        yield Span(start, span.end)


def _quoted(document: Document) -> Iterator[Span]:
    """Stretches in quotation marks, and a paragraph that follows a colon at the end of another: a quotation without marks."""
    introduced = False
    for segment in document.segments:
        if segment.role is not Role.BODY:
            continue
        words = segment.span.of(document.text)
        if introduced:
            yield segment.span
        else:
            yield from (Span(m.start(), m.end()).shifted(segment.span.start) for m in QUOTED.finditer(words))
        introduced = words.rstrip().endswith(":")


def _laws(document: Document) -> Iterator[Span]:
    """Sentences in the language of statutes, which all who cite one must repeat."""
    for segment in document.segments:
        if segment.role is Role.BODY:
            for sentence in SENTENCE.finditer(segment.span.of(document.text)):
                if LAW_TEXT.search(sentence[0]) or len(SHALL.findall(sentence[0])) > 1:
                    yield Span(sentence.start(), sentence.end()).shifted(segment.span.start)


def _unmarked(document: Document, extraction: Extraction | None) -> Iterator[Span]:
    """What only the extraction knows to be another's words."""
    if extraction is None:
        return
    for attribution in extraction.attributions:
        if attribution.style is Style.DIRECT:
            yield from attribution.content
    for mention in extraction.mentions:
        if mention.type in OFFICIAL and mention.form is Form.NAME and len(mention.span.of(document.text).split()) >= LONG_NAME:
            yield mention.span
