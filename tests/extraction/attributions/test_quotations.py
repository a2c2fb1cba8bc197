"""Where quotations begin and end, with marks of all kinds, missing ones, and words that only look like marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.attributions.masking import is_whole
from app.extraction.attributions.quotations import find_quotations
from app.model.extraction import Style

from .conftest import Reader

TEXT = st.text(alphabet="ab .,'’‘“”\"«»`s\n(—", max_size=60)


def quoted(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rained,” he said. “We left.”", ["“It rained,”", "“We left.”"]),
        ('"It rained," he said. "We left."', ['"It rained,"', '"We left."']),
        ("''It rained,'' he said. ''We left.''", ["''It rained,''", "''We left.''"]),
        ("«It rained,» he said.", ["«It rained,»"]),
        ("Mayor: ‘We don’t know’", ["‘We don’t know’"]),
        ("'We won't go,' she said", ["'We won't go,'"]),
        ("“He told me ‘no’ twice,” she said.", ["“He told me ‘no’ twice,”"]),
        ("“He told me “no” twice,” she said.", ["“He told me “no” twice,”"]),
        ('He drilled a 6" hole and said "done."', ['"done."']),
        ("the voters' will in the '90s and the dogs’ bowls", []),
        ("All of the pumps have failed since May,” the report said.", ["All of the pumps have failed since May,”"]),
        ("“It rained all day, he said. The sun came later.", ["“It rained all day,"]),
    ],
)
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_quotation_runs_on_to_the_next_paragraph() -> None:
    (quotation,) = find_quotations("“We came in May. We stayed.")
    assert quotation.continues


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("“We never saw the bill,” she said.", True),
        ("She said: “We never saw the bill.”", True),
        ("They got a “detainer” last week.", False),
        ("It was a “terrible, awful mistake.”", False),
        ("The audit, titled “Why the Pumps Failed in Marlow County,” is out.", False),
        ("“We came,” she said, “and we stayed.”", True),
    ],
)
def test_an_utterance_is_told_from_a_part_of_a_sentence(text: str, whole: bool) -> None:
    assert is_whole(text, find_quotations(text)[-1]) is whole


@given(TEXT)
def test_quotations_are_in_order_and_do_not_overlap(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= each.start <= each.inner_start <= each.inner_end <= each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_single_word_in_marks_within_other_words_is_a_term_and_quotes_nobody(read: Reader) -> None:
    (found,) = read("The agency said that 40 “hold” requests were ignored.")
    assert found.found.style is Style.INDIRECT


def test_a_single_word_that_is_all_that_was_said_is_a_quotation(read: Reader) -> None:
    (found,) = read("“Nonsense,” the mayor said.")
    assert found.found.style is Style.DIRECT
