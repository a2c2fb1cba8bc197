from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from app.extraction.encoder.pieces import Case, case_of, cut, read_tokenizer
from app.model.text import Span


@pytest.fixture(scope="module")
def tokenizer(encoder_folder: Path) -> Tokenizer:
    return read_tokenizer(encoder_folder / "tokenizer.json")


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("ice", Case.SMALL),
        ("ICE", Case.CAPITALS),
        ("Ice", Case.INITIAL),
        ("I", Case.INITIAL),
        ("12", Case.NONE),
        ("“", Case.NONE),
    ],
)
def test_the_case_of_a_piece(word: str, case: Case) -> None:
    assert case_of(word) is case


def test_lines_are_parted_by_a_piece_that_covers_nothing(tokenizer: Tokenizer) -> None:
    text = "One line.\n\nAnother “line”"
    pieces = cut(text, [Span(0, 9), Span(11, len(text))], tokenizer)
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert words == ["One", "line", ".", "", "Another", "“", "line", "”"]
    assert pieces.lines.tolist() == [0, 0, 0, 1, 1, 1, 1, 1]
    assert pieces.span(4, 8).of(text) == "Another “line”"


def test_a_stretch_of_text_touches_pieces_but_none_between_lines(tokenizer: Tokenizer) -> None:
    text = "One line.\nAnother"
    pieces = cut(text, [Span(0, 9), Span(10, 17)], tokenizer)
    assert pieces.within(8, 10) == (2, 3)
    assert pieces.within(9, 10) is None
    assert pieces.trimmed(3, 4) is None
    assert pieces.trimmed(3, 5) == (4, 5)


def test_pieces_grow_to_whole_words(tokenizer: Tokenizer) -> None:
    text = "The Qzxwvut said."
    pieces = cut(text, [Span(0, len(text))], tokenizer)
    start = text.index("Qzxwvut")
    first, end = pieces.within(start, start + 7) or (0, 0)
    assert end - first > 2
    assert pieces.whole(first + 1, end - 1) == (first, end)
    assert pieces.whole(end, end + 1) == (end, end + 1)


@given(st.text(min_size=1, max_size=80))
def test_pieces_lie_in_the_text_in_order_whatever_it_is(tokenizer: Tokenizer, text: str) -> None:
    pieces = cut(text, [Span(0, len(text))], tokenizer)
    assert all(0 <= start < end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert pieces.starts.tolist() == sorted(pieces.starts.tolist())


def test_accents_and_signs_outside_the_plane_keep_their_places(tokenizer: Tokenizer) -> None:
    text = "𝕏 José 🙂 said"
    pieces = cut(text, [Span(0, len(text))], tokenizer)
    first = pieces.within(text.index("said"), len(text))
    assert first is not None
    assert pieces.span(*first).of(text) == "said"
