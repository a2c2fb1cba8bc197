from __future__ import annotations

import pytest

from app.extraction.works import find_descriptions, find_works
from app.model.document import Role
from app.model.extraction import EntityType
from tests.extraction.conftest import MakeParagraphs


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Under the Safe Harbor Screening Protocol nobody is checked.", "Safe Harbor Screening Protocol", EntityType.PROGRAM),
        ("In 2012 Operation Blue Anchor began.", "Operation Blue Anchor", EntityType.PROGRAM),
        ("The Clean Harbors and Rivers Program ended.", "Clean Harbors and Rivers Program", EntityType.PROGRAM),
        ("FEMA’s Evacuation Policy says so.", "Evacuation Policy", EntityType.POLICY),
        (
            "The audit, titled “Ports Need Better Oversight of Cargo Screening,” came out.",
            "Ports Need Better Oversight of Cargo Screening",
            EntityType.REPORT,
        ),
        ("“Piers at Risk in Arden,” a study from the Harbor Institute, came out.", "Piers at Risk in Arden", EntityType.REPORT),
        ("See report OIG-17-99 for more.", "OIG-17-99", EntityType.REPORT),
    ],
)
def test_works_are_found_by_the_shape_of_their_names(
    paragraphs: MakeParagraphs, text: str, name: str, type_: EntityType
) -> None:
    assert [(c.span.of(text), c.type) for c in find_works(paragraphs(text))] == [(name, type_)]


@pytest.mark.parametrize(
    "text",
    [
        "The program is new.",
        "He called it “a sad day for all of us here,” and left.",
        "Under program rules, all is well.",
        "COVID-19 and F-16-like jets",
    ],
)
def test_plain_words_and_quotations_are_not_works(paragraphs: MakeParagraphs, text: str) -> None:
    assert find_works(paragraphs(text)) == []


def test_capitals_of_a_headline_make_no_program(paragraphs: MakeParagraphs) -> None:
    assert find_works(paragraphs("No Place for a New Housing Program", role=Role.HEADLINE)) == []


def test_a_policy_has_the_owner_that_the_text_gives_it(paragraphs: MakeParagraphs) -> None:
    text = "FEMA’s Evacuation Policy says so."
    assert [c.owner and c.owner.of(text) for c in find_works(paragraphs(text))] == ["FEMA"]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("The study, titled “Rivers Are at Risk Again,” was written by the Harbor Commission.", "Harbor Commission"),
        ("The study, titled “Rivers Are at Risk Again,” was seen by the Harbor Ledger.", None),
    ],
)
def test_a_title_knows_who_wrote_it(paragraphs: MakeParagraphs, text: str, issuer: str | None) -> None:
    (title,) = find_works(paragraphs(text))
    assert (title.owner and title.owner.of(text)) == issuer


def test_who_has_seen_a_report_has_not_issued_it(paragraphs: MakeParagraphs) -> None:
    text = "A report seen by the Harbor Ledger says so."
    assert [c.owner for c in find_descriptions(paragraphs(text))] == [None]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("A new report from the Harbor Commission says so.", "Harbor Commission"),
        ("The Harbor Commission published a report on Monday.", "The Harbor Commission"),
        ("The IG report names four ports.", "IG"),
        ("The Harbor Commission said in a report on Monday that cranes were unsafe.", "The Harbor Commission"),
    ],
)
def test_a_description_knows_who_issued_the_report(paragraphs: MakeParagraphs, text: str, issuer: str) -> None:
    owners = [c.owner.of(text) for c in find_descriptions(paragraphs(text)) if c.owner]
    assert owners == [issuer]


@pytest.mark.parametrize(
    "text",
    [
        "“Piers at Risk in Arden” (OIG-17-99), a report by the Arden Ferry Board, was made public.",
        "The Arden Ferry Board on Monday published “Piers at Risk in Arden” (OIG-17-99), a report on piers.",
        "ARDEN, May 3 (Northern Wire) — The Arden Ferry Board published “Piers at Risk in Arden” (OIG-17-99).",
        "On Monday a report about piers, “Piers at Risk in Arden” (OIG-17-99), came out of the Arden Ferry Board.",
        "The report “Piers at Risk in Arden” (OIG-17-99), which the Arden Ferry Board (AFB) made public on Monday, is long.",
    ],
)
def test_a_title_with_its_number_is_found_with_who_issued_it(paragraphs: MakeParagraphs, text: str) -> None:
    title = next(found for found in find_works(paragraphs(text)) if found.span.of(text) == "Piers at Risk in Arden")
    assert title.type is EntityType.REPORT
    assert title.owner is not None
    assert title.owner.of(text).removeprefix("The ") == "Arden Ferry Board"


def test_what_is_no_report_is_no_title(paragraphs: MakeParagraphs) -> None:
    text = "The singer released “Blue Piers Over Arden” last week."
    assert find_works(paragraphs(text)) == []


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The Arden Council on Canals met. The council adjourned at noon.", ["The council"]),
        ("This board has two members; the board game has four.", ["This board"]),
        ("The Council on Canals met, and the office of the mayor closed.", []),
        ("The service industry grew.", []),
    ],
)
def test_a_body_may_be_pointed_to_by_what_it_is(paragraphs: MakeParagraphs, text: str, bodies: list[str]) -> None:
    found = [each for each in find_descriptions(paragraphs(text)) if each.type is EntityType.ORGANIZATION]
    assert [each.span.of(text) for each in found] == bodies
