"""Dates that need nothing but themselves: days, months, years, seasons, quarters, decades, centuries and fiscal years."""

from __future__ import annotations

import re
from datetime import date

from app.extraction.times import calendar
from app.extraction.times.rule import (
    DAY,
    MONTH,
    MONTH_NAMES,
    OF_THE_DAY,
    PART_OF,
    SEASON,
    SEASONS,
    WEEKDAY,
    YEAR,
    YEARS,
    Context,
    Rule,
    day_number,
    month_number,
)
from app.model.extraction import Period

_PART = rf"{PART_OF}?"
_FISCAL = r"(?i:\bfiscal(?:[\s-]years?)?\s|\bFYs?\s?)"
_IN = r"(?:,?\s(?i:of\s)?)"


def _day(match: re.Match[str], _: Context) -> Period:
    return calendar.day_of(int(match["year"]), month_number(match["month"]), day_number(match["day"]))


def _days(match: re.Match[str], _: Context) -> Period:
    year, month = int(match["year"]), month_number(match["month"])
    first, last = (calendar.day_of(year, month, day_number(match[name])) for name in ("day", "last"))
    return Period(first.start, last.end)


def _week(match: re.Match[str], _: Context) -> Period:
    named = calendar.day_of(int(match["year"]), month_number(match["month"]), day_number(match["day"])).start
    return calendar.week_named_by(date.fromisoformat(named)) if named else calendar.UNKNOWN


def _numbers(match: re.Match[str], _: Context) -> Period:
    """Month before day, as in the United States ("01/05/2018" is January 5); day before month only where it cannot be else."""
    month, day, year = (int(match[name]) for name in ("m", "d", "year"))
    if month > 12 and day <= 12:
        month, day = day, month
    century = 0 if year > 99 else 2000 if year < 50 else 1900
    return calendar.day_of(century + year, month, day)


def _month(match: re.Match[str], _: Context) -> Period:
    return calendar.month_of(int(match["year"]), month_number(match["month"]))


def _season(match: re.Match[str], _: Context) -> Period:
    return calendar.season_of(int(match["year"]), match["season"].lower())


def _fiscal(match: re.Match[str], _: Context) -> Period:
    first = int(match["year"])
    first += 2000 if first < 100 else 0
    return calendar.fiscal_year(first, int(match.groupdict().get("last") or first))


def _decade(match: re.Match[str], _: Context) -> Period:
    first = int(match["decade"])
    first += 1900 if first < 100 else 0
    return calendar.years(first, first + 9)


def _century(match: re.Match[str], _: Context) -> Period:
    number = int(match["number"]) if match["number"] else _CENTURIES[match["word"].lower()]
    return calendar.years(100 * (number - 1) + 1, 100 * number)


def _years(match: re.Match[str], _: Context) -> Period:
    first, last = int(match["year"]), int(match["last"])
    return calendar.years(first, last if last > 99 else first // 100 * 100 + last)


def _year(match: re.Match[str], _: Context) -> Period:
    return calendar.years(int(match["year"]), int(match["year"]))


def _attacks(_match: re.Match[str], _: Context) -> Period:
    return Period("2001-09-11", "2001-09-11")


_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_CENTURY = rf"(?P<number>1\d|2[01])(?:st|nd|rd|th)|(?P<word>{'|'.join(_CENTURIES)})"
_SHORT_YEAR = r"\d\d\b(?!\s(?i:million|billion))"
_YEARS = r"(?<![\w$£€.,/-])(?P<year>(?:19|20)\d\d)\s?[-–—]\s?"
_LATE = r"(?:(?i:early|mid|late)[\s-])?"
_TO = r"\s?(?:[-–—]|to|through)\s?"
_TO_OR_AND = r"\s?(?:[-–]|to|through|and)\s?"
_WHEN = rf"{OF_THE_DAY}(?:\b{WEEKDAY},?\s)?"
_THE_DAY = rf"(?P<day>{DAY})"

RULES = (
    Rule(re.compile(rf"{_WHEN}\b(?P<month>{MONTH})\s(?:the\s)?{_THE_DAY},?\s(?P<year>{YEAR})"), _day, MONTH_NAMES),
    Rule(re.compile(rf"{_WHEN}\b(?:the\s)?{_THE_DAY}\s(?:of\s)?(?P<month>{MONTH}),?\s(?P<year>{YEAR})"), _day, MONTH_NAMES),
    Rule(re.compile(rf"\b(?P<month>{MONTH})\s(?P<day>\d\d?){_TO}(?P<last>{DAY}),?\s(?P<year>{YEAR})"), _days, MONTH_NAMES),
    Rule(re.compile(r"(?<![\w/.$-])(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|\.\d)"), _numbers, ("/",)),
    Rule(re.compile(r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\w/-])"), _numbers, ("-",)),
    Rule(re.compile(rf"{_PART}\b(?P<month>{MONTH}){_IN}(?P<year>{YEAR})"), _month, MONTH_NAMES),
    Rule(re.compile(rf"{_PART}\b(?:the\s)?(?P<season>{SEASON}){_IN}(?P<year>{YEAR})"), _season, SEASONS),
    Rule(re.compile(rf"(?i:\bthe\s)?(?<![\w.-])(?P<year>{YEAR})\s(?i:fiscal[\s-]year)\b"), _fiscal, ("fiscal",)),
    Rule(re.compile(rf"\b(?i:the\sweek\sof)\s(?P<month>{MONTH})\s{_THE_DAY},?\s(?P<year>{YEAR})"), _week, ("week of",)),
    Rule(re.compile(rf"{_FISCAL}(?P<year>{YEAR}|{_SHORT_YEAR})(?:{_TO_OR_AND}(?P<last>{YEAR}))?"), _fiscal, ("fiscal", "fy")),
    Rule(re.compile(rf"{_PART}\b(?:the\s)?{_LATE}(?P<decade>(?:1[6-9]|20)\d0)[’']?s\b"), _decade, ("0s", "0’s", "0's")),
    Rule(re.compile(rf"\bthe\s{_LATE}[’‘'](?P<decade>[2-9]0)[’']?s\b"), _decade, ("0s", "0’s", "0's")),
    Rule(re.compile(rf"{_PART}(?i:\b(?:the\s)?{_LATE}(?:{_CENTURY}))[\s-]century\b"), _century, ("century",)),
    Rule(re.compile(rf"{_YEARS}(?P<last>(?:19|20)\d\d|\d\d)(?![\w%/-]|[.,]\d)"), _years, YEARS),
    Rule(
        re.compile(r"\bSept(?:\.|ember)\s11(?:th)?(?=(?:,\s2001,?)?\s(?:terror|attack|hijack|Commission))"), _attacks, ("sept",)
    ),
    Rule(re.compile(rf"(?:{PART_OF}|(?<![\w$£€¥#.,:/-]))(?P<year>{YEAR})"), _year, YEARS, bare=True),
)
