"""Agencies and their parts: authority names, inspectors general, units, and the namesakes of states and other countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from app.extraction.candidate import Candidate, Rank
from app.extraction.gazetteer import Gazetteer, Match
from app.extraction.paragraph import Paragraph
from app.extraction.places import OWN_COUNTRY, is_place
from app.model.extraction import EntityType, Form
from app.model.text import Span

INSPECTOR = "inspector general"
"""Canonical form of every way to name an inspector general's office by its owner."""

_CAP = r"[A-Z][\w&’'.-]*"
_TITLE_CASE = rf"{_CAP}(?:,?\s+(?:(?:and|of|for|the|&|on|in|to)\s+)*{_CAP})*"
_INSPECTOR = r"(?:[Oo]ffice\s+of\s+(?:the\s+)?)?[Ii]nspector(?:s)?\s+[Gg]eneral(?:['’]s\s+[Oo]ffice)?|IG|OIG|[Ww]atchdog"
INSPECTOR_AFTER = re.compile(rf"^(?:\s*\([A-Z]{{2,6}}\))?(?:['’]s|,|\s)?\s*(?P<office>{_INSPECTOR})\b")
INSPECTOR_BEFORE = re.compile(rf"\b(?P<office>{_INSPECTOR})(?:\s+\([A-Z]{{2,6}}\))?\s+(?:of|for|at|in)\s+(?:the\s+)?$")
UNIT_HEADS = r"(?:unit|division|bureau|office|section|branch|directorate|task force|field office|laboratory|center)"
UNIT_AFTER = re.compile(rf"^['’]s?\s+(?P<unit>{_TITLE_CASE}\s+{UNIT_HEADS})\b")
CAPITALS_BEFORE = re.compile(rf"(?=((?:{_CAP}\s)?{_CAP})\s$)(?:{_CAP}\s)?({_CAP})\s$")
CAPITALS_AFTER = re.compile(rf"^\s+of\s+(?:the\s+)?(?P<place>{_CAP}(?:\s+{_CAP})?)")
GENERIC = frozenset(
    """
    department justice treasury state senate house supreme office bureau commission congress environmental health homeland
    education labor energy agriculture interior transportation veterans
    """.split()
)
"""First words of federal names that states and other countries use as well."""


def find_bodies(paragraphs: Sequence[Paragraph], gazetteer: Gazetteer) -> list[Candidate]:
    """Agencies by authority, with the inspectors general and the units that are named as theirs."""
    found: list[Candidate] = []
    for paragraph in paragraphs:
        for match in gazetteer.find(paragraph.text):
            found.extend(_around(paragraph, match))
    return found


def _around(paragraph: Paragraph, match: Match) -> Iterator[Candidate]:
    start, end = _qualified(paragraph, match)
    span = paragraph.span(match.start, match.end)
    if (start, end) != (match.start, match.end):
        yield Candidate(paragraph.span(start, end), EntityType.AGENCY, Form.NAME, Rank.AUTHORITY)
        return
    form = Form.ACRONYM if match.acronym else Form.NAME
    yield Candidate(span, match.type, form, Rank.AUTHORITY, authority=match.iri)
    yield from _inspectors(paragraph, match, span)
    if unit := UNIT_AFTER.match(paragraph.text[match.end :]):
        place = paragraph.span(match.end + unit.start("unit"), match.end + unit.end("unit"))
        yield Candidate(place, EntityType.AGENCY, Form.NAME, Rank.PATTERN, owner=span)


def _inspectors(paragraph: Paragraph, match: Match, owner: Span) -> Iterator[Candidate]:
    text = paragraph.text
    if after := INSPECTOR_AFTER.match(text[match.end :]):
        whole = paragraph.span(match.start, match.end + after.end("office"))
        if not text[match.end :].startswith(",") and not _is_personal_title(text, match.end + after.end("office")):
            yield Candidate(whole, EntityType.AGENCY, Form.NAME, Rank.DEFINITION, canonical=INSPECTOR, owner=owner)
    if before := INSPECTOR_BEFORE.search(text[: match.start]):
        whole = paragraph.span(before.start("office"), match.end)
        yield Candidate(whole, EntityType.AGENCY, Form.NAME, Rank.DEFINITION, canonical=INSPECTOR, owner=owner)


def _is_personal_title(text: str, end: int) -> bool:
    """Whether a capitalised name follows: "DHS Inspector General Jane Roe" is a person with her title."""
    return bool(re.match(r"\s+[A-Z][a-z]+(?:\s+[A-Z]\.)?\s+[A-Z]", text[end:]))


def _qualified(paragraph: Paragraph, match: Match) -> tuple[int, int]:
    """The bounds of the name with the place in front of or after it that makes it another body's ("Texas Supreme Court")."""
    text = paragraph.text
    first = text[match.start : match.end].split()[0].casefold()
    if match.acronym or first not in GENERIC:
        return match.start, match.end
    for start, end in _other_places(paragraph, match):
        if end <= match.start and text[end : match.start].strip("’'s ") == "":
            return start, match.end
        if start >= match.end and text[match.end : start].split() in (["of"], ["of", "the"]):
            return match.start, end
    return match.start, match.end


def _other_places(paragraph: Paragraph, match: Match) -> Iterator[tuple[int, int]]:
    """The bounds of names of states, countries and peoples near a match, other than the country of the records."""
    text = paragraph.text
    bounds = {(ent.start_char, ent.end_char) for ent in paragraph.doc.ents if ent.label_ in {"GPE", "NORP"}}
    before = CAPITALS_BEFORE.search(text[: match.start])
    for words in before.groups() if before else ():
        if words and is_place(words):
            bounds.add((match.start - 1 - len(words), match.start - 1))
    if after := CAPITALS_AFTER.match(text[match.end :]):
        bounds.add((match.end + after.start("place"), match.end + after.end("place")))
    for start, end in sorted(bounds):
        if text[start:end].casefold().removeprefix("the ") not in OWN_COUNTRY and (start, end) != (match.start, match.end):
            yield start, end


def find_inspectors(paragraphs: Iterable[Paragraph]) -> list[Candidate]:
    """Mentions of an inspector general without the department: "the IG", "the inspector general"."""
    pattern = re.compile(rf"\b(?:{_INSPECTOR})\b")
    return [
        Candidate(
            paragraph.span(match.start(), match.end()),
            EntityType.AGENCY,
            Form.ACRONYM if match.group().isupper() else Form.DESCRIPTION,
            Rank.PATTERN,
            canonical=INSPECTOR,
        )
        for paragraph in paragraphs
        for match in pattern.finditer(paragraph.text)
        if not match.group().casefold().endswith("watchdog") and not _is_personal_title(paragraph.text, match.end())
    ]
