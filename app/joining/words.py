"""Words as joining compares them: stems, how much each tells, and how near two of them are in meaning.

How much a word tells falls with how common it is (Spärck Jones, 1972). How common it is we read from its rank in the encoder's
vocabulary, which is ordered by frequency (Zipf's law), and not from the documents at hand: so whether two claims are one does
not depend on what else is there.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import snowballstemmer
from tokenizers import Tokenizer

from app.linking.identity import normal_words
from app.resources import resources

Vector = npt.NDArray[np.float32]

FIRST_WORD = 1996
"""Where the words begin in BERT's vocabulary, the most frequent first; before them are special pieces and single letters."""

LEAST = 0.35
"""Words that tell less than this are left out: "the", "said", "people" are everywhere."""

NEAR = 0.4
"""Two words whose vectors have a smaller cosine than this have nothing to do with each other."""

KEPT_WORDS = 100_000
"""Words whose stem, weight and vector are remembered."""

NUMBER = re.compile(r"[\d.,]+(?:st|nd|rd|th)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its stem, how much it tells (0 to 1), and the direction of its meaning (length 1, or 0 where it has none)."""

    stem: str
    weight: float
    vector: Vector


@dataclass(frozen=True, slots=True)
class _Table:
    tokenizer: Tokenizer
    vectors: npt.NDArray[np.int8]


@cache
def _table() -> _Table:
    models = resources() / "models"
    tokenizer = Tokenizer.from_file(str(models / "encoder" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return _Table(tokenizer, np.load(models / "words" / "vectors.npy"))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@lru_cache(KEPT_WORDS)
def word(written: str) -> Word:
    """What is known of a word as ``normal_words`` writes it."""
    ids = np.array(_table().tokenizer.encode(written, add_special_tokens=False).ids, np.int64)
    vector = _table().vectors[ids].astype(np.float32).mean(0) if len(ids) else np.zeros(1, np.float32)
    length = float(np.linalg.norm(vector))
    stem = _stemmer().stemWord(written.removesuffix("'s"))
    return Word(stem, _weight(ids.tolist()), vector / length if length else vector)


def _weight(ids: list[int]) -> float:
    """0 for the most frequent word, 1 for the rarest; a word that the vocabulary has only in pieces is rare."""
    if len(ids) != 1:
        return 1.0
    size = len(_table().vectors) - FIRST_WORD
    return math.log(max(1, ids[0] - FIRST_WORD + 1)) / math.log(size)


def telling(text: str) -> list[str]:
    """The words of a text that tell something, in its order, numbers left out."""
    words = normal_words(text).split()
    return [each for each in words if not NUMBER.fullmatch(each) and word(each).weight >= LEAST]


def nearness(one: str, other: str) -> float:
    """How near two words are: 1 for the same stem, else the cosine of their vectors where that is at least ``NEAR``, else 0."""
    first, second = word(one), word(other)
    if first.stem == second.stem:
        return 1.0
    cosine = float(first.vector @ second.vector)
    return cosine if cosine >= NEAR else 0.0
