from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Span as Words

from app.extraction.candidate import Candidate, Rank, settle
from app.extraction.names import find_names
from app.extraction.paragraph import Paragraph
from app.extraction.repeats import find_repeats
from app.model.document import Role
from app.model.extraction import EntityType, Form
from app.model.text import Span
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


def test_a_place_is_known_by_what_stands_around_it(nlp: Language) -> None:
    doc = nlp("Nobody in Larkspur knew that Larkspur owed money.")
    doc.set_ents([Words(doc, token.i, token.i + 1, "ORG") for token in doc if token.text == "Larkspur"])
    assert {found.type for found in find_names([Paragraph(0, doc, Role.BODY)])} == {EntityType.PLACE}


def test_what_one_invests_in_is_no_place(nlp: Language) -> None:
    doc = nlp("He bought a stake in Larkspur.")
    doc.set_ents([Words(doc, 5, 6, "ORG")])
    assert [found.type for found in find_names([Paragraph(0, doc, Role.BODY)])] == [EntityType.ORGANIZATION]


def test_a_whole_name_goes_before_parts_of_it_at_its_other_places(paragraphs: MakeParagraphs) -> None:
    text = "They met in Crane Hollow in May. Payments in Crane Hollow were late, the Crane Hollow Gazette wrote."
    whole, first, second = (text.find("Crane Hollow"), text.find("Crane Hollow", 20), text.find("Hollow", 40))
    gazette = text.find("Crane Hollow G")
    named = [
        Candidate(Span(whole, whole + 12), EntityType.PLACE, Form.NAME, Rank.MODEL),
        Candidate(Span(first, first + 5), EntityType.ORGANIZATION, Form.NAME, Rank.MODEL),
        Candidate(Span(second, second + 6), EntityType.PLACE, Form.NAME, Rank.MODEL),
        Candidate(Span(gazette, gazette + 20), EntityType.ORGANIZATION, Form.NAME, Rank.MODEL),
    ]
    found = settle([*named, *find_repeats(paragraphs(text), named)])
    assert [each.span.of(text) for each in found] == ["Crane Hollow", "Crane Hollow", "Crane Hollow Gazette"]
    assert found[1].type is EntityType.PLACE
