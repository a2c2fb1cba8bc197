"""How numbers are written, in digits and in words: the one place that knows.

A grammar of our own: the libraries that are kept read a whole text without saying where each number stands and know neither
"two dozen" nor "half a million", and word2number is no longer kept.
"""

from __future__ import annotations

import re
from decimal import Decimal

# fmt: off
_UNDER_TWENTY = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
# fmt: on
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SIMPLE = {
    **{word: Decimal(value) for value, word in enumerate(_UNDER_TWENTY, start=1)},
    **{word: Decimal(10 * value) for value, word in enumerate(_TENS, start=2)},
    "half": Decimal("0.5"),
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_GROUPS = {"dozen": 12, "hundred": 100}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
"""Suffixes that scale a sum of money: "$5bn"."""

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""Digits with or without commas between thousands and a decimal part."""

_SCALE = f"(?:{'|'.join(_SCALES)})"
_UNDER_TEN = f"(?:{'|'.join(_UNDER_TWENTY[:9])})"
_UNDER_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]{_UNDER_TEN})?|{'|'.join(reversed(_UNDER_TWENTY))})"
_UNDER_THOUSAND = rf"(?:{_UNDER_HUNDRED}\s(?:hundred|dozen)|{_UNDER_HUNDRED})(?:\s(?:and\s)?{_UNDER_HUNDRED}\b)?"
_HALVED = rf"{_UNDER_HUNDRED}\s(?:and\s)?a\shalf"
_WORDS = rf"(?:(?:{_HALVED}|{_UNDER_THOUSAND})(?:[\s-]{_SCALE}\b(?:\s(?:and\s)?{_UNDER_THOUSAND}\b)?)*)"
_PART_WORDS = rf"(?:half\san?|an?\shalf|an?)[\s-](?:{_SCALE}|dozen|hundred(?:\s{_SCALE})?)\b"

NUMBER = rf"(?:{DIGITS}(?:[\s-]?(?:{_SCALE}|dozen|hundred(?:\s{_SCALE})?)\b)?|{_PART_WORDS}|{_WORDS}\b)"
"""A number in digits or words, to be compiled with ``re.IGNORECASE``: "675", "2.4 million", "forty-two", "half a million"."""

SMALL_NUMBER = rf"(?:{_UNDER_HUNDRED}|\d{{1,3}})"
"""A whole number below a hundred in words or below a thousand in digits, as in "two weeks ago"."""

_WORD = re.compile(rf"{DIGITS}|[a-z]+", re.IGNORECASE)


def value_of(text: str) -> float:
    """The value of a number that ``NUMBER`` matched.

    Raises ``ValueError`` where ``text`` has a word that is part of no number. Decimal inside, so "2.4 million" is exact.
    """
    total, current = Decimal(0), Decimal(0)
    for word in _WORD.findall(text.lower()):
        if word in _SCALES:
            total, current = total + (current or Decimal(1)) * _SCALES[word], Decimal(0)
        elif word in _GROUPS:
            current = (current or Decimal(1)) * _GROUPS[word]
        elif word not in ("a", "an", "and"):
            current += _simple(word)
    return float(total + current)


def _simple(word: str) -> Decimal:
    """The value of a word or digits that scale nothing."""
    try:
        return _SIMPLE[word] if word in _SIMPLE else Decimal(word.replace(",", ""))
    except ArithmeticError:
        raise ValueError(f"not a number: {word!r}") from None
