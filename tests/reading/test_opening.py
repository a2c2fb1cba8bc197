"""Headline, byline and dates at the top, and what they add to the metadata."""

from collections.abc import Callable

import pytest

from app.model.document import Metadata
from app.reading.segments.label import segment

Label = Callable[..., dict[str, str]]


@pytest.mark.parametrize(
    "headline",
    [
        "County opens its rebuilt ferry landing",
        "County Opens Its Rebuilt Ferry Landing",
        "Will the new ferry landing last?",
        "‘The Ramp Is Still Level’",
        "Ferry: What to Know About the New Landing",
    ],
)
def test_a_first_line_shaped_like_a_headline_is_one_and_gives_the_title(headline: str, prose: tuple[str, ...]) -> None:
    found = segment("\n\n".join((headline, *prose)), Metadata())
    assert found.segments[0].role.value == "headline"
    assert found.metadata.title == headline
    assert [one.role.value for one in found.segments[1:]] == ["body"] * 4


def test_a_known_title_is_the_headline_whatever_its_shape(prose: tuple[str, ...], labelled: Label) -> None:
    roles = labelled("\n".join(("County opens landing.", *prose)), Metadata(title="County opens landing"))
    assert roles["County opens landing."] == "headline"


def test_a_paragraph_that_begins_with_the_title_is_body(prose: tuple[str, ...], labelled: Label) -> None:
    title = "Landings in Port Ann Were Rarely Visited, 2012"
    lead = f"“{title}” (OLP-13-101) is the result of a review by the Port Ann Office of Landings (OLP) of piers in Port Ann."
    cut = f"{title} | River Sentinel"
    assert labelled("\n\n".join((lead, *prose)), Metadata(title=title))[lead] == "body"
    assert labelled("\n\n".join((cut, *prose)), Metadata(title=title))[cut] == "headline"


def test_a_lead_with_a_dateline_or_credit_is_body(labelled: Label, prose: tuple[str, ...]) -> None:
    for lead in ("PORT ANN — ", "(River Sentinel) Local: ", "PORT ANN (AP) — "):
        assert labelled("\n\n".join((lead + prose[0], *prose[1:])))[lead + prose[0]] == "body"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane Doe, Staff Writer", "Jane Doe"),
        ("By Jane Doe | Herald", "Jane Doe"),
        ("By Jane Doe and John Q. Roe", "Jane Doe and John Q. Roe"),
        ("By Jane Doe, Ann van Dyk and John Roe", "Jane Doe, Ann van Dyk and John Roe"),
        ("By Jane Doe for the River Herald", "Jane Doe"),
        ("By JANE DOE, Associated Press", "JANE DOE"),
        ("By Jane Doe - January 9, 2018", "Jane Doe"),
        ("Written by Siân O’Neill-Pérez", "Siân O’Neill-Pérez"),
        ("By The Associated Press", None),
        ("January 9, 2018, 5:42 p.m.", None),
        ("Updated: Jan. 9, 2018 at 5:42 PM EST", None),
        ("Published 9 January 2018", None),
        ("2018-01-09", None),
        ("Reuters", None),
        ("Jane Doe | Reuters", None),
        ("PORT ANN, Ohio (AP) —", None),
    ],
)
def test_bylines_and_dates(line: str, author: str | None, prose: tuple[str, ...]) -> None:
    found = segment("\n\n".join(("County opens its rebuilt ferry landing", line, *prose)), Metadata())
    if line != "2018-01-09":
        assert found.segments[1].role.value == "byline"
    assert found.metadata.author == author


def test_a_known_author_is_kept(prose: tuple[str, ...]) -> None:
    found = segment("\n".join(("By Jane Doe", *prose)), Metadata(author="J. D."))
    assert found.metadata.author == "J. D."


def test_a_label_above_the_headline_is_boilerplate(prose: tuple[str, ...], labelled: Label) -> None:
    roles = labelled("\n".join(("Local News", "County opens its rebuilt ferry landing", *prose)))
    assert roles["Local News"] == "boilerplate"
    assert roles["County opens its rebuilt ferry landing"] == "headline"
