"""Periods and how they follow from a date: days, weeks (Monday to Sunday), months, seasons, years, as ISO 8601."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from app.model.extraction import Period

UNKNOWN = Period(None, None)

SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
"""Season to the first of its three months (the meteorological seasons of the northern half of the globe)."""

FISCAL_MONTH = 10
"""The month in which the fiscal year of the United States government begins, since 1976."""


class Tense(Enum):
    """When the words around a time say that it is."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date that relative words are counted from, as exact as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, published: str | None) -> Anchor | None:
        """The anchor of an ISO 8601 date, month, year or time; ``None`` where there is none or it is no date."""
        try:
            parts = [int(part) for part in (published or "")[:10].split("-")]
            date(*[*parts, 1, 1][:3])
        except (ValueError, TypeError):
            return None
        return cls(*parts) if 1000 <= parts[0] < 9900 else None

    @property
    def date(self) -> date | None:
        """The day, if it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


def day(when: date) -> Period:
    """The period of one day."""
    return days(when, when)


def days(start: date, end: date) -> Period:
    """The period from one day to another."""
    return Period(start.isoformat(), end.isoformat())


def runs_backwards(period: Period) -> bool:
    """Whether the end comes before the start, as far as both are known: such words are no period."""
    start, end = period.start or "", period.end or ""
    size = min(len(start), len(end))
    return start[:size] > end[:size]


def day_of(year: int, month: int, number: int) -> Period:
    """The period of a day by its numbers; unknown where there is no such day."""
    try:
        return day(date(year, month, number))
    except ValueError:
        return UNKNOWN


def month_of(year: int, month: int) -> Period:
    """The period of a month; months below 1 and above 12 count into the years before and after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Period(f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}")


def months(year: int, first: int, count: int) -> Period:
    """The period of so many months from the first one on."""
    return Period(month_of(year, first).start, month_of(year, first + count - 1).end)


def years(first: int, last: int) -> Period:
    """The period from one year to another."""
    return Period(f"{first:04d}", f"{last:04d}")


def season_of(year: int, name: str) -> Period:
    """The season of a year; winter begins in December of the year before."""
    return months(year - 1 if name == "winter" else year, SEASONS[name], 3)


def fiscal_year(first: int, last: int) -> Period:
    """Fiscal years of the United States government: from October of the year before through September (31 U.S.C. 1102)."""
    return Period(f"{first - 1:04d}-{FISCAL_MONTH}", f"{last:04d}-09")


def week_of(when: date, shift: int = 0) -> Period:
    """The calendar week, Monday to Sunday, so many weeks after the one that has this day."""
    monday = when - timedelta(days=when.weekday()) + timedelta(weeks=shift)
    return days(monday, monday + timedelta(days=6))


def week_named_by(when: date) -> Period:
    """ "The week of April 8": the week that has the day, or that begins on it where it is a Sunday."""
    return days(when, when + timedelta(days=6)) if when.weekday() == 6 else week_of(when)


def weekend_of(when: date, shift: int = 0) -> Period:
    """The Saturday and Sunday of the week so many weeks after the one that has this day."""
    saturday = when - timedelta(days=when.weekday() - 5) + timedelta(weeks=shift)
    return days(saturday, saturday + timedelta(days=1))


def unit_of(anchor: Anchor, unit: str, shift: int = 0) -> Period:
    """The day, week, month, quarter, year, decade or century so many units on; unknown where the anchor is too vague."""
    when = anchor.date
    if unit == "day" and when:
        return day(when + timedelta(days=shift))
    if unit in ("week", "weekend") and when:
        return (week_of if unit == "week" else weekend_of)(when, shift)
    if unit == "month" and anchor.month:
        return month_of(anchor.year, anchor.month + shift)
    if unit == "quarter" and anchor.month:
        return months(anchor.year, (anchor.month - 1) // 3 * 3 + 1 + 3 * shift, 3)
    spans = {"year": 1, "decade": 10, "century": 100}
    if unit not in spans:
        return UNKNOWN
    first = (anchor.year + shift * spans[unit]) // spans[unit] * spans[unit]
    return years(first, first + spans[unit] - 1)
