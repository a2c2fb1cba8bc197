"""Fractions of something: "two-thirds of", "half the", "one in five"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extraction.numbers import SMALL_NUMBER, value_of
from app.extraction.quantities.amount import SHARE, Amount

_UNDER = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_NAMES = "|".join(_UNDER)
_NO_PART = (
    r"the\s(?:year|month|day|game|season|time|size|price|cost|rate|battle|fun|story|length|width|height|distance|age|amount|way|weight"
    r"|speed|problem|point)\b|(?:one|\d[\d.]*)\s?(?:percent|per\scent|%)"
)
_OWNER = r"(?:the|its|his|her|their|our|my|your|all|these|those|this|that)\s"
_NO_HALF = r"(?<!first\s)(?<!second\s)(?<!other\s)(?<!latter\s)(?<!better\s)(?<!and\sa\s)(?<!back\s)"
_LOOSE = r"(?=[\s.,;])(?!\s(?:of|an?|dozen|hundred|thousand|million|billion|trillion|hours?|miles?|century|day|way)\b)"
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?<!and\s)(?P<over>an?|one|two|three|four|five|seven|nine)[\s-](?P<under>{_NAMES})s?\b(?!-)(?:(?P<part>\sof\s(?!a\s))|{_LOOSE})"
    rf"|{_NO_HALF}(?P<half>half)(?:(?P<part_of_half>\sof\s(?!{_NO_PART})|\s(?!{_NO_PART})(?={_OWNER}))|{_LOOSE}(?!\s{_OWNER})))",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    rf"(?<![\w-])(?P<over>{SMALL_NUMBER})\s(?:(?:in|of)\severy|out\sof(?:\severy)?|in|of(?=\s(?:10|ten|100)\s))\s(?P<under>{SMALL_NUMBER})"
    r"(?=\s[A-Za-z])(?!\s(?:to|percent|per\scent|million|billion|trillion|thousand)\s)",
    re.IGNORECASE,
)
DIGITS = 12
"""Decimal places of a share: engines keep as few as 15 digits of a decimal."""

_SIGNS = (" in ", " of ", "half", "third", "quarter", "fourth", "fifth", "tenth")


def shares(text: str) -> Iterator[Amount]:
    """The fractions of a text, in no order. One without "of" or "the" is ``loose``: it may be an ordinal or half of nothing."""
    lower = text.lower()
    if not any(sign in lower for sign in _SIGNS):
        return
    for match in _FRACTION.finditer(text):
        part = match["part"] or match["part_of_half"] or ""
        value = 0.5 if match["half"] else _value(match["over"].lower(), match["under"].lower())
        yield Amount(match.start(), match.end() - len(part), value, value, SHARE, digits=False, loose=not part)
    for match in _ONE_IN.finditer(text):
        over, under = value_of(match["over"]), value_of(match["under"])
        if 0 < over < under and not _ends_a_name(text, match):
            share = round(over / under, DIGITS)
            yield Amount(match.start(), match.end(), share, share, SHARE, digits=False)


def _ends_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether a number word has a capital within a sentence: "Formula *One* in two countries"."""
    return match[0][0].isupper() and text[: match.start()].rstrip()[-1:].isalnum()


def _value(over: str, under: str) -> float:
    return round((1 if over in ("a", "an") else value_of(over)) / _UNDER[under], DIGITS)
