"""Quantities: value, unit, hedge, restriction and period, and the numbers that are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from app.extraction.paragraph import Paragraph
from app.extraction.quantities import find_quantities
from app.model.document import Role
from app.model.extraction import Comparator, Period, Quantity

PUBLISHED = "2018-01-29"
Find = Callable[[str], tuple[Quantity, ...]]


@pytest.fixture
def find(nlp: Language) -> Find:
    return lambda text: find_quantities(Paragraph(0, nlp(text), Role.BODY), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The court heard 675 cases.", "675 cases", 675, "cases"),
        ("The court heard 0 cases.", "0 cases", 0, "cases"),
        ("They paid $0.", "$0", 0, "USD"),
        ("The court heard 29,269 local and state cases.", "29,269 local and state cases", 29269, "local and state cases"),
        ("The state spent 2.4 million working hours on it.", "2.4 million working hours", 2_400_000, "working hours"),
        ("He saw two dozen cars.", "two dozen cars", 24, "cars"),
        ("He saw half a million people.", "half a million people", 500_000, "people"),
        ("Officers returned 40 of the stolen cars.", "40 of the stolen cars", 40, "stolen cars"),
        ("They paid $3.2 million.", "$3.2 million", 3_200_000, "USD"),
        ("They paid $1million.", "$1million", 1_000_000, "USD"),
        ("They read 13,000 fact-checked claims.", "13,000 fact-checked claims", 13000, "fact-checked claims"),
        ("They paid US$5bn.", "US$5bn", 5_000_000_000, "USD"),
        ("They paid €5 million.", "€5 million", 5_000_000, "EUR"),
        ("They paid 5 million dollars.", "5 million dollars", 5_000_000, "USD"),
        ("It grew by 12 percent.", "12 percent", 12, "percent"),
        ("It grew by 12.5%.", "12.5%", 12.5, "percent"),
        ("It grew by 3 percentage points.", "3 percentage points", 3, "percentage points"),
        ("It holds a 10-point lead.", "10-point", 10, "point"),
        ("Half of the voters stayed home.", "Half", 0.5, "share"),
        ("One in five voters stayed home.", "One in five", 0.2, "share"),
        ("It fell by half of 1 percent.", "half of 1 percent", 0.5, "percent"),
    ],
)
def test_a_number_has_its_value_and_what_it_counts(find: Find, text: str, words: str, value: float, unit: str) -> None:
    (quantity,) = find(text)
    assert (quantity.span.of(text), quantity.value, quantity.unit) == (words, value, unit)
    assert (quantity.lower, quantity.upper, quantity.comparator) == (None, None, Comparator.EQUAL)


@pytest.mark.parametrize(
    ("hedged", "comparator", "approximate", "hedge"),
    [
        ("not quite 50 cars", "=", True, "not quite"),
        ("a little over 50 cars", ">", True, "a little over"),
        ("well over 50 cars", ">", False, "well over"),
        ("something like 50 cars", "=", True, "something like"),
        ("at the very least 50 cars", ">=", False, "at the very least"),
        ("a bit less than 50 cars", "<", True, "a bit less than"),
        ("approximately 50 cars", "=", True, "approximately"),
        ("about 50 cars", "=", True, "about"),
        ("some 50 cars", "=", True, "some"),
        ("an estimated 50 cars", "=", True, "an estimated"),
        ("nearly 50 cars", "=", True, "nearly"),
        ("more than 50 cars", ">", False, "more than"),
        ("over 50 cars", ">", False, "over"),
        ("just over 50 cars", ">", True, "just over"),
        ("at least 50 cars", ">=", False, "at least"),
        ("up to 50 cars", "<=", False, "up to"),
        ("as many as 50 cars", "<=", False, "as many as"),
        ("no more than 50 cars", "<=", False, "no more than"),
        ("fewer than 50 cars", "<", False, "fewer than"),
        ("less than 50 cars", "<", False, "less than"),
        ("50 or so cars", "=", True, "or so"),
        ("50 or more cars", ">=", False, "or more"),
        ("50 cars or more", ">=", False, "or more"),
        ("50-plus cars", ">=", False, "plus"),
    ],
)
def test_a_hedge_bounds_or_loosens_the_number(find: Find, hedged: str, comparator: str, approximate: bool, hedge: str) -> None:
    text = f"The police stopped {hedged}."
    (quantity,) = find(text)
    assert quantity.span.of(text) == hedged
    assert (quantity.value, quantity.unit) == (50, "cars")
    assert (quantity.comparator, quantity.approximate, quantity.hedge) == (comparator, approximate, hedge)


@pytest.mark.parametrize(
    ("text", "words", "lower", "upper", "unit"),
    [
        ("They need between 10 and 20 people.", "between 10 and 20 people", 10, 20, "people"),
        ("They need 10 to 20 people.", "10 to 20 people", 10, 20, "people"),
        ("They need 10-20 people.", "10-20 people", 10, 20, "people"),
        ("They need from 3 to 5 million voters.", "from 3 to 5 million voters", 3e6, 5e6, "voters"),
        ("They need $3 to $5 million.", "$3 to $5 million", 3e6, 5e6, "USD"),
        ("They need 10 to 20 percent.", "10 to 20 percent", 10, 20, "percent"),
        ("They need two or three cars.", "two or three cars", 2, 3, "cars"),
    ],
)
def test_a_range_has_two_ends_and_no_value(find: Find, text: str, words: str, lower: float, upper: float, unit: str) -> None:
    (quantity,) = find(text)
    assert (quantity.span.of(text), quantity.value, quantity.lower, quantity.upper) == (words, None, lower, upper)
    assert quantity.unit == unit


def test_a_change_from_one_number_to_another_is_no_range(find: Find) -> None:
    assert [quantity.value for quantity in find("Rents rose from 10 to 20 percent.")] == [10, 20]


def test_two_numbers_may_share_a_unit(find: Find) -> None:
    assert [(quantity.value, quantity.unit) for quantity in find("She leads 45 to 42 percent.")] == [
        (45, "percent"),
        (42, "percent"),
    ]


@pytest.mark.parametrize(
    ("text", "unit", "restriction"),
    [
        ("The list has 300 truck drivers in federal custody.", "truck drivers", "in federal custody"),
        ("They closed 675 schools nationwide.", "schools", "nationwide"),
        ("The vote moves to the 447 members of the National Committee.", "members", "of the National Committee"),
        ("Some 12 percent of registered voters agreed.", "percent", "of registered voters"),
        ("It costs $40 a ton.", "USD", "a ton"),
        ("The letters went to 23 towns demanding an answer.", "towns", None),
        ("The letters went to 23 towns, which did not answer.", "towns", None),
    ],
)
def test_what_narrows_the_thing_counted_is_not_part_of_it(find: Find, text: str, unit: str, restriction: str | None) -> None:
    (quantity,) = find(text)
    assert (quantity.unit, quantity.restriction) == (unit, restriction)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The towns refused 300 requests from January 2014 through May 2017.", Period("2014-01", "2017-05")),
        ("The towns refused to honor 300 requests between 2014 and 2016.", Period("2014", "2016")),
        ("Last week the towns refused 300 requests.", Period("2018-01-22", "2018-01-28")),
        ("On Wednesday, the office said that the towns refused 300 requests.", None),
        ("The towns refused 300 requests.", None),
    ],
)
def test_the_period_is_that_of_the_clause(find: Find, text: str, period: Period | None) -> None:
    (quantity,) = find(text)
    assert quantity.period == period


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 the mayor resigned on March 4, 2017.",
        "The 2016 election was close.",
        "The first and the 10th amendment were read; third, they left.",
        "He cited Section 1373, 8 U.S.C. § 1644 and Title 8.",
        "The report, OIG-18-36, mentions COVID-19 and MS-13.",
        "Call 555-123-4567 at 10 a.m. or 7:30 p.m.",
        "The Boeing 737 took Route 66 to Channel 4.",
        "One official said that no one had one.",
        "One, the office should act. Two, it should wait.",
        "Smith, 34, met a 12-year-old boy.",
        "She won 52-48 and lost 2-3.",
        "They made a 911 call on 9/11.",
        "In the first 100 days he moved it to the top 10.",
        "He was there two weeks ago.",
        "Hundreds of people and thousands of cars came.",
        "The message 783499116076687360 was deleted.",
    ],
)
def test_numbers_that_count_nothing_are_no_quantities(find: Find, text: str) -> None:
    assert [quantity.span.of(text) for quantity in find(text)] == []


def test_a_preposition_is_no_hedge(find: Find) -> None:
    hedges = [quantity.hedge for quantity in find("They worried about 20 people. It adds $80 million over 10 years.")]
    assert hedges == [None, None, None]
    assert [quantity.hedge for quantity in find("She served over a 40-year career.")] == [None]
    assert [quantity.hedge for quantity in find("The losses added up to $5 million.")] == [None]
    assert [quantity.hedge for quantity in find("The losses reached up to $5 million.")] == ["up to"]


def test_one_counts_where_something_bounds_it(find: Find) -> None:
    (quantity,) = find("At least one person was hurt.")
    assert (quantity.value, quantity.comparator) == (1, Comparator.GREATER_EQUAL)


def test_a_hedged_number_needs_no_thing_counted(find: Find) -> None:
    (quantity,) = find("At least 12 were hurt.")
    assert (quantity.value, quantity.unit) == (12, None)


def test_spans_are_offsets_in_the_document(nlp: Language) -> None:
    (quantity,) = find_quantities(Paragraph(100, nlp("They saw 12 cars."), Role.BODY), None)
    assert (quantity.span.start, quantity.span.end) == (109, 116)


VOCABULARY = (
    "about more than 5 12 2,000 million percent % $ - to and between or so cars of the in May 2014 half a one dozen ( , ."
)
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=14))
def test_any_row_of_words_gives_exact_spans_without_overlaps(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    found = find_quantities(Paragraph(0, nlp(text), Role.BODY), PUBLISHED)
    ends = [0, *(quantity.span.end for quantity in found)]
    assert all(end <= one.span.start < one.span.end <= len(text) for end, one in zip(ends, found, strict=False))
    assert all((one.value is None) == (one.lower is not None and one.upper is not None) for one in found)


def test_the_quantities_of_the_articles(nlp: Language, shared_data: Path) -> None:
    def quantities(name: str) -> list[Quantity]:
        lines = (shared_data / "articles" / name).read_text("utf-8").splitlines()
        return [one for line in lines if line.strip() for one in find_quantities(Paragraph(0, nlp(line), Role.BODY), PUBLISHED)]

    first, second = quantities("national-sentinel.txt"), quantities("western-journal.txt")
    years = Period("2014-01", "2017-05")
    for found in (first, second):
        (jurisdictions,) = [one for one in found if one.value == 675 and one.hedge]
        assert (jurisdictions.unit, jurisdictions.restriction, jurisdictions.period) == ("jurisdictions", "nationwide", years)
        assert jurisdictions.approximate
        (detainers,) = [one for one in found if one.value == 29269]
        assert (detainers.unit, detainers.comparator, detainers.period) == (
            "ICE immigration detainers",
            Comparator.GREATER,
            years,
        )
        (held,) = [one for one in found if one.value == 2_400_000]
        assert (held.unit, held.restriction) == ("illegal immigrants", "in ICE custody")
        assert [one.unit for one in found if one.value == 4] == ["recommendations"]
    (cities,) = [one for one in first if one.value == 23]
    assert (cities.unit, cities.comparator, cities.period) == ("cities", Comparator.EQUAL, Period("2018-01-22", "2018-01-28"))
    (subpoenas,) = [one for one in second if one.value == 23]
    assert (subpoenas.unit, subpoenas.comparator, subpoenas.hedge) == ("jurisdictions", Comparator.LESS_EQUAL, "up to")


def test_over_goes_with_the_number_but_behind_verbs_of_quarrels(find: Find):
    assert [quantity.hedge for quantity in find("The authority failed to test over 225 wells for lead.")] == ["over"]
    assert [quantity.hedge for quantity in find("The towns fought over 20 jobs.")] == [None]
