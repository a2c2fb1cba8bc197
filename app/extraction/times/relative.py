"""Words that count from the publication's date: "yesterday", "last week", "earlier this month", "two years ago"."""

from __future__ import annotations

import re
from datetime import timedelta

from app.extraction.numbers import SMALL_NUMBER, value_of
from app.extraction.times import calendar
from app.extraction.times.calendar import UNKNOWN, Anchor
from app.extraction.times.rule import Context, Meaning, Rule
from app.model.extraction import Period

_DAYTIME = r"(?:\s(?:morning|afternoon|evening|night))?"
_PART = r"(?:(?:earlier|later|early|late|mid|sometime)[\s-])?"
_STRETCH = r"(?:(?:the\s)?(?:very\s)?(?:end|beginning|start|middle|rest|remainder|first\shalf|second\shalf)\sof\s)"
_UNIT = r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)"
_COUNT = rf"(?P<count>{SMALL_NUMBER}|an?|several|a\sfew|a\scouple(?:\sof)?)"
_SHIFTS = {"last": -1, "past": -1, "this past": -1, "this": 0, "the": 0, "next": 1, "the coming": 1}
_NAMED_DAYS = {"the day before": -2, "the day after": 2, "yesterday": -1, "last night": -1, "tomorrow": 1}


def _named_day(match: re.Match[str], context: Context) -> Period:
    """ "today", "tonight", "this morning" and the like are the day of publication."""
    words = " ".join(match[0].lower().split())
    shift = next((shift for name, shift in _NAMED_DAYS.items() if words.startswith(name)), 0)
    return calendar.unit_of(context.anchor, "day", shift) if context.anchor else UNKNOWN


def _unit(match: re.Match[str], context: Context) -> Period:
    if context.anchor is None:
        return UNKNOWN
    return calendar.unit_of(context.anchor, match["unit"].lower(), _SHIFTS[" ".join(match["which"].lower().split())])


def _last_weekend(_: re.Match[str], context: Context) -> Period:
    """ "Over the weekend" is the one just past, or the present one on a Saturday or Sunday."""
    when = context.anchor.date if context.anchor else None
    return calendar.weekend_of(when, 0 if when.weekday() >= 5 else -1) if when else UNKNOWN


def _season(match: re.Match[str], context: Context) -> Period:
    """ "this" is the season of the publication's year; "last" and "next" are the ones wholly before and after its month."""
    anchor, which, name = context.anchor, match["which"].lower(), match["season"].lower()
    if anchor is None or anchor.month is None:
        return UNKNOWN
    this_month = f"{anchor.year:04d}-{anchor.month:02d}"
    seasons = [calendar.season_of(anchor.year + shift, name) for shift in (-1, 0, 1, 2)]
    if which == "last":
        return [season for season in seasons if (season.end or "") < this_month][-1]
    if which == "next":
        return next(season for season in seasons if (season.start or "") > this_month)
    return next(season for season in seasons if (season.end or "") >= this_month or (season.start or "")[:4] == this_month[:4])


def _count(match: re.Match[str]) -> int | None:
    """The number of units, unless it is left vague ("a few")."""
    words = (match["count"] or "one").lower()
    if words in ("a", "an"):
        return 1
    return None if words.startswith(("several", "a ", "many")) else int(value_of(words))


def _ago(match: re.Match[str], context: Context) -> Period:
    return _shifted(match, context, -1)


def _from_now(match: re.Match[str], context: Context) -> Period:
    return _shifted(match, context, 1)


def _shifted(match: re.Match[str], context: Context, sign: int) -> Period:
    """The day, week, month or year so many units away, only as exact as its unit."""
    count, unit = _count(match), match["unit"].lower()
    if context.anchor is None or count is None:
        return UNKNOWN
    if unit in ("decade", "century"):
        count, unit = count * {"decade": 10, "century": 100}[unit], "year"
    if unit == "year" and count >= context.anchor.year:
        return UNKNOWN
    return calendar.unit_of(context.anchor, unit, sign * count)


def _until_now(match: re.Match[str], context: Context) -> Period:
    """ "the past two years" ends at the publication and begins so many units before."""
    begin = _ago(match, context)
    if context.anchor is None or begin.start is None:
        return UNKNOWN
    return _stretch(context.anchor, match, -1)


def _from_here(match: re.Match[str], context: Context) -> Period:
    begin = _from_now(match, context)
    if context.anchor is None or begin.start is None:
        return UNKNOWN
    return _stretch(context.anchor, match, 1)


def _stretch(anchor: Anchor, match: re.Match[str], sign: int) -> Period:
    """From the publication back or on by so many units, in days for days and weeks, else as exact as the unit."""
    count, unit = _count(match) or 1, match["unit"].lower()
    if unit in ("day", "week") and anchor.date:
        other = anchor.date + sign * timedelta(days=count * (7 if unit == "week" else 1))
        return calendar.days(*sorted((anchor.date, other)))
    small = "year" if unit in ("decade", "century") else unit
    size = count * {"decade": 10, "century": 100}.get(unit, 1)
    here, there = calendar.unit_of(anchor, small), calendar.unit_of(anchor, small, sign * size)
    return Period(min(here.start or "", there.start or "") or None, max(here.end or "", there.end or "") or None)


def _relative(pattern: str, meaning: Meaning, *needs: str) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), meaning, needs, relative=True)


RULES = (
    _relative(rf"\b(?:the\sday\sbefore\s)?yesterday{_DAYTIME}\b", _named_day, "yesterday"),
    _relative(rf"\b(?:the\sday\safter\s)?tomorrow{_DAYTIME}\b", _named_day, "tomorrow"),
    _relative(
        r"\b(?:(?:earlier|later)\s)?(?-i:today|(?<![\w,]\s)Today)\b|\btonight\b|\blast\snight\b",
        _named_day,
        "today",
        "tonight",
        "night",
    ),
    _relative(r"\b(?:(?:earlier|later)\s)?this\s(?:morning|afternoon|evening)\b", _named_day, "this"),
    _relative(
        rf"\b(?:{_STRETCH}|{_PART})(?<!the\s)(?P<which>this\spast|last|this|next)\s{_UNIT}\b(?!-)",
        _unit,
        "last",
        "this",
        "next",
        "past",
        "coming",
    ),
    _relative(
        rf"\b{_STRETCH}(?P<which>the)\s(?P<unit>week|month|quarter|year|decade|century)\b",
        _unit,
        "end of",
        "start of",
        "beginning of",
        "middle of",
        "rest of",
        "remainder of",
        "half of",
    ),
    _relative(r"\b(?:later|earlier)\sin\s(?P<which>the)\s(?P<unit>day|week|month|year)\b", _unit, "later in", "earlier in"),
    _relative(r"(?<=\bover\s)the\sweekend\b", _last_weekend, "weekend"),
    _relative(
        rf"\b{_PART}(?P<which>last|this|next)\s(?P<season>spring|summer|fall|autumn|winter)\b",
        _season,
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
    ),
    _relative(rf"\b{_COUNT}\s(?:short\s|full\s)?{_UNIT}s?\sago\b", _ago, "ago"),
    _relative(rf"\b{_COUNT}\s{_UNIT}s?\sfrom\snow\b", _from_now, "from now"),
    _relative(rf"\b(?:the|these)\s(?:last|past)\s{_COUNT}\s{_UNIT}s\b", _until_now, "last", "past"),
    _relative(
        r"\bthe\s(?:past|last)\s(?P<count>)(?P<unit>week|month|year|decade|century)\b", _until_now, "the past", "the last"
    ),
    _relative(rf"\bthe\s(?:next|coming)\s{_COUNT}\s{_UNIT}s\b", _from_here, "the next", "the coming"),
    _relative(
        r"\bthe\s(?:next|coming)\s(?P<count>)(?P<unit>week|month|year|decade|century)\b", _from_here, "the next", "the coming"
    ),
)
