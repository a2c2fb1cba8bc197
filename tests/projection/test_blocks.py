"""The blocks of wordings find every pair that says the same, and pass over pairs that a glance tells apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.joining.alike import same
from app.joining.blocking import blocks
from app.joining.facets import Facets
from app.projection.blocks import Blocks
from app.projection.database import SCHEMA
from tests.joining.made import facets, measure

WORDS = "welds bridges inspections cracked overdue trucks culverts closed repaired floods".split()
BODIES = ("marlow", "calder", "pelham")
NUMBERS = (7, 62, 620, 29_269, 29_000, 30_000, 2.37e6, 2.4e6, None)
MONTHS = ("2015-03", "2015-06", "2015-07", "2016-12", "2015", None)

figures = st.builds(
    lambda value, counted, share: measure(value, counted, ends=None if value else (10.0, 62.0), share=share),
    st.sampled_from(NUMBERS),
    st.sampled_from(("spans", "spans", "trucks")),
    st.booleans(),
)
said = st.builds(
    lambda words, named, context, measures, wish, published, key: facets(
        " ".join(words), *measures, named=tuple(named), context=tuple(context), wish=wish, published=published, key=key
    ),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8, unique=True),
    st.lists(st.sampled_from(BODIES), max_size=2, unique=True),
    st.lists(st.sampled_from(BODIES), max_size=1),
    st.lists(figures, max_size=2),
    st.sampled_from((False, False, True)),
    st.sampled_from(MONTHS),
    st.one_of(st.none(), st.sampled_from(("words:one", "words:other"))),
)


@pytest.fixture
def kept() -> Iterator[Blocks]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        yield Blocks(connection)


@settings(deadline=None, max_examples=300)
@given(some=st.lists(said, min_size=2, max_size=12))
def test_all_that_say_the_same_and_share_a_block_are_found(some: list[Facets]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        kept = Blocks(connection)
        for number, each in enumerate(some):
            kept.put(number, each)
        numbers = [{block.number for block in blocks(each)} for each in some]
        for number, each in enumerate(some):
            one_claim = {
                other
                for other, its in enumerate(some)
                if not numbers[number].isdisjoint(numbers[other]) and same(each, its) is not None
            }
            assert one_claim <= kept.sharing(each)


ELSEWHERE = facets("inspections were overdue at bridges", named=("marlow",), context=("roads",), published="2015-03")


def test_the_same_words_of_other_bodies_are_passed_over(kept: Blocks) -> None:
    kept.put(1, ELSEWHERE)
    assert (
        kept.sharing(facets("inspections were overdue at bridges", named=("pelham",), context=("roads",), published="2015-03"))
        == set()
    )
    assert kept.sharing(facets("inspections were overdue at bridges", context=("roads",), published="2015-03")) == {1}


def test_another_number_is_passed_over_when_it_is_long_ago(kept: Blocks) -> None:
    kept.put(
        1, facets("bridges were overdue for inspections", measure(29_269, "bridges"), named=("marlow",), published="2015-03")
    )
    for value, published, found in ((620, "2018-03", set()), (620, "2015-04", {1}), (29_000, "2018-03", {1}), (620, None, {1})):
        asked = facets("inspections of bridges were overdue", measure(value, "bridges"), named=("marlow",), published=published)
        assert kept.sharing(asked) == found


def test_a_wording_that_goes_leaves_nothing(kept: Blocks) -> None:
    kept.put(1, ELSEWHERE)
    kept.put(2, replace(ELSEWHERE, polarity=None))
    kept.remove(1, ELSEWHERE)
    assert kept.sharing(ELSEWHERE) == {2}
