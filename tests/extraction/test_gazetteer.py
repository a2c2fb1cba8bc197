from __future__ import annotations

import pytest

from app.extraction.gazetteer import Gazetteer


def found(gazetteer: Gazetteer, text: str) -> dict[str, str]:
    return {text[m.start : m.end]: m.iri.rsplit("/", 1)[-1] for m in gazetteer.find(text)}


@pytest.mark.parametrize(
    ("text", "name", "record"),
    [
        ("Agents of U.S. Immigration and Customs Enforcement came.", "U.S. Immigration and Customs Enforcement", "ice"),
        ("Agents of US Immigration and Customs Enforcement came.", "US Immigration and Customs Enforcement", "ice"),
        ("The ICE officers came.", "ICE", "ice"),
        ("A DoJ letter arrived.", "DoJ", "doj"),
        ("The new Justice Department letter arrived.", "Justice Department", "doj"),
        ("the Department of\u00a0Homeland Security’s plan", "Department of\u00a0Homeland Security", "dhs"),
    ],
)
def test_names_and_acronyms_of_records_are_found(gazetteer: Gazetteer, text: str, name: str, record: str) -> None:
    assert found(gazetteer, text) == {name: record}


@pytest.mark.parametrize(
    "text", ["He slipped on the ice.", "ICE MELTS IN THE ARCTIC", "the department of justice and mercy", "Icehouse"]
)
def test_words_that_only_look_like_a_name_are_not_found(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == {}


def test_the_longest_name_at_a_place_wins(gazetteer: Gazetteer) -> None:
    text = "the Department of Homeland Security Office of Inspector General"
    assert found(gazetteer, text) == {"Department of Homeland Security Office of Inspector General": "dhs-oig"}
