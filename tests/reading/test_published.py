"""Dates of publication as exact as known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.reading.published import normal_date


@pytest.mark.parametrize(
    ("stated", "normal"),
    [
        ("2018", "2018"),
        ("2018-01", "2018-01"),
        ("2018-1-9", "2018-01-09"),
        ("2018-01-29T17:42:00-05:00", "2018-01-29"),
        ("2018-01-29 17:42", "2018-01-29"),
        ("20180129", "2018-01-29"),
        ("2018/01/29", "2018-01-29"),
        ("January 29, 2018", "2018-01-29"),
        ("Jan. 29th, 2018, 5:42 p.m.", "2018-01-29"),
        ("Mon, 29 Jan 2018 17:42:00 GMT", "2018-01-29"),
        ("29 January 2018", "2018-01-29"),
        ("Monday, January 29, 2018", "2018-01-29"),
        ("Sept. 2018", "2018-09"),
    ],
)
def test_dates_are_made_iso(stated: str, normal: str) -> None:
    assert normal_date(stated) == normal


@pytest.mark.parametrize(
    "stated", ["soon", "01/02/2018", "2018-13", "2018-02-30", "0001", "29", "Mayday 3, 2018", "2018-01-29x", ""]
)
def test_what_is_no_date_is_refused(stated: str) -> None:
    with pytest.raises(InvalidInput, match="published is not a date"):
        normal_date(stated)


@given(st.dates(date(1400, 1, 1), date(2999, 12, 31)))
def test_iso_dates_stay(day: date) -> None:
    assert normal_date(day.isoformat()) == day.isoformat()
    assert normal_date(day.isoformat()[:7]) == day.isoformat()[:7]
