"""Dates and periods, absolute and relative to the day of publication, Monday 29 January 2018."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from app.extraction.paragraph import Paragraph
from app.extraction.times import find_times
from app.model.document import Role
from app.model.extraction import TimeMention

PUBLISHED = "2018-01-29"
Found = tuple[str, str | None, str | None]
Read = Callable[..., list[Found]]


@pytest.fixture
def read(nlp: Language) -> Read:
    def times(text: str, published: str | None = PUBLISHED, role: Role = Role.BODY) -> list[Found]:
        found = find_times(Paragraph(0, nlp(text), role), published)
        return [(time.span.of(text), time.period.start, time.period.end) for time in found]

    return times


def whole(nlp: Language, text: str, published: str | None = PUBLISHED) -> tuple[TimeMention, ...]:
    return find_times(Paragraph(0, nlp(text), Role.BODY), published)


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("The rule began on January 5, 2018.", "January 5, 2018", "2018-01-05", "2018-01-05"),
        ("The rule began on Jan. 5, 2018, in Ohio.", "Jan. 5, 2018", "2018-01-05", "2018-01-05"),
        ("The rule began on 5 January 2018.", "5 January 2018", "2018-01-05", "2018-01-05"),
        ("The rule began on the 5th of January, 2018.", "the 5th of January, 2018", "2018-01-05", "2018-01-05"),
        ("The rule began Friday, Jan. 5, 2018.", "Friday, Jan. 5, 2018", "2018-01-05", "2018-01-05"),
        ("The rule began on 1/5/2018.", "1/5/2018", "2018-01-05", "2018-01-05"),
        ("The rule began on 2018-01-05.", "2018-01-05", "2018-01-05", "2018-01-05"),
        ("The rule began in January 2014.", "January 2014", "2014-01", "2014-01"),
        ("The rule began in late January of 2014.", "late January of 2014", "2014-01", "2014-01"),
        ("The rule began in 2014.", "2014", "2014", "2014"),
        ("The 2016 election was close.", "2016", "2016", "2016"),
        ("The rule began in fiscal year 2017.", "fiscal year 2017", "2016-10", "2017-09"),
        ("The rule began in FY2017.", "FY2017", "2016-10", "2017-09"),
        ("The rule began in the 1990s.", "the 1990s", "1990", "1999"),
        ("The rule began in the late ’90s.", "the late ’90s", "1990", "1999"),
        ("The rule began in the 19th century.", "the 19th century", "1801", "1900"),
        ("The rule began in the third quarter of 2017.", "the third quarter of 2017", "2017-07", "2017-09"),
        ("The rule began in the summer of 2016.", "the summer of 2016", "2016-06", "2016-08"),
        ("It lasted from January 2014 through May 2017.", "from January 2014 through May 2017", "2014-01", "2017-05"),
        (
            "It began in January 2014 and ended in May 2017.",
            "began in January 2014 and ended in May 2017",
            "2014-01",
            "2017-05",
        ),
        (
            "The term, starting in May 2014, ending in June 2015, was long.",
            "starting in May 2014, ending in June 2015",
            "2014-05",
            "2015-06",
        ),
        ("It ran from January 2014 up through May 2017.", "from January 2014 up through May 2017", "2014-01", "2017-05"),
        (
            "It ran between the start of January 2014 and the end of May 2017.",
            "between the start of January 2014 and the end of May 2017",
            "2014-01",
            "2017-05",
        ),
        ("It lasted between 2014 and 2017.", "between 2014 and 2017", "2014", "2017"),
        ("It lasted from June through August 2016.", "from June through August 2016", "2016-06", "2016-08"),
        ("It lasted from December to March 2015.", "from December to March 2015", "2014-12", "2015-03"),
        ("It lasted 2014-17 in all.", "2014-17", "2014", "2017"),
        ("It was held on Sept. 5-7, 2017.", "Sept. 5-7, 2017", "2017-09-05", "2017-09-07"),
        ("Nobody has left since 2016.", "since 2016", "2016", None),
        ("The Sept. 11 attacks changed that.", "Sept. 11", "2001-09-11", "2001-09-11"),
    ],
)
def test_an_absolute_time(read: Read, text: str, words: str, start: str, end: str | None) -> None:
    assert read(text) == [(words, start, end)]
    assert read(text, None) == [(words, start, end)]


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("The paper came out earlier this month.", "earlier this month", "2018-01", "2018-01"),
        ("Last week the mayor read it.", "Last week", "2018-01-22", "2018-01-28"),
        ("The mayor reads it this week.", "this week", "2018-01-29", "2018-02-04"),
        ("On Wednesday, the office announced a plan.", "On Wednesday", "2018-01-24", "2018-01-24"),
        ("The council will meet on Wednesday.", "on Wednesday", "2018-01-31", "2018-01-31"),
        ("The council is expected to vote Wednesday.", "Wednesday", "2018-01-31", "2018-01-31"),
        ("The hearing is scheduled for Wednesday.", "Wednesday", "2018-01-31", "2018-01-31"),
        ("The mayor said Monday that he was ill.", "Monday", "2018-01-29", "2018-01-29"),
        ("She spoke on Tuesday morning.", "on Tuesday morning", "2018-01-23", "2018-01-23"),
        ("They met last Monday.", "last Monday", "2018-01-22", "2018-01-22"),
        ("They meet next Monday.", "next Monday", "2018-02-05", "2018-02-05"),
        ("He left yesterday.", "yesterday", "2018-01-28", "2018-01-28"),
        ("He left the day before yesterday.", "the day before yesterday", "2018-01-27", "2018-01-27"),
        ("He leaves tomorrow.", "tomorrow", "2018-01-30", "2018-01-30"),
        ("He left this morning.", "this morning", "2018-01-29", "2018-01-29"),
        ("He left last night.", "last night", "2018-01-28", "2018-01-28"),
        ("He left over the weekend.", "the weekend", "2018-01-27", "2018-01-28"),
        ("He left last year.", "last year", "2017", "2017"),
        ("He leaves next month.", "next month", "2018-02", "2018-02"),
        ("He left at the end of last year.", "the end of last year", "2017", "2017"),
        ("He left two weeks ago.", "two weeks ago", "2018-01-15", "2018-01-21"),
        ("He left ten days ago.", "ten days ago", "2018-01-19", "2018-01-19"),
        ("He left a decade ago.", "a decade ago", "2008", "2008"),
        ("He was ill for the past two years.", "the past two years", "2016", "2018"),
        ("It costs more over the next decade.", "the next decade", "2018", "2028"),
        ("He left last summer.", "last summer", "2017-06", "2017-08"),
        ("He left last winter.", "last winter", "2016-12", "2017-02"),
        ("He left in March.", "March", "2017-03", "2017-03"),
        ("He will leave in March.", "March", "2018-03", "2018-03"),
        ("He left in January.", "January", "2018-01", "2018-01"),
        ("He left on Dec. 5.", "Dec. 5", "2017-12-05", "2017-12-05"),
        ("The law takes effect on Feb. 12.", "Feb. 12", "2018-02-12", "2018-02-12"),
        ("He leaves in March of next year.", "March of next year", "2019-03", "2019-03"),
        ("Wednesday's debate might not matter.", "Wednesday", "2018-01-24", "2018-01-24"),
        ("He left last March.", "last March", "2017-03", "2017-03"),
    ],
)
def test_a_relative_time_counts_from_the_publication(
    nlp: Language, read: Read, text: str, words: str, start: str, end: str
) -> None:
    assert read(text) == [(words, start, end)]
    assert read(text, None) == [(words, None, None)]
    assert [time.relative for time in whole(nlp, text)] == [True]


def test_a_month_that_takes_its_year_from_the_end_of_the_range_is_not_relative(nlp: Language) -> None:
    (time,) = whole(nlp, "It ran from June through August 2016.")
    assert not time.relative


@pytest.mark.parametrize(
    "text",
    [
        "They may march, and April Jones will not.",
        "Shops were full on Black Friday.",
        "He reads the Sunday Times.",
        "They meet every Monday and on Tuesdays.",
        "Some 2000 people came, and about 1950 voters.",
        "It sold 2017.5 tons for $2,018.",
        "The second man came first.",
        "USA Today wrote about it.",
    ],
)
def test_what_only_looks_like_a_time_is_none(read: Read, text: str) -> None:
    assert read(text) == []


def test_no_such_day_is_kept_with_an_unknown_period(read: Read) -> None:
    assert read("It was signed on February 30, 2017.") == [("February 30, 2017", None, None)]


@pytest.mark.parametrize(
    ("published", "week", "month", "year"),
    [
        ("2018-01", None, "2017-12", "2017"),
        ("2018", None, None, "2017"),
        ("no date", None, None, None),
        ("2018-13-45", None, None, None),
    ],
)
def test_a_publication_known_less_exactly_resolves_less(
    read: Read, published: str, week: str | None, month: str | None, year: str | None
) -> None:
    starts = [start for _, start, _ in read("It fell last week, last month and last year.", published)]
    assert starts == [week, month, year]


def test_a_moment_of_publication_counts_as_its_day(read: Read) -> None:
    assert read("He left yesterday.", "2018-01-29T23:30:00Z") == [("yesterday", "2018-01-28", "2018-01-28")]


def test_a_headline_in_the_present_tense_says_nothing_of_the_tense(read: Read) -> None:
    assert read("Mayor opens bridge on Friday", role=Role.HEADLINE) == [("on Friday", "2018-01-26", "2018-01-26")]


def test_spans_are_offsets_in_the_document(nlp: Language) -> None:
    text = "He left in 2014."
    (time,) = find_times(Paragraph(100, nlp(text), Role.BODY), None)
    assert (time.span.start, time.span.end) == (111, 115)


VOCABULARY = (
    "from between to and through last next May March 5 5, 2014 2016 Monday year weeks ago two the since the 31 Jan. . , -"
)
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=14), st.sampled_from([None, "2018-01-29", "2018-02", "2018"]))
def test_any_row_of_words_gives_exact_spans_without_overlaps(nlp: Language, words: list[str], published: str | None) -> None:
    text = " ".join(words)
    found = whole(nlp, text, published)
    ends = [0, *(time.span.end for time in found)]
    assert all(end <= time.span.start < time.span.end <= len(text) for end, time in zip(ends, found, strict=False))
    periods = [time.period for time in found if time.period.start and time.period.end]
    assert all(period.start[:4] <= period.end[:4] for period in periods if period.start and period.end)


def test_the_relative_times_of_the_articles(nlp: Language, shared_data: Path) -> None:
    def times(name: str) -> dict[str, tuple[str | None, str | None]]:
        lines = (shared_data / "articles" / name).read_text("utf-8").splitlines()
        found = [(line, time) for line in lines if line.strip() for time in whole(nlp, line)]
        return {time.span.of(line): (time.period.start, time.period.end) for line, time in found}

    first, second = times("national-sentinel.txt"), times("western-journal.txt")
    assert first["earlier this month"] == second["earlier this month"] == ("2018-01", "2018-01")
    assert first["Last week"] == ("2018-01-22", "2018-01-28")
    assert second["On Wednesday"] == ("2018-01-24", "2018-01-24")
    period = "from January 2014 through May 2017"
    assert first[period] == second[period] == ("2014-01", "2017-05")
