"""Counts."""

from __future__ import annotations

from app.answers.claims import ClaimFilter, Claims
from app.answers.entities import Entities, EntityFilter
from app.answers.paging import Slice
from app.answers.stats import stats
from app.store.port import GraphReader


def test_counts_agree_with_what_is_there(reader: GraphReader, entities: Entities, claims: Claims) -> None:
    counted = stats(reader)
    assert (counted.documents, counted.articles, counted.primary) == (3, 2, 1)
    assert counted.entities == entities.list(EntityFilter(), Slice(1)).total == sum(counted.entities_by_type.values())
    assert counted.claims == claims.list(ClaimFilter(), Slice(1)).total
    assert counted.attributions == 7
    assert counted.sequence == 3
    assert counted.triples == reader.count()


def test_types_and_outlets_are_in_the_order_of_their_counts(reader: GraphReader) -> None:
    counted = stats(reader)
    numbers = list(counted.entities_by_type.values())
    assert numbers == sorted(numbers, reverse=True)
    assert counted.outlets == [("Dune Wire", 1), ("Harbor Post", 1)]
