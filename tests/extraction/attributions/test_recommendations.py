"""Recommendations with their order and addressees; what is recommended ends where the background begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.extraction.attributions.enumerations import enumerated
from app.model.extraction import ClaimKind

from .conftest import Reader, Words


def recommended(found: list[Words]) -> list[tuple[int | None, list[str], str | None]]:
    return [(each.found.ordinal, each.content, each.addressee) for each in found if each.found.kind is ClaimKind.RECOMMENDATION]


def test_a_list_counted_in_words(read: Reader) -> None:
    found = read(
        "The audit makes three recommendations.\n\n"
        "One, the registry should be expanded because, at present, it lacks 40 towns.\n\n"
        "Next, the bureau should “check every pump.” Currently, it checks 12 pumps.\n\n"
        "And finally, the bureau needs to publish its results."
    )
    assert recommended(found) == [
        (1, ["the registry should be expanded"], "the bureau"),
        (2, ["the bureau should “check every pump.”"], "the bureau"),
        (3, ["the bureau needs to publish its results"], "the bureau"),
    ]
    assert {(each.source, each.cue) for each in found} == {("The audit", "recommendations")}


def test_a_numbered_list(read: Reader) -> None:
    found = read(
        "The panel made two recommendations:\n\n1. Schools should train nurses.\n\n2) The state should pay for filters."
    )
    assert recommended(found) == [
        (1, ["Schools should train nurses"], "Schools"),
        (2, ["The state should pay for filters"], "The state"),
    ]


def test_a_single_recommendation(read: Reader) -> None:
    found = read("The report recommended that the county expand its program.")
    assert recommended(found) == [(None, ["that the county expand its program"], "the county")]


def test_speaking_of_recommendations_announces_none(read: Reader) -> None:
    assert recommended(read("The bureau agreed with the recommendations. First, rain fell.")) == []


@pytest.mark.parametrize(
    ("text", "before", "number"),
    [
        ("One, go", 0, 1),
        ("Third, go", 1, 3),
        ("Next, go", 1, 2),
        ("And finally, go", 3, 4),
        ("2. Go", 1, 2),
        ("2. Go", 4, None),
        ("Go", 0, None),
    ],
)
def test_enumerators(text: str, before: int, number: int | None) -> None:
    assert enumerated(text, before) == number


def test_the_outlets_own_statement_has_a_quantity(asserted: Callable[..., list[str]]) -> None:
    text = "Last week the bureau sent letters to 23 towns. The mayor said 40 pumps failed. Rain fell. “We own 12 dogs.”"
    assert asserted(text, "23 towns", "40 pumps", "12 dogs") == ["Last week the bureau sent letters to 23 towns"]


def test_background_inside_a_recommendation_is_the_outlets_own(asserted: Callable[..., list[str]]) -> None:
    text = "The audit makes two recommendations.\n\n"
    text += "One, pumps should be checked because, at present, the bureau does not list 40 towns."
    assert asserted(text, "40 towns") == ["at present, the bureau does not list 40 towns"]


def test_a_list_opened_by_a_colon_needs_no_numbers(read: Reader) -> None:
    found = read(
        "The auditors recommend that the bureau:\n\ninspect every crane twice a year;\n\n"
        "hire more inspectors.\n\nThe bureau agreed with both."
    )
    assert recommended(found) == [
        (1, ["inspect every crane twice a year"], "the bureau"),
        (2, ["hire more inspectors"], "the bureau"),
    ]
    assert all(each.content != ["that the bureau"] for each in found)


def test_a_list_of_findings_has_its_order(read: Reader) -> None:
    found = read(
        "The audit makes two findings. First, six of ten pumps failed.\n\n"
        "Second, nobody checked them for three years.\n\nRain fell."
    )
    assert [(each.found.kind, each.found.ordinal, each.content, each.addressee) for each in found] == [
        (ClaimKind.FINDING, 1, ["six of ten pumps failed"], None),
        (ClaimKind.FINDING, 2, ["nobody checked them for three years"], None),
    ]
    assert {each.source for each in found} == {"The audit"}


def test_a_list_of_demands_is_addressed_to_who_must_meet_them(read: Reader) -> None:
    found = read(
        "The union made two demands.\n\n1. The company must rehire 300 workers.\n\n2. The company must open its books."
    )
    assert [(each.found.kind, each.found.ordinal, each.addressee) for each in found] == [
        (ClaimKind.ORDER, 1, "The company"),
        (ClaimKind.ORDER, 2, "The company"),
    ]


def test_findings_that_are_only_spoken_of_make_no_list(read: Reader) -> None:
    assert all(each.found.ordinal is None for each in read("The bureau disputed the findings. First, rain fell."))


@pytest.mark.parametrize("verb", ["recommends", "urged", "proposes"])
def test_urging_and_proposing_that_something_be_done_recommends_it(read: Reader, verb: str) -> None:
    found = read(f"The audit {verb} that every 90 days, the ferry board check all piers of the harbor.")
    assert [(each.found.kind, each.content) for each in found] == [
        (ClaimKind.RECOMMENDATION, ["that every 90 days, the ferry board check all piers of the harbor"])
    ]


def test_what_was_proposed_is_a_thing_and_no_recommendation(read: Reader) -> None:
    assert recommended(read("The mayor proposed a new pier. The board urged calm.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Among the audit’s findings: six of ten pumps failed; nobody checked them; and 40 keys were lost.",
        "The audit’s findings include: six of ten pumps failed, nobody checked them, and 40 keys were lost.",
        "The audit makes three findings: (1) six of ten pumps failed; (2) nobody checked them; (3) 40 keys were lost.",
    ],
)
def test_a_list_in_the_sentence_that_announces_it(read: Reader, text: str) -> None:
    found = read(text)
    assert [(each.found.kind, each.found.ordinal, each.content) for each in found] == [
        (ClaimKind.FINDING, 1, ["six of ten pumps failed"]),
        (ClaimKind.FINDING, 2, ["nobody checked them"]),
        (ClaimKind.FINDING, 3, ["40 keys were lost"]),
    ]
    assert {each.source for each in found} <= {"the audit", "The audit"}


def test_a_list_of_things_is_one_recommendation(read: Reader) -> None:
    found = read("The panel made one recommendation to the state. Its recommendations: more nurses, doctors, and beds.")
    assert [each.content for each in found] == [["more nurses, doctors, and beds"]]


def test_recommendations_in_one_sentence_are_addressed_alike(read: Reader) -> None:
    found = read("The audit made two recommendations to the bureau: test every pump; and publish the results.")
    assert recommended(found) == [(1, ["test every pump"], "the bureau"), (2, ["publish the results"], "the bureau")]


def test_findings_after_among_may_follow_as_bullets(read: Reader) -> None:
    found = read("Among the audit’s findings:\n\n• Six of ten pumps failed.\n\n• Nobody checked them.\n\nRain fell.")
    assert [(each.source, each.found.ordinal, each.content) for each in found] == [
        ("the audit", 1, ["Six of ten pumps failed"]),
        ("the audit", 2, ["Nobody checked them"]),
    ]


def test_findings_that_somebody_disputes_are_not_listed(read: Reader) -> None:
    found = read("The bureau disputed the findings: six of ten pumps were new, it said. The mayor rejected all demands: no.")
    assert all(each.found.ordinal is None for each in found)
