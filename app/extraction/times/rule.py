"""What a rule of the date grammar is: a pattern with its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.extraction.times.calendar import Anchor, Tense
from app.model.extraction import Period

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTHS = "|".join(name.title() for name in MONTHS)
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"

# Names of months and weekdays are capitalised in English, which tells "May" from "may"; all other words may begin a sentence.
# Headlines may have them in capitals throughout.
MONTH = rf"(?:{_MONTHS}|{_MONTHS.upper()}|(?:{_SHORT_MONTHS}|{_SHORT_MONTHS.upper()})(?:\.|(?=\s\d)))"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
OF_THE_DAY = r"(?:(?i:\bthe\s(?:morning|afternoon|evening|night|day)\sof\s))?"
PART_OF = r"(?:(?i:\b(?:(?:the\s)?(?:very\s)?(?:end|start|beginning|middle|close)\sof\s|(?:early|mid|late)[\s-])))"
"""Words for a part of a month or year, which is taken for the whole."""

DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)"
YEAR = r"(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d|[-–/]\d{3})"
YEARS = ("20", "19", "18", "17", "16", "15")
"""The first digits of a year."""
MONTH_NAMES = tuple(name[:3] for name in MONTHS)
SEASONS = ("spring", "summer", "fall", "autumn", "winter")
SEASON = r"(?i:spring|summer|fall|autumn|winter)"


@dataclass(frozen=True, slots=True)
class Context:
    """What a meaning may depend on: the publication's date, the tense around the words, and the year that a range gives."""

    anchor: Anchor | None
    tense: Tense
    year: int | None = None


Meaning = Callable[[re.Match[str], Context], Period]
"""What the words that a pattern matched mean in their context."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the period it means.

    ``needs``: what a text must have in lower case, one of them at least, for the pattern to be worth a try (trying all patterns
    on every paragraph takes five times as long). ``relative``: the meaning depends on the publication's date. ``bare``: only a
    sign of a date nearby (a preposition, a determiner) makes the words one.
    """

    pattern: re.Pattern[str]
    meaning: Meaning
    needs: tuple[str, ...]
    relative: bool = False
    bare: bool = False

    def may_match(self, lower: str) -> bool:
        """Whether a text, given in lower case, has what the pattern needs."""
        return any(need in lower for need in self.needs)


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation."""
    short = name.lower().rstrip(".")[:3]
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(short))


def day_number(text: str) -> int:
    """The number of a day such as "5th"."""
    return int(re.sub(r"\D", "", text))
