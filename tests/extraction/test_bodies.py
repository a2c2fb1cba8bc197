from __future__ import annotations

import pytest

from app.extraction.bodies import INSPECTOR, find_bodies, find_inspectors
from app.extraction.candidate import Candidate
from app.extraction.gazetteer import Gazetteer
from app.model.extraction import Form
from tests.extraction.conftest import MakeParagraphs


def words(candidates: list[Candidate], text: str) -> list[str]:
    return [candidate.span.of(text) for candidate in candidates]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("The report by the Treasury Department’s inspector general came late.", "Treasury Department’s inspector general"),
        ("The Inspector General for the Department of Labor spoke.", "Inspector General for the Department of Labor"),
        (
            "The Office of the Inspector General of the Department of Energy spoke.",
            "Inspector General of the Department of Energy",
        ),
    ],
)
def test_an_inspector_general_is_named_by_its_department(
    paragraphs: MakeParagraphs, gazetteer: Gazetteer, text: str, office: str
) -> None:
    found = [c for c in find_bodies(paragraphs(text), gazetteer) if c.canonical == INSPECTOR or "nspector" in c.span.of(text)]
    assert any(office in c.span.of(text) for c in found)


def test_a_person_with_the_title_is_not_the_office(paragraphs: MakeParagraphs, gazetteer: Gazetteer) -> None:
    text = "DHS Inspector General Joan Archer spoke."
    assert all(c.canonical != INSPECTOR for c in find_bodies(paragraphs(text), gazetteer))
    assert find_inspectors(paragraphs(text)) == []


def test_a_unit_is_named_as_part_of_its_agency(paragraphs: MakeParagraphs, gazetteer: Gazetteer) -> None:
    text = "Figures came from FEMA’s Flood Mapping and Review unit on Monday."
    unit = next(c for c in find_bodies(paragraphs(text), gazetteer) if c.owner)
    assert (unit.span.of(text), unit.owner and unit.owner.of(text)) == ("Flood Mapping and Review unit", "FEMA")


@pytest.mark.parametrize(
    "text", ["The Texas Supreme Court ruled.", "The California Department of Justice sued.", "The Senate of Canada met."]
)
def test_the_namesake_of_a_state_or_another_country_is_another_body(
    paragraphs: MakeParagraphs, gazetteer: Gazetteer, text: str
) -> None:
    found = find_bodies(paragraphs(text), gazetteer)
    assert len(found) == 1
    assert found[0].authority is None


def test_the_ig_alone_is_an_acronym_and_its_title_a_description(paragraphs: MakeParagraphs) -> None:
    text = "The IG wrote what the inspector general had found."
    assert [(c.span.of(text), c.form) for c in find_inspectors(paragraphs(text))] == [
        ("IG", Form.ACRONYM),
        ("inspector general", Form.DESCRIPTION),
    ]
