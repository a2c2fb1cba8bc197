"""Dates without their year, and weekdays: the publication's date and the tense around them say which one is meant."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.extraction.times import calendar
from app.extraction.times.calendar import UNKNOWN, Anchor, Tense
from app.extraction.times.near import near_day
from app.extraction.times.rule import (
    DAY,
    MONTH,
    MONTH_NAMES,
    OF_THE_DAY,
    PART_OF,
    WEEKDAY,
    WEEKDAYS,
    Context,
    Meaning,
    Rule,
    day_number,
    month_number,
)
from app.model.extraction import Period

_DAYTIME = r"(?:(?:\s|,\s)(?i:morning|afternoon|evening|night)\b)?"
_WHICH = r"(?i:last|next|this(?:\s(?:past|coming))?)"

_WHICH_DAY = rf"(?:(?i:on)\s)?(?:(?P<which>{_WHICH})\s)?(?:(?i:early|late)\s)?"


def _day_or_none(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _near_month(anchor: Anchor, tense: Tense, month: int) -> Period:
    """The nearest past month of this name, the publication's own month included; the nearest to come in the future tense."""
    if anchor.month is None:
        return UNKNOWN
    if tense is Tense.FUTURE:
        return calendar.month_of(anchor.year + (month < anchor.month), month)
    return calendar.month_of(anchor.year - (month > anchor.month), month)


def _day(match: re.Match[str], context: Context) -> Period:
    month, number = month_number(match["month"]), day_number(match["day"])
    if context.year:
        return calendar.day_of(context.year, month, number)
    if context.anchor is None or context.anchor.month is None:
        return UNKNOWN
    return near_day(context.anchor, context.tense, lambda year: _day_or_none(year, month, number))


def _week(match: re.Match[str], context: Context) -> Period:
    named = _day(match, context).start
    return calendar.week_named_by(date.fromisoformat(named)) if named else UNKNOWN


def _days(match: re.Match[str], context: Context) -> Period:
    first = _day(match, context)
    if first.start is None:
        return UNKNOWN
    begin = date.fromisoformat(first.start)
    last = calendar.day_of(begin.year, begin.month, day_number(match["last"]))
    return Period(first.start, last.end) if last.end and last.end > first.start else UNKNOWN


def _month(match: re.Match[str], context: Context) -> Period:
    month = month_number(match["month"])
    if context.year:
        return calendar.month_of(context.year, month)
    return _near_month(context.anchor, context.tense, month) if context.anchor else UNKNOWN


def _which_month(match: re.Match[str], context: Context) -> Period:
    """ "last January" is the latest one before this month, "next January" the first after it, "this January" this year's."""
    anchor, month = context.anchor, month_number(match["month"])
    if anchor is None or anchor.month is None:
        return UNKNOWN
    which = match["which"].lower().split()[0]
    year = anchor.year - (which == "last" and month >= anchor.month) + (which == "next" and month <= anchor.month)
    return calendar.month_of(year, month)


def _month_of_year(match: re.Match[str], context: Context) -> Period:
    """ "March of next year"."""
    shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    return calendar.month_of(context.anchor.year + shift, month_number(match["month"])) if context.anchor else UNKNOWN


def _weekday(match: re.Match[str], context: Context) -> Period:
    """The day itself if the publication fell on it, as newspapers have it; else the last one, or the next in the future."""
    when = context.anchor.date if context.anchor else None
    if when is None:
        return UNKNOWN
    ahead = (WEEKDAYS.index(match["weekday"].lower()) - when.weekday()) % 7
    which = (match["which"] or "").lower()
    if which == "next" or which.endswith("coming"):
        return calendar.day(when + timedelta(days=ahead or 7))
    if which == "last" or which.endswith("past"):
        return calendar.day(when - timedelta(days=7 - ahead))
    back = 0 if ahead == 0 or context.tense is Tense.FUTURE else 7
    return calendar.day(when + timedelta(days=ahead - back))


def _relative(pattern: str, meaning: Meaning) -> Rule:
    return Rule(re.compile(pattern), meaning, MONTH_NAMES, relative=True)


RULES = (
    _relative(rf"{OF_THE_DAY}(?:\b{WEEKDAY},?\s)?\b(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY})", _day),
    _relative(rf"{OF_THE_DAY}(?:\b{WEEKDAY},?\s)?\b(?:the\s)?(?P<day>{DAY})\s(?:of\s)?(?P<month>{MONTH})(?!\w)", _day),
    _relative(rf"\b(?i:the\sweek\sof)\s(?P<month>{MONTH})\s(?P<day>{DAY})", _week),
    _relative(rf"\b(?P<month>{MONTH})\s(?P<day>\d\d?)\s?(?:[-–—]|to|through)\s?(?P<last>{DAY})", _days),
    _relative(rf"\b(?P<which>{_WHICH})\s(?P<month>{MONTH})(?!\w)", _which_month),
    _relative(rf"\b(?P<month>{MONTH})\s(?i:of\s)?(?P<which>(?i:last|this|next))\s(?i:year)\b", _month_of_year),
    Rule(re.compile(rf"{PART_OF}?\b(?P<month>{MONTH})(?!\w)"), _month, MONTH_NAMES, relative=True, bare=True),
    Rule(re.compile(rf"\b{_WHICH_DAY}(?P<weekday>{WEEKDAY})\b{_DAYTIME}"), _weekday, ("day",), relative=True, bare=True),
)
