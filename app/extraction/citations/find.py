"""The laws that a document cites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.extraction.citations.acts import FEDERAL_CONSTITUTION, named, the_constitution
from app.extraction.citations.cases import cases
from app.extraction.citations.law import Citation, Found, Law, apart
from app.extraction.citations.numbered import numbered, sections_alone
from app.extraction.paragraph import Paragraph


def find_citations(paragraphs: Sequence[Paragraph]) -> tuple[Citation, ...]:
    """All citations of a document's paragraphs, in text order, without overlaps.

    The document is read as a whole: "Section 1373" and "the Constitution" are citations where another place says of what.
    """
    found = [
        numbered(paragraph.text) + names + cases(paragraph.text)
        for paragraph, names in zip(paragraphs, named(paragraphs), strict=True)
    ]
    everywhere = [one for finds in found for one in finds]
    sections, federal = _sections(everywhere), _cites_the_constitution(everywhere)
    citations = []
    for paragraph, finds in zip(paragraphs, found, strict=True):
        short = sections_alone(paragraph.text, sections) + (the_constitution(paragraph.text) if federal else [])
        citations += [_citation(paragraph, one) for one in apart(finds + short)]
    return tuple(citations)


def _sections(found: Iterable[Found]) -> dict[str, Law]:
    """The section numbers that the document gives with their law, and of one law only."""
    laws: dict[str, set[Law]] = {}
    for one in found:
        if one.section:
            laws.setdefault(one.section, set()).add(one.law)
    return {section: next(iter(those)) for section, those in laws.items() if len(those) == 1}


def _cites_the_constitution(found: Iterable[Found]) -> bool:
    """Whether the document cites the federal Constitution or one of its amendments."""
    return any(one.law == FEDERAL_CONSTITUTION or one.law.keys[0].startswith("law:amendment:") for one in found)


def _citation(paragraph: Paragraph, one: Found) -> Citation:
    return Citation(paragraph.span(one.start, one.end), one.law.canonical, one.law.url, one.law.keys)
