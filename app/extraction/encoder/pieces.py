"""A text as the encoder sees it: word pieces with their case, and where each one lies in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from app.model.text import Span

Integers = npt.NDArray[np.int64]
NEWLINE = "[unused1]"
"""The piece between two lines: BERT's vocabulary keeps it free for such uses."""


class Case(IntEnum):
    """How the letters of a piece are written: the vocabulary knows small letters only."""

    SMALL = 0
    INITIAL = 1
    CAPITALS = 2
    NONE = 3


def case_of(word: str) -> Case:
    """The case of a piece; a single capital letter is an initial."""
    if not any(character.isalpha() for character in word):
        return Case.NONE
    if word.isupper():
        return Case.CAPITALS if len(word) > 1 else Case.INITIAL
    return Case.INITIAL if word[0].isupper() else Case.SMALL


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of some lines of a text, all arrays as long as there are pieces.

    ``starts`` and ``ends`` are offsets in the text (code points, end exclusive); a piece between two lines has both the same.
    ``lines`` counts the lines from 0, ``words`` the words (and single marks) that the pieces are parts of.
    """

    ids: Integers
    cases: Integers
    starts: Integers
    ends: Integers
    lines: Integers
    words: Integers

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, first: int, end: int) -> Span:
        """The stretch of text from piece ``first`` to before piece ``end``."""
        return Span(int(self.starts[first]), int(self.ends[end - 1]))

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """The pieces that a stretch of text touches, without pieces between lines at its ends; ``None`` for no piece."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return self.trimmed(first, int(np.searchsorted(self.starts, end, side="left")))

    def whole(self, first: int, end: int) -> tuple[int, int] | None:
        """Some pieces in a row grown to whole words, without pieces between lines at the ends; ``None`` for nothing."""
        while first > 0 and self.words[first - 1] == self.words[first]:
            first -= 1
        while end < len(self) and self.words[end] == self.words[end - 1]:
            end += 1
        return self.trimmed(first, end)

    def trimmed(self, first: int, end: int) -> tuple[int, int] | None:
        """Some pieces in a row without pieces between lines at their ends; ``None`` where nothing is left."""
        while first < end and self.starts[first] == self.ends[first]:
            first += 1
        while end > first and self.starts[end - 1] == self.ends[end - 1]:
            end -= 1
        return (first, end) if first < end else None


def read_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer in a file, without the truncation and padding that it may come with."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cut(text: str, lines: Iterable[Span], tokenizer: Tokenizer) -> Pieces:
    """Some lines (paragraphs, the headline) of a text as word pieces."""
    rows = list(_rows(text, lines, tokenizer))
    columns = np.array(rows, np.int64).reshape(-1, 6).T
    return Pieces(*(np.ascontiguousarray(column) for column in columns))


def _rows(text: str, lines: Iterable[Span], tokenizer: Tokenizer) -> Iterator[tuple[int, ...]]:
    newline: int = tokenizer.token_to_id(NEWLINE)  # type: ignore[assignment]  # the vocabulary has it
    number = seen = 0
    for line in lines:
        words = line.of(text)
        encoded = tokenizer.encode(words, add_special_tokens=False)
        if not encoded.ids:
            continue
        if number:
            yield newline, Case.NONE, line.start, line.start, number, seen
            seen += 1
        for piece, (start, end), word in zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True):
            yield piece, case_of(words[start:end]), line.start + start, line.start + end, number, seen + (word or 0)
        seen += (encoded.word_ids[-1] or 0) + 1
        number += 1
