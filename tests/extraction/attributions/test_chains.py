"""Through whom a statement came and on what it rests."""

from __future__ import annotations

import pytest

from .conftest import Reader


def test_as_noted_by_names_the_via(read: Reader) -> None:
    (found,) = read("“The pumps failed,” the report said, as noted by the Marlow Institute.")
    assert (found.source, found.via) == ("the report", ["the Marlow Institute"])


def test_according_to_beside_another_verb_names_the_via(read: Reader) -> None:
    (found,) = read("“The pumps failed,” the report said, according to the Marlow Institute.")
    assert (found.source, found.via) == ("the report", ["the Marlow Institute"])


def test_first_reported_by_names_the_via(read: Reader) -> None:
    (found,) = read("The deal, first reported by Reuters, is worth $5 billion, the company said.")
    assert (found.source, found.via) == ("the company", ["Reuters"])


def test_who_is_cited_is_the_basis(read: Reader) -> None:
    (found,) = read("The Tribune reported Tuesday, citing two officials, that the dam was unsafe.")
    assert (found.source, found.basis, found.content) == ("The Tribune", ["two officials"], ["that the dam was unsafe"])


def test_who_provided_the_data_is_the_basis(read: Reader) -> None:
    (found,) = read("“Based on source data provided by the Bureau's Water Unit, we found 40 leaks,” the audit said.")
    assert found.basis == ["the Bureau's Water Unit"]


@pytest.mark.parametrize(
    "text",
    [
        "According to the mayor, nine wells were shut, the Tribune reported.",
        "According to the mayor, nine wells were shut, The Daily Ledger reported on Monday.",
        "Nine wells were shut, according to the mayor, Reuters reported.",
        "The Tribune reported that, according to the mayor, nine wells were shut.",
        "Officials said that, in the mayor’s telling, nine wells were shut.",
        "The Tribune reported that the mayor had told aides nine wells were shut.",
        "The Tribune quoted the mayor as saying nine wells were shut.",
        "According to Reuters, the mayor said nine wells were shut.",
        "In a letter obtained by Reuters, the mayor said nine wells were shut.",
    ],
)
def test_who_reports_what_somebody_says_is_the_via(read: Reader, text: str) -> None:
    (found,) = read(text)
    assert found.source == "the mayor"
    assert found.via in (["the Tribune"], ["The Tribune"], ["The Daily Ledger"], ["Reuters"], ["Officials"])
    assert found.content[0].lower().removeprefix("that ") == "nine wells were shut"


@pytest.mark.parametrize(
    "text",
    [
        "Nine wells were shut, the mayor said, according to the Tribune.",
        "The mayor, according to the Tribune, said that nine wells were shut.",
        "The mayor was quoted by the Tribune as saying that nine wells were shut.",
    ],
)
def test_whose_account_of_a_statement_it_is_is_the_via(read: Reader, text: str) -> None:
    (found,) = read(text)
    assert (found.source.lower() if found.source else None, found.via) == ("the mayor", ["the Tribune"])


def test_who_obtained_the_papers_is_the_via(read: Reader) -> None:
    (found,) = read("Nine wells were shut, according to records obtained by the Tribune.")
    assert (found.source, found.via) == ("records obtained by the Tribune", ["the Tribune"])


def test_a_quotation_within_a_report_is_whose_it_is(read: Reader) -> None:
    (found,) = read("The report quotes one inspector as saying, “Nobody checked the wells.”")
    assert (found.source, found.via, found.content) == ("one inspector", ["The report"], ["“Nobody checked the wells.”"])


@pytest.mark.parametrize(
    "text",
    [
        "The Tribune reported that the mayor wants to shut nine wells.",
        "The mayor said that, by his own count, nine wells were shut.",
        "The mayor reported nine wells, and the board said they were shut.",
    ],
)
def test_nothing_is_passed_on_where_nobody_else_says_it(read: Reader, text: str) -> None:
    assert all(each.via == [] for each in read(text))


def test_an_aside_about_the_via_is_no_part_of_what_is_said(read: Reader) -> None:
    (found,) = read("The report said, as noted by the Marlow Institute, that nine wells were shut.")
    assert (found.source, found.via, found.content) == ("The report", ["the Marlow Institute"], ["that nine wells were shut"])


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Nine wells were shut, the Tribune reported, citing a federal audit.", "a federal audit"),
        ("Nine wells were shut, the mayor said, pointing to figures from the board.", "figures from the board"),
        ("Nine wells were shut, Reuters reported, quoting the fire chief.", "the fire chief"),
        ("Citing a report by the Water Board, the Tribune said nine wells were shut.", "a report by the Water Board"),
    ],
)
def test_who_is_cited_around_a_statement_is_its_basis(read: Reader, text: str, basis: str) -> None:
    (found,) = read(text)
    assert (found.basis, [each.lower() for each in found.content]) == ([basis], ["nine wells were shut"])


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to the audit, nine wells were shut.", "the audit", "nine wells were shut"),
        ("By the account of the audit, nine wells were shut.", "the audit", "nine wells were shut"),
        ("By the department’s own admission, nine wells were shut.", "the department", "nine wells were shut"),
        ("Nine wells, in the mayor’s telling, were shut in May.", "the mayor", "Nine wells"),
        ("Per the audit, nine wells were shut.", "the audit", "nine wells were shut"),
        (
            "The city shut nine wells in May, as the department spelled out.",
            "the department",
            "The city shut nine wells in May",
        ),
    ],
)
def test_set_phrases_name_who_says_so(read: Reader, text: str, source: str, content: str) -> None:
    (found,) = read(text)
    assert (found.source, found.content[0]) == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "They drink two glasses per day.",
        "Nine wells were shut per the rules of the state.",
        "By all accounts of that day it rained.",
    ],
)
def test_other_uses_of_these_words_name_nobody(read: Reader, text: str) -> None:
    assert read(text) == []
