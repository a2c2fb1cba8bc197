"""Numbers in digits and words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.letters import plain_letters
from app.extraction.numbers import NUMBER, value_of

PATTERN = re.compile(NUMBER, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("675", 675),
        ("29,269", 29269),
        ("2.4 million", 2_400_000),
        ("1.1 Million", 1_100_000),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("a half-million", 500_000),
        ("two and a half million", 2_500_000),
        ("a hundred", 100),
        ("a billion", 10**9),
        ("twelve hundred", 1200),
        ("forty-two", 42),
        ("seventy", 70),
        ("one hundred and five", 105),
        ("two hundred thousand", 200_000),
        ("one million two hundred thousand", 1_200_000),
        ("nine thousand five hundred and twelve", 9512),
        ("a quarter of a million", 250_000),
        ("three-quarters of a million", 750_000),
        ("3½", 3.5),
        ("2 1/2", 2.5),
        ("3½ million", 3_500_000),
        (".5", 0.5),
        ("12\N{NO-BREAK SPACE}500", 12_500),
        ("1\N{NARROW NO-BREAK SPACE}000\N{NARROW NO-BREAK SPACE}000", 1_000_000),
    ],
)
def test_a_number_is_matched_as_a_whole_and_has_its_value(text: str, value: float) -> None:
    match = PATTERN.fullmatch(text)
    assert match is not None
    assert value_of(text) == value


def test_two_numbers_in_words_are_not_added() -> None:
    assert [value_of(match[0]) for match in PATTERN.finditer("six and eight")] == [6, 8]


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_with_and_without_commas_have_the_same_value(number: int) -> None:
    assert value_of(str(number)) == value_of(f"{number:,}") == number


def test_a_word_that_is_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="several"):
        value_of("several thousand")


@given(st.text())
def test_what_matches_has_a_value(text: str) -> None:
    plain = plain_letters(text)
    assert len(plain) == len(text)
    assert all(value_of(match[0]) >= 0 for match in PATTERN.finditer(plain))


def test_letters_that_only_look_like_ascii_do_no_harm() -> None:
    assert value_of(plain_letters("ſeven mıllion")) == 7_000_000
