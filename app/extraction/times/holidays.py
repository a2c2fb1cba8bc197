"""Holidays of the United States by their names: "on Thanksgiving", "since Labor Day", "Christmas Eve 2019"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from app.extraction.times import calendar
from app.extraction.times.calendar import UNKNOWN
from app.extraction.times.near import near_day
from app.extraction.times.rule import YEAR, Context, Rule
from app.model.extraction import Period

On = Callable[[int], date]
"""The day on which a holiday falls in a year."""


def _fixed(month: int, number: int) -> On:
    return lambda year: date(year, month, number)


def _nth(month: int, weekday: int, place: int) -> On:
    """The ``place``-th such weekday of the month (Monday is 0)."""

    def on(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (place - 1))

    return on


def _memorial_day(year: int) -> date:
    """The last Monday of May."""
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


def _election_day(year: int) -> date:
    """The Tuesday after the first Monday of November (2 U.S.C. 7)."""
    return _nth(11, 0, 1)(year) + timedelta(days=1)


_HOLIDAYS: dict[str, On] = {
    "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31), "martin luther king jr. day": _nth(1, 0, 3),
    "martin luther king day": _nth(1, 0, 3), "valentine's day": _fixed(2, 14), "presidents day": _nth(2, 0, 3),
    "presidents' day": _nth(2, 0, 3), "st. patrick's day": _fixed(3, 17), "mother's day": _nth(5, 6, 2),
    "memorial day": _memorial_day, "juneteenth": _fixed(6, 19), "father's day": _nth(6, 6, 3),
    "independence day": _fixed(7, 4), "fourth of july": _fixed(7, 4), "july fourth": _fixed(7, 4), "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2), "halloween": _fixed(10, 31), "election day": _election_day, "veterans day": _fixed(11, 11),
    "thanksgiving day": _nth(11, 3, 4), "thanksgiving": _nth(11, 3, 4), "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25), "christmas": _fixed(12, 25),
}  # fmt: skip


def _day(match: re.Match[str], context: Context) -> Period:
    """The holiday of the year that is named, or the nearest one that the tense allows."""
    on = _HOLIDAYS[" ".join(match["name"].lower().replace("’", "'").split())]
    if match["year"]:
        return calendar.day(on(int(match["year"])))
    if context.anchor is None or context.anchor.month is None:
        return UNKNOWN
    return near_day(context.anchor, context.tense, on)


_NAMES = "|".join(sorted(map(re.escape, _HOLIDAYS), key=len, reverse=True)).replace(r"\ ", r"\s").replace("'", "[’']")
_SIGNS = tuple(sorted({name.split("'")[0] for name in _HOLIDAYS}))
_BEFORE = "|".join(
    rf"(?<=\b{word}\s)" for word in ("on", "by", "at", "since", "before", "after", "until", "around", "through", "from", "to")
)
_NAME = rf"(?:the\s)?(?P<name>{_NAMES})\b"
_NOT_A_NAME = (
    r"(?!\s(?:weekend|week|season|dinner|party|tree|sale|parade|present|gift|card|break|holiday|market|movie|song)s?\b)"
)

RULES = (
    Rule(
        re.compile(rf"(?:{_BEFORE}){_NAME}{_NOT_A_NAME}(?P<year>)(?!,?\s{YEAR})", re.IGNORECASE),
        _day,
        _SIGNS,
        relative=True,
    ),
    Rule(
        re.compile(rf"\b{_NAME}(?:,?\s(?:of\s|in\s)?)(?P<year>{YEAR})", re.IGNORECASE),
        _day,
        _SIGNS,
    ),
)
