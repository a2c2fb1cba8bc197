"""Bodies that share the end of their name with one of the authority records: "the Hatch Pond Labor Department"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from app.extraction.candidate import Candidate, Places, Rank
from app.extraction.paragraph import Layout, Paragraph
from app.extraction.places import is_place
from app.extraction.shapes import GENERAL
from app.model.extraction import EntityType, Form
from app.model.text import Span


def apart(paragraphs: Sequence[Paragraph], bodies: Sequence[Candidate], shaped: Sequence[Candidate]) -> list[Candidate]:
    """The bodies, but with all words of its name where a record's is only the end of a longer one that begins with a place."""
    layout, longer, places = Layout(paragraphs), Places(shaped), _places(paragraphs)
    return [_whole(layout, body, longer, places) for body in bodies]


def _places(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The names of places in the text."""
    return frozenset(entity.text for paragraph in paragraphs for entity in paragraph.doc.ents if entity.label_ == "GPE")


def _whole(layout: Layout, body: Candidate, longer: Places, places: Collection[str]) -> Candidate:
    if body.authority is None or body.form is not Form.NAME:
        return body
    for shape in _ending_alike(longer, body.span):
        if _begins_with_place(layout, Span(shape.span.start, body.span.start), places):
            return replace(body, span=shape.span, authority=None, type=EntityType.AGENCY, rank=Rank.AUTHORITY)
    return body


def _ending_alike(longer: Places, span: Span) -> Iterator[Candidate]:
    return (each for each in longer.overlapping(span) if each.span.start < span.start and each.span.end == span.end)


def _begins_with_place(layout: Layout, before: Span, places: Collection[str]) -> bool:
    """Whether the words before a record's name are a place's: a known one, one of the text's, or two words and no person."""
    name = layout.words(before).strip()
    paragraph = layout.at(before)
    if paragraph is None or all(word.casefold() in GENERAL for word in name.split()):
        return False
    people = (entity for entity in paragraph.doc.ents if entity.label_ == "PERSON")
    if any(paragraph.span(entity.start_char, entity.end_char).overlaps(before) for entity in people):
        return False
    return " " in name or name in places or is_place(name)
