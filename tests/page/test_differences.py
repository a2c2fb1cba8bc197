"""What is marked of two sides: the words that the other does not have, and nothing else changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.api.page.differences import MOST_WORDS, differences


def marked(one: str, other: str) -> list[list[str]]:
    return [[run.text for run in side if run.differs] for side in differences(one, other)]


def test_words_that_differ_are_marked_together() -> None:
    assert marked("letters to 23 cities", "letters to up to 24 jurisdictions") == [["23 cities"], ["up to 24 jurisdictions"]]


def test_what_one_side_adds_is_marked_there_alone() -> None:
    assert marked("23 cities", "up to 23 cities") == [[], ["up to"]]


def test_case_alone_is_no_difference_and_numbers_are_whole() -> None:
    assert marked("Some 2,400 people", "some 2,500 people") == [["2,400"], ["2,500"]]


def test_what_is_the_same_has_no_marks() -> None:
    assert marked("the very same", "the very same") == [[], []]


def test_very_long_texts_are_not_compared() -> None:
    assert marked("a " * (MOST_WORDS + 1), "b") == [[], []]


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_runs_are_exactly_the_text(one: str, other: str) -> None:
    for text, runs in zip((one, other), differences(one, other), strict=True):
        assert "".join(run.text for run in runs) == text
