"""The dictionaries answer as rdflib's store does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from app.validation.indexed import Indexed

NODES = st.sampled_from([URIRef(f"http://example.org/{name}") for name in "abc"])
VALUES = st.one_of(NODES, st.sampled_from([Literal("a"), Literal(1), Literal("a", lang="en")]))
TRIPLES = st.lists(st.tuples(NODES, NODES, VALUES), max_size=12)
PATTERN = st.tuples(st.none() | NODES, st.none() | NODES, st.none() | VALUES)


@given(TRIPLES, TRIPLES, PATTERN)
def test_every_pattern_finds_the_same(first: list, second: list, pattern: tuple) -> None:
    parts = [Graph(), Graph()]
    union = Graph()
    for part, triples in zip(parts, (first, second), strict=True):
        for triple in triples:
            part.add(triple)
            union.add(triple)
    indexed = Indexed(parts)
    subject, name, value = pattern
    assert len(indexed) == len(union)
    assert sorted(indexed.triples(pattern)) == sorted(union.triples(pattern))
    assert sorted(indexed.objects(subject, name)) == sorted(union.objects(subject, name))
    assert sorted(indexed.subjects(name, value)) == sorted(union.subjects(name, value))
    assert (pattern in indexed) == (pattern in union)
