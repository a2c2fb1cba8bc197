"""Which attributions say the same: words propose, numbers, names and times decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.joining.alike import SAME, SURE, apart, same, unequal
from app.joining.facets import Facets
from tests.joining.made import facets, measure

DECLINED = facets("jails declined to hold prisoners for the agency", measure(675, "jurisdictions"), named=("ice",))


@pytest.mark.parametrize(
    "other",
    [
        facets("jurisdictions have refused to hold prisoners", measure(675, "jurisdictions", "about"), named=("ice",)),
        facets("jails refused to hold inmates", measure(675, "jurisdictions"), context=("ice",)),
        facets("jails declined to hold prisoners for the agency", measure(576, "jurisdictions"), named=("ice",)),
    ],
)
def test_other_words_and_another_number_may_be_the_same_claim(other: object) -> None:
    score = same(DECLINED, other)  # type: ignore[arg-type]
    assert score is not None
    assert score >= SAME


@pytest.mark.parametrize(
    "other",
    [
        facets("bridges in the county need urgent repair", measure(675, "bridges"), named=("roads",)),
        facets("jails declined to hold prisoners for the agency", measure(675, "jurisdictions"), named=("fbi",)),
        facets("jails shall decline to hold prisoners for the agency", named=("ice",), wish=True),
        facets("prisoners", measure(675, "jurisdictions")),
    ],
)
def test_other_things_other_bodies_wishes_and_scraps_are_other_claims(other: object) -> None:
    assert same(DECLINED, other) is None  # type: ignore[arg-type]


def test_another_number_in_another_year_is_another_claim() -> None:
    words = "the old river bridge is used by vehicles on a working day"
    first = facets(words, measure(65_057, "vehicles"), named=("tamsin",), published="2012-03")
    later = facets(words, measure(13_751, "vehicles"), named=("tamsin",), published="2015-03")
    soon = facets(words, measure(13_751, "vehicles"), named=("tamsin",), published="2012-04")
    assert same(first, later) is None
    assert same(first, soon) is not None


def test_long_after_only_a_telling_number_or_one_report_is_the_same_finding() -> None:
    report = "@r|report|mice in kitchens"

    def said(number: float, published: str, *reports: str) -> Facets:
        known = facets(
            f"in {published} kitchens in the county had traces of mice",
            measure(number, "kitchens", share=True),
            named=("tamsin",),
            published=published,
        )
        return replace(known, context=(*known.context, *reports))

    first = said(22, "2012-03")
    assert same(first, said(22, "2012-04")) is not None
    assert same(first, said(22, "2015-03")) is None
    assert same(said(22.4, "2012-03"), said(22.4, "2015-03")) is not None
    assert same(said(22.4, "2012-03"), said(22, "2015-03")) is None
    assert same(said(22, "2012-03", report), said(22, "2015-03", report)) is not None


def test_recommendations_of_a_report_with_other_numbers_are_never_one() -> None:
    words = "the agency should improve the quality control of its screening program"
    first, second = (facets(words, wish=True, key=f"recommendation:r1:{n}") for n in (1, 2))
    assert same(first, second) is None
    assert same(first, facets("anything else", key="recommendation:r1:1")) == SURE


def test_two_people_of_one_name_are_two_but_a_name_taken_for_two_types_is_one() -> None:
    def said(token: str) -> object:
        known = facets("the director of the office resigned in the spring after the audit")
        return type(known)(**{**{n: getattr(known, n) for n in known.__slots__}, "words": (*known.words, token), "key": token})

    person, namesake = said("@a1|person|john kelly"), said("@b2|person|john kelly")
    place, body = said("@a1|place|larkspur"), said("@b2|organization|larkspur")
    assert same(person, namesake) is None or same(person, namesake) < same(place, body)  # type: ignore[arg-type, operator]
    assert same(place, body) is not None  # type: ignore[arg-type]


def test_periods_are_compared_as_far_as_both_are_exact() -> None:
    assert not unequal(("2014-01", "2017-05"), ("2014", "2017"))
    assert not unequal(("2018-01-24", "2018-01-24"), ("2018-01-22", "2018-01-28"))
    assert unequal(("2012", "2012"), ("2013", "2013"))
    assert unequal(("2013-04", "2016-03"), ("2014-04", "2017-03"))
    assert apart(("2012", "2012"), ("2013-02", "2013-03"))
    assert not apart(("2012", None), ("2013", "2013"))
