"""The links of an article: those that stand in paragraphs of its text, not in the page's menus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, cast
from urllib.parse import quote, urldefrag, urljoin

from app.reading.metadata import UNSAFE_IN_IRI, is_web_address
from app.reading.segments.shape import normal

PARAGRAPHS = ("p", "li", "blockquote", "td", "dd", "h1", "h2", "h3", "h4", "figcaption", "div")
MOST_LINKS = 200
"""Links that are kept of a page: an article has a few dozen, a list of links is none."""


class Element(Protocol):
    """What is used of an element of a page."""

    def get(self, name: str) -> str | None:
        """An attribute's value."""

    def iter(self, tag: str) -> Iterator[Element]:
        """The elements below with this tag, in the page's order."""

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """The elements around it with one of these tags, from the inside."""

    def itertext(self) -> Iterator[str]:
        """All text below."""


def links(html: str, blocks: Iterable[str], url: str | None) -> tuple[str, ...]:
    """The absolute addresses that the paragraphs in ``blocks`` link to, each once, in the page's order.

    ``url`` is the page's own address, from which relative links are read; without it they are left out, as links within the
    page always are. trafilatura could keep links itself, but then it drops other paragraphs: the same page had another text.
    """
    wanted = {normal(block) for block in blocks}
    found = (_absolute(target, url) for words, target in _targets(html) if normal(words) in wanted)
    return tuple(dict.fromkeys(address for address in found if address is not None))[:MOST_LINKS]


def _targets(html: str) -> Iterator[tuple[str, str]]:
    """The words of its paragraph and the target of each link."""
    from trafilatura import load_html  # as slow to import as the rest of it: only who reads pages pays for it

    page = cast("Element | None", load_html(html))
    for link in page.iter("a") if page is not None else ():
        paragraph = next(link.iterancestors(*PARAGRAPHS), None)
        target = link.get("href")
        if target and paragraph is not None:
            yield "".join(paragraph.itertext()), target


def _absolute(target: str, url: str | None) -> str | None:
    try:
        joined = urldefrag(urljoin(url or "", target.strip())).url
    except ValueError:
        return None
    if not is_web_address(joined) or (url is not None and joined == urldefrag(url).url):
        return None
    return UNSAFE_IN_IRI.sub(lambda found: quote(found[0]), joined)
