"""Numbers side by side: equal, rounded, of like things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.joining.measures import agreement, aligned, equal, rounded, telling_number
from tests.joining.made import measure


@pytest.mark.parametrize(
    ("one", "other", "is_rounded"),
    [
        (2_370_000, 2_400_000, True),
        (29_269, 29_000, True),
        (675, 700, True),
        (675, 675, False),
        (675, 680, True),
        (675, 576, False),
        (23, 32, False),
        (5.5e6, 1.1e6, False),
    ],
)
def test_a_rounded_number_has_fewer_digits_that_count(one: float, other: float, is_rounded: bool) -> None:
    assert rounded(measure(one, "people"), measure(other, "people")) is is_rounded


@given(st.floats(1, 1e9), st.floats(1, 1e9))
def test_rounding_does_not_depend_on_the_order(one: float, other: float) -> None:
    assert rounded(measure(one), measure(other)) == rounded(measure(other), measure(one))


def test_equal_numbers_are_paired_before_numbers_of_like_things() -> None:
    one = [measure(675, "jurisdictions"), measure(29_269, "detainers")]
    other = [measure(30_000, "detainers"), measure(675, "cities")]
    assert [(a.value, b.value) for a, b in aligned(one, other)] == [(675, 675), (29_269, 30_000)]


def test_numbers_of_other_things_are_not_paired() -> None:
    assert list(aligned([measure(43, "nurses")], [measure(585, "bridges")])) == []


def test_a_range_is_equal_to_the_same_range_however_it_is_written() -> None:
    assert equal(measure(None, "nurses", ends=(82, 100)), measure(None, "nurses", ends=(82, 100)))
    assert not equal(measure(None, "nurses", ends=(82, 100)), measure(100, "nurses"))


@pytest.mark.parametrize(("value", "least"), [(2, 0.0), (12, 0.0), (23, 0.7), (29_269, 1.0), (2_400_000, 1.0)])
def test_large_and_odd_numbers_tell_more(value: float, least: float) -> None:
    assert telling_number(measure(value)) == pytest.approx(least)


def test_agreement_is_of_numbers_that_tell_something() -> None:
    same, other = [measure(29_269, "detainers")], [measure(31_111, "detainers")]
    assert agreement(same, same).telling
    assert agreement(same, same).score > 0
    assert agreement(same, other).differs
    assert agreement(same, other).score < 0
    assert agreement(same, []).score == 0


def test_the_same_share_of_other_things_shows_nothing() -> None:
    payments, hearings = [measure(33.4, "payments", share=True)], [measure(33.4, "hearings", share=True)]
    assert agreement(payments, payments).telling
    assert not agreement(payments, hearings).telling
    assert agreement(payments, [measure(33, "payments")]).score < 0


def test_a_whole_percentage_tells_less_than_a_count() -> None:
    assert telling_number(measure(68, share=True)) < telling_number(measure(68, "kitchens"))
    assert telling_number(measure(68.4, share=True)) == pytest.approx(telling_number(measure(68, "kitchens")))
