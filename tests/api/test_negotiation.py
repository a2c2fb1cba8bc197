"""Which format a request gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.negotiation import best, prefers
from app.errors import NotAcceptable

OFFERED = ("text/turtle", "application/ld+json", "text/html")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/*", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("Application/LD+JSON", "application/ld+json"),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", "application/ld+json"),
        ("text/turtle;q=0, */*", "application/ld+json"),
        ('application/ld+json;profile="x", text/turtle;q=0.9', "application/ld+json"),
        (BROWSER, "text/html"),
        ("application/pdf, text/turtle;q=0.1", "text/turtle"),
        ("nonsense", "text/turtle"),
        ("*/*;q=0.1, text/html;q=0.2", "text/html"),
        ("text/html;q=huge, text/turtle;q=0.1", "text/turtle"),
    ],
)
def test_the_best_of_what_is_offered(accept: str | None, media: str) -> None:
    assert best(accept, OFFERED) == media


@pytest.mark.parametrize("accept", ["application/pdf", "text/turtle;q=0", "image/*", "*/*;q=0"])
def test_what_cannot_be_given_is_refused_with_what_can(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="text/turtle"):
        best(accept, ("text/turtle",))


@pytest.mark.parametrize(
    ("accept", "wins"),
    [
        (BROWSER, True),
        ("*/*", False),
        (None, False),
        ("text/turtle", False),
        ("text/turtle, text/html;q=0.5", False),
        ("text/html;q=0", False),
    ],
)
def test_a_page_is_for_who_names_it(accept: str | None, wins: bool) -> None:
    assert prefers(accept, "text/html", "text/turtle") is wins


@given(st.text())
def test_no_header_breaks_it(accept: str) -> None:
    try:
        assert best(accept, OFFERED) in OFFERED
    except NotAcceptable:
        assert "q" in accept.lower() or "/" in accept
