from __future__ import annotations

import pytest

from app.extraction.shapes import find_shaped
from app.model.document import Role
from app.model.extraction import EntityType
from tests.extraction.conftest import MakeParagraphs


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nine wells were shut by the Arden County Water Authority in May.", ["Arden County Water Authority"]),
        ("The Norland Office of Canal Safety (OCS) met.", ["Norland Office of Canal Safety"]),
        ("Officers of the St. Brendan Police Department left.", ["St. Brendan Police Department"]),
        ("On Monday, the New Harbor Times wrote about it.", ["New Harbor Times"]),
        ("Former Arden Ferry Board Chairman Ed Pool was there.", ["Arden Ferry Board"]),
        ("The Arden Ferry Board on Monday shut two piers.", ["Arden Ferry Board"]),
        ("He works at the Center for Canal Law in Arden.", ["Center for Canal Law"]),
        ("They took the Arden Water Authority for Santa Claus.", ["Arden Water Authority"]),
        ("The story came from the Northern Wire.", ["Northern Wire"]),
        ("The Arden Flats Court Administration lost the files.", ["Arden Flats Court Administration"]),
        ("The Arden Light and Power Board cut them off.", ["Arden Light and Power Board"]),
        ("They asked the Parks and Recreation Department.", ["Parks and Recreation Department"]),
        ("The Norland Agency for Canal Safety met.", ["Norland Agency for Canal Safety"]),
        ("Mayor Kim and the Arden Police Department agreed.", ["Arden Police Department"]),
        ("Arden and Hartwell County Council members met.", ["Hartwell County Council"]),
        ("The Arden Flats School District hired two nurses.", ["Arden Flats School District"]),
    ],
)
def test_a_body_has_all_words_of_its_name(paragraphs: MakeParagraphs, text: str, names: list[str]) -> None:
    assert [found.span.of(text) for found in find_shaped(paragraphs(text))] == names


@pytest.mark.parametrize(
    "text",
    [
        "The police department and the county board disagreed.",
        "The Board said nothing, and the Department did not, either.",
        "He read the Post Office Box Rules twice.",
        "The Hartwell Administration began in 1921.",
    ],
)
def test_a_noun_that_tells_no_body_or_does_not_end_the_name_is_none(paragraphs: MakeParagraphs, text: str) -> None:
    assert find_shaped(paragraphs(text)) == []


def test_headings_have_no_shapes(paragraphs: MakeParagraphs) -> None:
    assert find_shaped(paragraphs("Arden Ferry Board Shuts Two Piers", role=Role.HEADLINE)) == []
    assert find_shaped(paragraphs("What Arden Ferry Board Members Were Told")) == []


def test_the_words_tell_whether_a_body_is_public(paragraphs: MakeParagraphs) -> None:
    text = "The Arden Ferry Authority answered the Arden Ferry Institute."
    assert [found.type for found in find_shaped(paragraphs(text))] == [EntityType.AGENCY, EntityType.ORGANIZATION]
