from __future__ import annotations

import pytest

from app.extraction.bodies import find_bodies
from app.extraction.gazetteer import Gazetteer
from app.extraction.namesakes import apart
from app.extraction.shapes import find_shaped
from tests.extraction.conftest import MakeParagraphs


def named(paragraphs: MakeParagraphs, gazetteer: Gazetteer, *texts: str) -> list[tuple[str, bool]]:
    """The bodies of a text, and whether each is an authority record's."""
    made = paragraphs(*texts)
    found = apart(made, find_bodies(made, gazetteer), find_shaped(made))
    return [(body.span.of("\n\n".join(texts)), body.authority is not None) for body in found]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The audit says that the Hatch Pond Labor Department lost 300 files.", "Hatch Pond Labor Department"),
        ("Files of the Loomis County Labor Department were lost.", "Loomis County Labor Department"),
        ("The Hatch Pond Department of Labor lost 300 files.", "Hatch Pond Department of Labor"),
        ("The Ohio Labor Department lost 300 files.", "Ohio Labor Department"),
    ],
)
def test_a_body_of_a_place_is_not_the_federal_one(
    paragraphs: MakeParagraphs, gazetteer: Gazetteer, text: str, whole: str
) -> None:
    assert named(paragraphs, gazetteer, text) == [(whole, False)]


def test_a_place_of_the_text_may_have_one_word(paragraphs: MakeParagraphs, gazetteer: Gazetteer) -> None:
    made = paragraphs("Nobody in Tamarack was paid.", "The Tamarack Labor Department lost 300 files.")
    place = made[0].doc.char_span(10, 18, label="GPE")
    assert place is not None
    made[0].doc.set_ents([place])
    found = apart(made, find_bodies(made, gazetteer), find_shaped(made))
    assert [body.authority for body in found] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Labor Department lost 300 files.",
        "On Monday Labor Department officials met.",
        "The Federal Labor Department lost 300 files.",
        "The Obama Labor Department answered in 2012.",
        "The Labor Department lost 300 files.",
    ],
)
def test_other_words_before_its_name_change_nothing(paragraphs: MakeParagraphs, gazetteer: Gazetteer, text: str) -> None:
    assert [known for _, known in named(paragraphs, gazetteer, text)] == [True]
