from __future__ import annotations

import pytest

from app.extraction.roles import find_bodies_of_office, find_roles
from app.model.extraction import EntityType, Form, Mention
from app.model.text import Span
from tests.extraction.conftest import MakeParagraphs


def mention(text: str, name: str, type_: EntityType) -> Mention:
    start = text.index(name)
    return Mention(Span(start, start + len(name)), type_, Form.NAME)


@pytest.mark.parametrize(
    ("text", "person", "body", "title"),
    [
        ("Acting Inspector General Joan Archer spoke.", "Joan Archer", None, "Acting Inspector General"),
        ("FEMA Director Joan Archer spoke.", "Joan Archer", "FEMA", "Director"),
        ("Joan Archer, the acting director of FEMA, spoke.", "Joan Archer", "FEMA", "acting director"),
        ("Joan Archer, a spokeswoman for FEMA, spoke.", "Joan Archer", "FEMA", "spokeswoman"),
        ("Joan Archer, FEMA’s deputy administrator, spoke.", "Joan Archer", "FEMA", "deputy administrator"),
        ("Sen. Joan Archer spoke.", "Joan Archer", None, "Sen."),
        ("Joan Archer, the chief inspector of FEMA, spoke.", "Joan Archer", "FEMA", "chief inspector"),
        ("The director of FEMA, Joan Archer, spoke.", "Joan Archer", "FEMA", "director"),
        ("FEMA’s deputy director, Joan Archer, spoke.", "Joan Archer", "FEMA", "deputy director"),
        ("Police Chief Joan Archer of FEMA spoke.", "Joan Archer", "FEMA", "Police Chief"),
        ("Joan Archer, dean of FEMA, spoke.", "Joan Archer", "FEMA", "dean"),
        ("Secretary of State Ann Poole and Attorney General Joan Archer spoke.", "Joan Archer", None, "Attorney General"),
    ],
)
def test_titles_before_and_after_a_name_are_roles(
    paragraphs: MakeParagraphs, text: str, person: str, body: str | None, title: str
) -> None:
    mentions = [mention(text, person, EntityType.PERSON)]
    mentions += [mention(text, body, EntityType.AGENCY)] if body else []
    (role,) = find_roles(paragraphs(text), mentions)
    assert (role.title, role.span.of(text), role.person) == (title, title, 0)
    assert role.organization == (1 if body else None)


def test_a_name_without_title_has_no_role(paragraphs: MakeParagraphs) -> None:
    text = "Joan Archer, 44, spoke on Monday, and a director listened."
    assert find_roles(paragraphs(text), [mention(text, "Joan Archer", EntityType.PERSON)]) == ()


def test_who_heads_a_body_has_the_office(paragraphs: MakeParagraphs) -> None:
    text = "Joan Archer, who heads the Harbor Board, spoke."
    mentions = [mention(text, "Joan Archer", EntityType.PERSON), mention(text, "Harbor Board", EntityType.AGENCY)]
    (role,) = find_roles(paragraphs(text), mentions)
    assert (role.title, role.span.of(text), role.organization) == ("head", "heads", 1)


def test_bodies_that_offices_are_told_with_are_described(paragraphs: MakeParagraphs) -> None:
    text = "Joan Archer, director of the board, met the authority’s chief. The board of the school adjourned."
    assert [found.span.of(text) for found in find_bodies_of_office(paragraphs(text))] == ["the board", "the authority"]
