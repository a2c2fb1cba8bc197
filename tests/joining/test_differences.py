"""Where attributions of one claim differ, told once for all that have the one value and the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.joining.differences import differences
from app.model.joined import DiscrepancyKind
from tests.joining.made import facets, measure, outlet, saying

WORDS = "jails declined to hold prisoners for the agency"


def kinds(*said: object) -> dict[str, object]:
    return {each.kind.value: each for each in differences(said)}  # type: ignore[arg-type]


def told(number: object, document: str = "d", **more: object) -> object:
    return saying(document, facets(WORDS, number), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (measure(675, "jurisdictions"), measure(675, "jurisdictions"), set()),
        (measure(675, "jurisdictions"), measure(576, "jurisdictions"), {"quantity"}),
        (measure(23, "cities"), measure(23, "jurisdictions"), {"unit"}),
        (measure(120, "homes"), measure(120, "houses"), set()),
        (measure(675, "jurisdictions", "about"), measure(675, "jurisdictions"), {"hedge"}),
        (measure(675, "jurisdictions", "about"), measure(675, "jurisdictions", "nearly"), set()),
        (measure(675, "jails", "about", comparator="<"), measure(675, "jails", "nearly"), set()),
        (measure(675, "jails", "about", comparator="<"), measure(675, "jails", "about", comparator=">"), {"hedge"}),
        (measure(675, "jails", comparator=">"), measure(675, "jails", "about", comparator=">"), set()),
        (measure(675, "jails", comparator=">"), measure(675, "jails", comparator=">="), {"hedge"}),
        (measure(33, "payments", share=True), measure(33, "hearings", share=True), {"unit"}),
        (measure(90, "people", scope="in custody"), measure(90, "people", scope="released and under supervision"), {"scope"}),
        (measure(90, "people", scope="in custody"), measure(90, "people"), set()),
        (measure(9, "tests", period=("2012", "2012")), measure(9, "tests", period=("2013", "2013")), {"date"}),
        (
            measure(23, "cities", act="sent letters"),
            measure(23, "cities", act="subpoena", prospective=True),
            {"act"},
        ),
        (measure(23, "cities", act="sent letters"), measure(23, "cities", act="mailed letters"), set()),
    ],
)
def test_numbers_differ_in_kind(one: object, other: object, expected: set[str]) -> None:
    assert set(kinds(told(one, "a"), told(other, "b"))) == expected


def test_a_rounded_number_is_told_as_one() -> None:
    found = kinds(told(measure(2_370_000, "people"), "a"), told(measure(2_400_000, "people"), "b"))["quantity"]
    assert "rounded" in found.explanation  # type: ignore[attr-defined]


def test_one_discrepancy_names_all_documents_of_each_value() -> None:
    said = [told(measure(675, "jails"), each) for each in "abc"] + [told(measure(576, "jails"), each) for each in "de"]
    (found,) = differences(said)  # type: ignore[arg-type]
    assert {(side.place.document, side.stance) for side in found.sides} == {("a", 1), ("b", 1), ("c", 1), ("d", 2), ("e", 2)}
    assert "a and 2 others have" in found.explanation
    assert "d and 1 other have" in found.explanation


def test_of_two_contents_with_the_same_number_the_first_is_named() -> None:
    numbers = [told(measure(675, "jails"), "a")]
    for each in "bcdefghijklm":
        whole = told(measure(576, "jails"), each)
        numbers += [replace(whole, place=1, content=((0, 40),)), whole]  # type: ignore[type-var]
    (found,) = differences(numbers)  # type: ignore[arg-type]
    assert [side.attribution for side in found.sides] == [0] * len(found.sides)


def test_a_document_that_has_both_values_disagrees_with_nobody() -> None:
    said = [told(measure(675, "jails"), "a"), told(measure(675, "jails"), "b"), told(measure(576, "jails"), "b", place=1)]
    assert differences(said) == []  # type: ignore[arg-type]


def test_what_rests_on_a_primary_document_has_drifted_from_it() -> None:
    report = outlet("Office", primary=True, own="report", published="2018-01-05")
    said = [
        told(measure(675, "jails"), "p", where=report),
        told(measure(576, "jails"), "cites", where=outlet("One", named=("report",))),
        told(measure(576, "jails"), "asks", where=outlet("Two"), origin="office"),
        told(measure(576, "jails"), "else", where=outlet("Three")),
    ]
    found = differences(said)  # type: ignore[arg-type]
    (drift,) = [each for each in found if each.drift]
    assert [(side.place.document, side.stance) for side in drift.sides] == [("p", 1), ("asks", 2), ("cites", 2)]
    assert all(each.kind is DiscrepancyKind.QUANTITY for each in found)


@pytest.mark.parametrize(
    ("positive", "negative", "contrary"),
    [
        ("the agency sent the letters to the jails", "the agency did not send the letters to the jails", True),
        ("the falls in the homes went unreported", "the falls in the homes were not reported", False),
        ("the agency declined the requests of the jails", "the agency did not decline the requests of the jails", True),
    ],
)
def test_not_so_is_the_contrary_but_of_what_says_no_by_itself(positive: str, negative: str, contrary: bool) -> None:
    said = [saying("a", facets(positive)), saying("b", facets(negative, polarity="negative"))]
    assert ("polarity" in kinds(*said)) is contrary


def test_what_is_said_of_somebody_else_is_not_the_contrary() -> None:
    words = "sent the letters to the jails in the county"
    one, other = facets(words, named=("agency",)), facets(words, named=("agency", "board"), polarity="negative")
    assert "polarity" not in kinds(saying("a", one), saying("b", other))
    assert "polarity" in kinds(saying("a", one), saying("b", facets(words, named=("agency",), polarity="negative")))


def test_the_same_words_with_the_same_no_are_not_the_contrary() -> None:
    words = "methane topped the ceiling in the county, so we are not ready to call this solved"
    one, other = (facets(words, polarity=each, key=f"words:{words}") for each in ("positive", "negative"))
    assert "polarity" not in kinds(saying("a", one), saying("b", other))


def test_a_quotation_that_leaves_words_out_is_told() -> None:
    whole = "We counted every bridge in the county twice, and nobody told us before the winter."
    cut = "We counted every bridge, and nobody told us before the winter."
    found = kinds(saying("a", facets(whole), quotes=(whole,)), saying("b", facets(cut), quotes=(cut,)))
    assert set(found) == {"wording"}
    assert "left out" in found["wording"].explanation  # type: ignore[attr-defined]
