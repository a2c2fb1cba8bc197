"""Credits of news agencies are found where papers print them, and named alike."""

from __future__ import annotations

import pytest

from app.joining.wires import Credit, agency, credits_of
from tests.joining.texts import PIER, read


def credited(*paragraphs: str, **metadata: str) -> list[tuple[str, str, bool]]:
    document = read(*paragraphs, **metadata)
    return [(c.agency, c.span.of(document.text), c.contributed) for c in credits_of(document)]


@pytest.mark.parametrize(
    ("dateline", "name"),
    [
        ("TARROW, Idaho (AP) — ", "Associated Press"),
        ("WASHINGTON (Reuters) - ", "Reuters"),
        ("Dunmore, Jan. 9 (UPI) -- ", "United Press International"),
        ("PARIS — (AFP) — ", "Agence France-Presse"),
        ("BERLIN (dpa) – ", "Deutsche Presse-Agentur"),
        ("(Valley News Service) — ", "Valley News Service"),
        ("ALDER POINT (The Capitol Wire Desk) — ", "Capitol Wire Desk"),
    ],
)
def test_a_dateline_gives_credit(dateline: str, name: str) -> None:
    found = credited("County reopens its pier", dateline + PIER[0], *PIER[1:])
    assert [(known, contributed) for known, _, contributed in found] == [(name, False)]
    assert found[0][1] in dateline


@pytest.mark.parametrize(
    ("byline", "name", "words"),
    [
        ("By JANE DOE, Associated Press", "Associated Press", "Associated Press"),
        ("By Jane Doe and John Roe, Associated Press Writers", "Associated Press", "Associated Press Writers"),
        ("By The Associated Press", "Associated Press", "Associated Press"),
        ("By Jane Doe | Reuters", "Reuters", "Reuters"),
        ("By Jane Doe for the Capitol Wire Desk", "Capitol Wire Desk", "Capitol Wire Desk"),
        ("By Jane Doe for Lakeshore Standard", "Lakeshore Standard", "Lakeshore Standard"),
    ],
)
def test_a_byline_gives_credit(byline: str, name: str, words: str) -> None:
    assert credited("County reopens its pier", byline, *PIER) == [(name, words, False)]


def test_who_writes_for_the_own_paper_gives_no_credit() -> None:
    assert credited("County reopens its pier", "By Jane Doe for the Harbor Ledger", *PIER, publisher="Harbor Ledger") == []


@pytest.mark.parametrize(
    ("line", "name", "contributed"),
    [
        ("Reuters contributed to this report.", "Reuters", True),
        ("Associated Press writer Jane Doe in Dunmore contributed to this report.", "Associated Press", True),
        ("Material from the Associated Press was used in this report.", "Associated Press", True),
        ("Copyright 2018 The Associated Press. All rights reserved.", "Associated Press", False),
        ("This story was originally published by States Newsroom.", "States Newsroom", False),
        ("Distributed by Tribune Content Agency, LLC.", "Tribune News Service", False),
    ],
)
def test_a_line_at_the_end_gives_credit(line: str, name: str, contributed: bool) -> None:
    assert [(known, part) for known, _, part in credited(*PIER, line)] == [(name, contributed)]


def test_credit_as_author_counts_before_a_contribution() -> None:
    found = credited("TARROW (AP) — " + PIER[0], *PIER[1:], "The Associated Press contributed to this report.")
    assert found == [("Associated Press", "AP", False)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "TARROW (Idaho) — The harbor board met on Monday and put off its vote until the spring.",
        "The Associated Press asked the county for the contracts in May and had no answer by Friday.",
        "She told the board (Harbor) that the pier was safe, and the board believed her for a year.",
        "By Friday, the council had voted for Mayor Jane Doe and her plan.",
        "Mayor Jane Doe contributed to this report of the board with a letter of four pages.",
    ],
)
def test_other_words_give_no_credit(paragraph: str) -> None:
    assert credited(paragraph, *PIER) == []


@pytest.mark.parametrize(("name", "known"), [("the AP", "Associated Press"), ("THE ASSOCIATED PRESS", "Associated Press")])
def test_an_agency_has_one_name(name: str, known: str) -> None:
    assert agency(name) == known
    assert agency("Harbor Ledger") is None


def test_a_credit_says_where_it_stands() -> None:
    document = read("TARROW (AP) — " + PIER[0])
    (found,) = credits_of(document)
    assert found == Credit("Associated Press", found.span)
    assert found.span.of(document.text) == "AP"
