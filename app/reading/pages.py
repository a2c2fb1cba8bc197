"""The text and metadata of a web page, taken out by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from app.errors import InvalidInput, UnreadableDocument
from app.reading.links import links
from app.reading.metadata import Known, is_web_address, known
from app.reading.published import normal_date
from app.reading.segments.shape import normal

BLOCKS = frozenset({"p", "head", "item", "quote", "code", "row", "ab", "list", "table", "cell", "div"})
LEAST_WORDS = 5
LEAST_LOOSE_WORDS = 25
"""Words that a page without a single sentence must have: fewer are the menu of a page without an article."""

DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
"""Dates that the page states, never one guessed from a copyright line."""


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: paragraphs separated by blank lines, title first; and what the page says of its publication.

    ``links`` are the addresses to which words of the article link.
    """

    text: str
    known: Known
    links: tuple[str, ...] = ()


class Element(Protocol):
    """What is used of an XML element."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Element]:
        """The children."""

    def itertext(self) -> Iterator[str]:
        """All text below."""


class Extracted(Protocol):
    """What is used of trafilatura's result."""

    body: Element | None
    title: str | None
    author: str | None
    url: str | None
    date: str | None
    sitename: str | None


def read_page(html: str, title: str | None = None, url: str | None = None) -> Page:
    """Take the article out of a page; comments, menus and scripts stay behind.

    Where the article does not begin with its title, the page's own (or else ``title``) is put in front, so that what the
    headline claims has a place in the text. ``url`` is the page's address where it is known better than the page knows it.
    Raises ``UnreadableDocument`` where there is no text.
    """
    found = _extracted(html)
    blocks = list(_blocks(found.body)) if found is not None and found.body is not None else []
    words = sum(len(block.split()) for block in blocks)
    sentences = any(re.search(r"[.!?…][\"”’')]*$", block) for block in blocks)
    if found is None or words < LEAST_WORDS or (not sentences and words < LEAST_LOOSE_WORDS):
        raise UnreadableDocument("no article text was found in the page")
    stated = _stated(found)
    heading = stated.title or title
    if heading and not _begins_with(blocks, heading):
        blocks.insert(0, heading)
    return Page("\n\n".join(blocks), stated, links(html, blocks, url or stated.url))


def _extracted(html: str) -> Extracted | None:
    from trafilatura import bare_extraction  # takes half a second to import: only who reads pages pays for it

    try:
        found = bare_extraction(_whole(html), include_comments=False, with_metadata=True, date_extraction_params=dict(DATES))
    except Exception as error:  # a stranger's page: whatever it does to the parser is this page's failure alone
        raise UnreadableDocument(f"the page cannot be parsed ({type(error).__name__})") from error
    return cast("Extracted | None", found)


def _whole(html: str) -> str:
    """The page itself, or a page around a part of one: trafilatura passes over loose paragraphs."""
    return (
        html if re.search(r"<(?:html|body)\b", html, re.IGNORECASE) else f"<html><body><article>{html}</article></body></html>"
    )


def _blocks(element: Element) -> Iterator[str]:
    """The paragraphs of trafilatura's tree in order; inline elements belong to the paragraph around them."""
    words: list[str] = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS and element.tag != "row":
            yield from _paragraph(words)
            words = []
            yield from _blocks(child)
        elif child.tag == "cell":
            words.append(" | " if words and words[-1].strip() else "")
            words.append("".join(child.itertext()))
        elif child.tag == "lb":
            words.append("\n")
        else:
            words.append("".join(child.itertext()))
        words.append(child.tail or "")
    yield from _paragraph(words)


def _paragraph(words: list[str]) -> Iterator[str]:
    lines = (re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in "".join(words).split("\n"))
    if paragraph := "\n".join(line for line in lines if line):
        yield paragraph


def _begins_with(blocks: list[str], title: str) -> bool:
    wanted = normal(title)
    return any(
        normal(block).startswith(wanted) or (len(normal(block)) > 15 and wanted.startswith(normal(block)))
        for block in blocks[:2]
    )


def _stated(found: Extracted) -> Known:
    """What the page says of itself, without what cannot be: a site's handle for its name, a relative address, half a date."""
    sitename = None if (found.sitename or "").startswith("@") else found.sitename
    url = found.url if found.url and is_web_address(found.url) else None
    author = (found.author or "").replace("; ", ", ") or None
    stated = {"title": found.title, "publisher": sitename, "author": author, "url": url, "published": _date(found.date)}
    return known(stated)


def _date(value: str | None) -> str | None:
    try:
        return normal_date(value) if value else None
    except InvalidInput:
        return None
