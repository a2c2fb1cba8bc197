from __future__ import annotations

from app.extraction.names import find_names
from app.extraction.repeats import find_repeats
from app.model.document import Role
from app.model.extraction import EntityType
from tests.extraction.conftest import MakeParagraphs


def test_a_surname_alone_is_the_person_of_the_whole_name(paragraphs: MakeParagraphs) -> None:
    text = "David Harrison spoke for an hour in Boston. Harrison later met reporters."
    named = find_names(paragraphs(text))
    types = {(c.span.of(text), c.type) for c in [*named, *find_repeats(paragraphs(text), named)]}
    assert ("David Harrison", EntityType.PERSON) in types
    assert ("Harrison", EntityType.PERSON) in types
    assert ("Boston", EntityType.PLACE) in types


def test_a_word_that_the_text_uses_in_lower_case_is_no_name(paragraphs: MakeParagraphs) -> None:
    text = "Detainer rules changed. Each detainer is now signed by a judge, and a detainer lapses after a day."
    assert [c.span.of(text) for c in find_names(paragraphs(text))] == []


def test_titles_determiners_and_possessives_are_not_part_of_a_name(paragraphs: MakeParagraphs) -> None:
    text = "The Harbor Heritage Foundation’s chairman thanked Senator Maria Delgado’s staff."
    names = {c.span.of(text) for c in find_names(paragraphs(text))}
    assert "Maria Delgado" in names
    assert not any(name.startswith("The ") or name.endswith("’s") for name in names)


def test_public_bodies_are_agencies(paragraphs: MakeParagraphs) -> None:
    text = "The Boston Police Department and the Harvard University Press opened their books to Angela Merkel."
    types = {c.span.of(text): c.type for c in find_names(paragraphs(text))}
    assert types.get("Boston Police Department") is EntityType.AGENCY


def test_names_of_a_headline_alone_are_not_trusted(paragraphs: MakeParagraphs) -> None:
    assert find_names(paragraphs("Big Night Making Waves For Harbor Bosses", role=Role.HEADLINE)) == []


def test_an_honorific_shows_a_person_whom_the_model_missed(paragraphs: MakeParagraphs) -> None:
    text = "Dame Mog Hollier, chair of the harbor committee, said the findings were damning."
    assert ("Mog Hollier", EntityType.PERSON) in {(c.span.of(text), c.type) for c in find_names(paragraphs(text))}
