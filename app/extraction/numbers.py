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
_GROUPS = {
    "dozen": Decimal(12), "hundred": Decimal(100), "quarter": Decimal("0.25"), "quarters": Decimal("0.25"),
    "third": Decimal(1) / 3, "thirds": Decimal(1) / 3,
}  # fmt: skip
_VULGAR = {"¼": "1/4", "½": "1/2", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅛": "1/8"}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
"""Suffixes that scale a sum of money: "$5bn"."""

GAPS = "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
"""Spaces that may part thousands."""

DIGITS = rf"(?:(?:\d{{1,3}}(?:[,{GAPS}]\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
"""Digits with or without commas or narrow spaces between thousands, and a decimal part."""

MIXED = rf"\d+(?:\s?[{''.join(_VULGAR)}]|[\s-][1-7]/[2-8](?![\w/]))|[{''.join(_VULGAR)}]"
"""A whole number and a fraction: "3½", "1 1/2"; or the sign of a fraction alone."""

_SCALE = f"(?:{'|'.join(_SCALES)})"
_UNDER_TEN = f"(?:{'|'.join(_UNDER_TWENTY[:9])})"
_UNDER_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]{_UNDER_TEN})?|{'|'.join(reversed(_UNDER_TWENTY))})"
_UNDER_THOUSAND = rf"(?:{_UNDER_HUNDRED}\sdozen|{_UNDER_HUNDRED}\shundred(?:\s(?:and\s)?{_UNDER_HUNDRED}\b)?|{_UNDER_HUNDRED})"
_HALVED = rf"{_UNDER_HUNDRED}\s(?:and\s)?a\shalf"
_WORDS = rf"(?:(?:{_HALVED}|{_UNDER_THOUSAND})(?:[\s-]{_SCALE}\b(?:\s(?:and\s)?{_UNDER_THOUSAND}\b)?)*)"
_PART_OF = rf"(?:an?|one|two|three)[\s-](?:quarter|third)s?\sof\sa\s{_SCALE}\b"
_PART_WORDS = rf"(?:half\san?|an?\shalf|an?)[\s-](?:{_SCALE}|dozen|hundred(?:\s{_SCALE})?)\b"

NUMBER = rf"(?:{_PART_OF}|(?:{MIXED}|{DIGITS})(?:[\s-]?(?:{_SCALE}|dozen|hundred(?:\s{_SCALE})?)\b)?|{_PART_WORDS}|{_WORDS}\b)"
"""A number in digits or words, to be compiled with ``re.IGNORECASE``: "675", "2.4 million", "forty-two", "half a million"."""

SMALL_NUMBER = rf"(?:{_UNDER_HUNDRED}|\d{{1,3}})"
"""A whole number below a hundred in words or below a thousand in digits, as in "two weeks ago"."""

_WORD = re.compile(rf"{MIXED}|{DIGITS}|[a-z]+", re.IGNORECASE)
_THOUSANDS = re.compile(f"[,{GAPS}]")
_SKIPPED = {"a", "an", "and", "of"}


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
        elif word not in _SKIPPED:
            current += _simple(word)
    return float(total + current)


def _simple(word: str) -> Decimal:
    """The value of a word, digits or a fraction that scale nothing."""
    try:
        return _SIMPLE[word] if word in _SIMPLE else _digits(word)
    except ArithmeticError:
        raise ValueError(f"not a number: {word!r}") from None


def _digits(word: str) -> Decimal:
    """The value of digits, and of a fraction behind them."""
    for sign, fraction in _VULGAR.items():
        word = word.replace(sign, f" {fraction}")
    if "/" not in word:
        return Decimal(_THOUSANDS.sub("", word))
    *whole, fraction = re.split(r"[\s-]+", word.strip())
    over, under = fraction.split("/")
    return Decimal(over) / Decimal(under) + sum(map(Decimal, whole))
