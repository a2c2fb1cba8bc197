"""Which year a day without year is meant to lie in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.extraction.times import calendar
from app.extraction.times.calendar import UNKNOWN, Anchor, Tense
from app.model.extraction import Period


def near_day(anchor: Anchor, tense: Tense, on: Callable[[int], date | None]) -> Period:
    """The nearest past day of this name; the nearest to come in the future tense; with neither tense, the nearer of the two.

    ``on`` gives the day in a year, ``None`` where the year has no such day.
    """
    pivot = anchor.date or date(anchor.year, anchor.month or 1, 1)
    found = [on(pivot.year + shift) for shift in (-1, 0, 1)]
    past = [when for when in found if when and when <= pivot]
    future = [when for when in found if when and when >= pivot]
    if tense is Tense.OPEN and past and future:
        return calendar.day(future[0] if future[0] - pivot < pivot - past[-1] else past[-1])
    chosen = future[:1] if tense is Tense.FUTURE else past[-1:]
    return calendar.day(chosen[0]) if chosen else UNKNOWN
