"""Parts of a year by their place in it, and fiscal years: "the first half of 2020", "last fiscal year"."""

from __future__ import annotations

import re

from app.extraction.numbers import value_of
from app.extraction.times import calendar
from app.extraction.times.calendar import UNKNOWN, Anchor
from app.extraction.times.rule import YEAR, Context, Meaning, Rule
from app.model.extraction import Period

_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1, "final": -1}
_YEARS = {"last": -1, "previous": -1, "this": 0, "the": 0, "current": 0, "next": 1, "coming": 1}
_MONTHS_OF_A_QUARTER, _MONTHS_OF_A_HALF, _MONTHS_OF_A_YEAR = 3, 6, 12


def _year(match: re.Match[str], context: Context) -> int | None:
    """The year that digits give, or that lies so many years from the publication."""
    if match.groupdict().get("year"):
        return int(match["year"])
    return context.anchor.year + _YEARS[match["which"].lower()] if context.anchor else None


def _part(match: re.Match[str], context: Context) -> Period:
    """The quarter or half by its number, from the end for the last one."""
    year, named = _year(match, context), match["ordinal"]
    size = _MONTHS_OF_A_HALF if "half" in match[0].lower() or match[0].startswith("H") else _MONTHS_OF_A_QUARTER
    number = _PLACES[named.lower()] if named else int(match["number"])
    number = number if number > 0 else _MONTHS_OF_A_YEAR // size
    known = year is not None and number * size <= _MONTHS_OF_A_YEAR
    return calendar.months(year, size * (number - 1) + 1, size) if year is not None and known else UNKNOWN


def _row(match: re.Match[str], context: Context) -> Period:
    """So many months from the beginning of a year, or up to its end."""
    year, count = _year(match, context), int(value_of(match["count"]))
    if year is None or not 0 < count <= _MONTHS_OF_A_YEAR:
        return UNKNOWN
    return calendar.months(year, 1 if match["ordinal"].lower() == "first" else _MONTHS_OF_A_YEAR - count + 1, count)


def _fiscal(match: re.Match[str], context: Context) -> Period:
    """The fiscal year before, of, or after the publication's, which bears the name of the year that it ends in."""
    anchor: Anchor | None = context.anchor
    if anchor is None or anchor.month is None:
        return UNKNOWN
    year = anchor.year + (anchor.month >= calendar.FISCAL_MONTH) + _YEARS[match["which"].lower()]
    return calendar.fiscal_year(year, year)


_PLACE = r"(?:\bthe\s)?\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|last|final)"
_WHOLE = r"(?:,?\s(?:of\s)?)"
_OF = rf"{_WHOLE}(?P<year>{YEAR})"
_OF_WHICH = rf"{_WHOLE}(?P<which>last|this|next|the)\syear\b"
_SIZE = r"[\s-](?:quarter|half)"
_COUNT = r"\s(?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|\d\d?)\smonths"


def _rule(pattern: str, meaning: Meaning, *needs: str, relative: bool = False) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), meaning, needs, relative=relative)


RULES = (
    _rule(_PLACE + _SIZE + _OF, _part, "quarter", "half"),
    _rule(
        rf"\b(?P<ordinal>)(?-i:[QH])(?P<number>[1-4])(?:\s(?:of\s)?)?(?P<year>{YEAR})",
        _part,
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
    ),
    _rule(_PLACE + _SIZE + _OF_WHICH, _part, "quarter", "half", relative=True),
    _rule(_PLACE + _COUNT + _OF, _row, "months of"),
    _rule(_PLACE + _COUNT + _OF_WHICH, _row, "months of", relative=True),
    _rule(
        r"\b(?:the\s)?(?P<which>last|previous|this|current|next|coming)\sfiscal[\s-]year\b", _fiscal, "fiscal", relative=True
    ),
)
