"""The two real articles: what a careful reader lists, as facts about sources, not as sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Reader, Words

BOILERPLATE = (
    *("Biden Drops", "Should these", "Heroic", "Truth and", "Submit", "We are committed", ", ,", "Erin Coates", "Tucson"),
    *("Graduated", "Bachelor", "Books", "Contributor", "Prescott", "Languages", "English", "Topics", "Politics", "Advertising"),
    *("What are", "Would love"),
)


def read_article(read: Reader, shared_data: Path, name: str, headline: bool) -> list[Words]:
    text = (shared_data / "articles" / f"{name}.txt").read_text("utf-8")
    blanked = "\n".join("" if line.startswith(BOILERPLATE) else line for line in text.split("\n"))
    return read(blanked, headline=headline)


@pytest.fixture
def sentinel(read: Reader, shared_data: Path) -> list[Words]:
    return read_article(read, shared_data, "national-sentinel", headline=False)


@pytest.fixture
def western(read: Reader, shared_data: Path) -> list[Words]:
    return read_article(read, shared_data, "western-journal", headline=True)


def with_words(found: list[Words], words: str) -> Words:
    (only,) = [each for each in found if any(words in piece for piece in each.content)]
    return only


def test_the_shared_passage_came_via_the_media_research_center(sentinel: list[Words], western: list[Words]) -> None:
    for found in (sentinel, western):
        passage = with_words(found, "take criminal aliens")
        assert (passage.source, passage.cue, passage.via) == ("the report", "said", ["the Media Research Center"])


def test_the_675_claim_rests_on_the_analysis_unit(sentinel: list[Words], western: list[Words]) -> None:
    for found in (sentinel, western):
        claim = with_words(found, "29,269")
        assert claim.basis == ["ERO’s Law Enforcement Systems and Analysis unit"]
        assert claim.source in ("the report", "it")


def test_the_policy_reads(sentinel: list[Words], western: list[Words]) -> None:
    for found in (sentinel, western):
        assert with_words(found, "serious criminal offenders").source == "ICE’s Detainer Policy"


def test_four_recommendations_to_the_agency(sentinel: list[Words], western: list[Words]) -> None:
    for found in (sentinel, western):
        recommended = [each for each in found if each.found.ordinal is not None]
        assert [each.found.ordinal for each in recommended] == [1, 2, 3, 4]
        assert {each.addressee for each in recommended} <= {"ICE", "the agency"}
        assert not any("2.4 million" in piece for each in recommended for piece in each.content)


def test_the_acting_inspector_general_speaks_once_in_two_pieces(sentinel: list[Words], western: list[Words]) -> None:
    for found in (sentinel, western):
        (kelly,) = [each for each in found if each.source == "Acting Inspector General John Kelly"]
        assert len(kelly.content) == 2


def test_the_first_sentence_has_the_report_for_its_source(sentinel: list[Words]) -> None:
    source = with_words(sentinel, "675 local").source or ""
    assert source.startswith("A new report")
    assert source.endswith("inspector general")


def test_headline_and_subpoenas(western: list[Words]) -> None:
    assert with_words(western, "There Are 675").source == "ICE"
    assert with_words(western, "up to 23").source == "the Department of Justice"
