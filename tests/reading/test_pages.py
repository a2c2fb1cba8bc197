"""Text and metadata of web pages."""

import pytest

from app.errors import UnreadableDocument
from app.model.document import Metadata, Role
from app.reading.documents import read_html
from app.reading.pages import read_page

PAGE = """<!DOCTYPE html><html><head><title>Ferry sails again | Herald</title>
<link rel="canonical" href="https://herald.example/ferry"><meta property="og:site_name" content="Herald">
<meta property="og:title" content="Ferry sails again"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2018-01-29T23:30:00-05:00"></head><body>
<nav><a href="/">Home</a></nav><article>{}<p>The ferry sailed at noon on Monday, the county said.</p>
<ul><li>It was late.</li><li>It was full.</li></ul><p>It has <b>two</b> decks<br>and a bell.</p></article>
<div id="comments" class="comments"><p>First comment, by a stranger.</p></div><footer>© Herald 2024</footer></body></html>"""


def test_a_page_gives_paragraphs_and_metadata() -> None:
    document = read_html(PAGE.format("<h1>Ferry sails again</h1>"), Metadata())
    assert document.text.split("\n\n") == [
        "Ferry sails again",
        "The ferry sailed at noon on Monday, the county said.",
        "It was late.",
        "It was full.",
        "It has two decks\nand a bell.",
    ]
    assert document.metadata == Metadata(
        url="https://herald.example/ferry",
        title="Ferry sails again",
        publisher="Herald",
        author="Ann Lee",
        published="2018-01-29",
    )


def test_the_title_is_put_in_front_where_the_text_lacks_it() -> None:
    document = read_html(PAGE.format(""), Metadata())
    assert document.text.startswith("Ferry sails again\n\nThe ferry")
    assert document.segments[0].role is Role.HEADLINE


def test_a_part_of_a_page_takes_the_given_title() -> None:
    document = read_html("<p>The ferry sailed at noon. It was late.</p>", Metadata(title="Ferry sails"))
    assert document.text == "Ferry sails\n\nThe ferry sailed at noon. It was late."


def test_what_cannot_be_is_not_taken_from_a_page() -> None:
    page = PAGE.replace("https://herald.example/ferry", "/ferry").replace("2018-01-29T23:30:00-05:00", "soon")
    known = read_page(page.format("")).known
    assert (known.url, known.published) == (None, None)


def test_a_date_is_not_guessed_from_a_copyright_line() -> None:
    assert (
        read_page(
            "<html><body><article><p>The ferry sailed at noon. It was late.</p></article><footer>© 2019</footer>"
        ).known.published
        is None
    )


@pytest.mark.parametrize(
    "page", ["", "<html><img src=a></html>", "<p></p>", "<html><body><nav>Home News Sport</nav></body></html>"]
)
def test_pages_without_text_are_refused(page: str) -> None:
    with pytest.raises(UnreadableDocument, match="no article text"):
        read_page(page)
