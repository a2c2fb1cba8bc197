"""Dates of publication, made ISO 8601 as exact as known; the only place that decides what such a date may look like."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

from app.errors import InvalidInput

FIRST_HALF = ("january", "february", "march", "april", "may", "june")
MONTHS = (*FIRST_HALF, "july", "august", "september", "october", "november", "december")
MONTH = r"(?P<name>[A-Za-z]{3,9})\.?"
EARLIEST, LATEST = 1400, 2999
ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?)?)?")
COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T\d{4,6}.*)?")
SLASHED = re.compile(r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})")
WORDED = (
    re.compile(
        rf"(?:[A-Za-z]{{3,9}}\.?,?\s+)?{MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?:,?\s.*\d:\d\d.*)?"
    ),
    re.compile(
        rf"(?:[A-Za-z]{{3,9}}\.?,?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+{MONTH},?\s+(?P<y>\d{{4}})(?:,?\s.*\d:\d\d.*)?"
    ),
    re.compile(rf"{MONTH},?\s+(?P<y>\d{{4}})"),
)


def normal_date(value: str) -> str:
    """A year, month or day in ISO 8601, from ISO 8601 (a time of day is dropped), an English date or an RFC 5322 date.

    Dates like 01/02/2018 are refused, since nobody can tell which number is the month. Raises ``InvalidInput``.
    """
    text = value.strip()
    for pattern in (ISO, COMPACT, SLASHED, *WORDED):
        if (found := pattern.fullmatch(text)) and (result := _checked(found.groupdict())):
            return result
    if mail := parsedate(text):
        return _checked({"y": str(mail[0]), "m": str(mail[1]), "d": str(mail[2])}) or _refuse(value)
    return _refuse(value)


def _refuse(value: str) -> str:
    raise InvalidInput(f"published is not a date: {value!r}; write it as 2018, 2018-01 or 2018-01-29")


def _checked(parts: dict[str, str | None]) -> str | None:
    year = int(parts["y"] or 0)
    month = _month(parts.get("name")) if parts.get("name") else int(parts.get("m") or 0)
    if not EARLIEST <= year <= LATEST or month is None:
        return None
    if not parts.get("m") and not parts.get("name"):
        return f"{year:04}"
    day = parts.get("d")
    try:
        exact = date(year, month, int(day or 1))
    except ValueError:
        return None
    return exact.isoformat() if day else f"{year:04}-{month:02}"


def _month(name: str | None) -> int | None:
    """The number of a month from its name or the three letters or more that it is cut to."""
    short = (name or "").lower()
    return next((number for number, month in enumerate(MONTHS, start=1) if len(short) >= 3 and month.startswith(short)), None)
