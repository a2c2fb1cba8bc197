"""The two real articles: what MODEL.md's table says is not part of them is boilerplate, and all else is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.document import Document, Role
from app.reading.documents import read_all
from app.reading.sources import sources


@pytest.fixture(scope="module")
def articles(shared_data: Path) -> dict[str, Document]:
    found = list(read_all(sources([str(shared_data / "articles")], limit=100_000)))
    assert all(isinstance(one, Document) for one in found)
    return {one.metadata.publisher or "": one for one in found if isinstance(one, Document)}


def starting(document: Document, start: str) -> list[Role]:
    return [one.role for one in document.segments if one.span.of(document.text).startswith(start)]


def test_both_are_read_with_their_side_file(articles: dict[str, Document]) -> None:
    assert set(articles) == {"The National Sentinel", "The Western Journal"}
    assert articles["The National Sentinel"].metadata.published == "2018-01-29"
    assert articles["The Western Journal"].metadata.author == "Erin Coates"
    assert {one.language for one in articles.values()} == {"en"}


@pytest.mark.parametrize(
    ("outlet", "start"),
    [
        ("The National Sentinel", "Advertising disclaimer"),
        ("The National Sentinel", "What are your thoughts?"),
        ("The National Sentinel", "Would love your thoughts"),
        ("The Western Journal", "Biden Drops"),
        ("The Western Journal", "Heroic Off-Duty"),
        ("The Western Journal", "Should these jurisdictions"),
        ("The Western Journal", "Truth and Accuracy"),
        ("The Western Journal", "Submit a Correction"),
        ("The Western Journal", "We are committed"),
        ("The Western Journal", ", , ,"),
        ("The Western Journal", "Erin Coates was"),
        ("The Western Journal", "Tucson"),
        ("The Western Journal", "Graduated"),
        ("The Western Journal", "Bachelor"),
        ("The Western Journal", "Books Written"),
        ("The Western Journal", "Contributor for"),
        ("The Western Journal", "Prescott"),
        ("The Western Journal", "Languages"),
        ("The Western Journal", "English, French"),
        ("The Western Journal", "Topics"),
        ("The Western Journal", "Politics, Health"),
    ],
)
def test_what_is_not_part_of_the_article_is_boilerplate(articles: dict[str, Document], outlet: str, start: str) -> None:
    roles = starting(articles[outlet], start)
    assert roles
    assert set(roles) == {Role.BOILERPLATE}


def test_all_else_is_headline_and_body(articles: dict[str, Document]) -> None:
    counts = {
        outlet: {role: sum(one.role is role for one in document.segments) for role in Role}
        for outlet, document in articles.items()
    }
    assert counts["The National Sentinel"] == {Role.HEADLINE: 0, Role.BYLINE: 0, Role.BODY: 15, Role.BOILERPLATE: 3}
    assert counts["The Western Journal"] == {Role.HEADLINE: 1, Role.BYLINE: 0, Role.BODY: 16, Role.BOILERPLATE: 19}
    assert starting(articles["The Western Journal"], "ICE: There Are 675") == [Role.HEADLINE]
