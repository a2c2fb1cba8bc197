"""Parts of years, fiscal years, holidays, weeks named by a day, lists of months; published Thursday 16 May 2024."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from app.extraction.paragraph import Paragraph
from app.extraction.times import find_times
from app.extraction.times.calendar import week_named_by
from app.model.document import Role

PUBLISHED = "2024-05-16"
Found = tuple[str, str | None, str | None]


def read(nlp: Language, text: str, published: str | None = PUBLISHED) -> list[Found]:
    found = find_times(Paragraph(0, nlp(text), Role.BODY), published)
    return [(time.span.of(text), time.period.start, time.period.end) for time in found]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("the first half of 2020", "2020-01", "2020-06"),
        ("the second quarter of 2020", "2020-04", "2020-06"),
        ("the last quarter of 2020", "2020-10", "2020-12"),
        ("Q3 2020", "2020-07", "2020-09"),
        ("the first three months of 2020", "2020-01", "2020-03"),
        ("the last six months of 2020", "2020-07", "2020-12"),
        ("the 2018 fiscal year", "2017-10", "2018-09"),
        ("the end of 2019", "2019", "2019"),
        ("mid-2019", "2019", "2019"),
        ("the morning of March 3, 2020", "2020-03-03", "2020-03-03"),
        ("MARCH 3, 2020", "2020-03-03", "2020-03-03"),
        ("the week of April 8, 2019", "2019-04-08", "2019-04-14"),
        ("Christmas Eve 2019", "2019-12-24", "2019-12-24"),
        ("25/01/2018", "2018-01-25", "2018-01-25"),
        ("01/05/2018", "2018-01-05", "2018-01-05"),
    ],
)
def test_a_part_of_a_year_that_is_named(nlp: Language, words: str, start: str, end: str) -> None:
    text = f"The mill burned in {words}."
    assert read(nlp, text) == read(nlp, text, None) == [(words, start, end)]


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("Sales fell in the first quarter of this year.", "the first quarter of this year", "2024-01", "2024-03"),
        ("Sales fell in the first three months of this year.", "the first three months of this year", "2024-01", "2024-03"),
        ("Sales fell in the second half of last year.", "the second half of last year", "2023-07", "2023-12"),
        ("Sales fell in the last fiscal year.", "the last fiscal year", "2022-10", "2023-09"),
        ("The mill burned on the morning of March 3.", "the morning of March 3", "2024-03-03", "2024-03-03"),
        ("The mill burned the week of April 8.", "the week of April 8", "2024-04-08", "2024-04-14"),
        ("The mill burned on Thanksgiving.", "Thanksgiving", "2023-11-23", "2023-11-23"),
        ("The mill burned on Labor Day.", "Labor Day", "2023-09-04", "2023-09-04"),
        ("The mill burned on the Fourth of July.", "the Fourth of July", "2023-07-04", "2023-07-04"),
        ("The fair will be held on Memorial Day.", "Memorial Day", "2024-05-27", "2024-05-27"),
    ],
)
def test_a_relative_one_needs_the_publication(nlp: Language, text: str, words: str, start: str, end: str) -> None:
    assert read(nlp, text) == [(words, start, end)]
    assert read(nlp, text, None) == [(words, None, None)]


def test_months_of_a_list_share_the_year_that_ends_it(nlp: Language) -> None:
    found = read(nlp, "The bank failed in March, April and May 2019.", None)
    assert [(start, end) for _, start, end in found] == [("2019-03", "2019-03"), ("2019-04", "2019-04"), ("2019-05", "2019-05")]


@pytest.mark.parametrize(
    "text", ["They ate Thanksgiving dinner.", "They sold it at the Labor Day sale.", "The second half began."]
)
def test_a_holiday_that_names_something_else_is_no_time(nlp: Language, text: str) -> None:
    assert read(nlp, text) == []


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_the_week_named_by_a_day_has_it_and_seven_days(day: date) -> None:
    week = week_named_by(day)
    assert week.start is not None
    assert week.end is not None
    assert week.start <= day.isoformat() <= week.end
    assert (date.fromisoformat(week.end) - date.fromisoformat(week.start)).days == 6
