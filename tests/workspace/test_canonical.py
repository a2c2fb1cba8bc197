"""The same graph is the same bytes; two graphs never share a blank node."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from app.workspace.canonical import canonical, merged, triples_of
from tests.isomorphism import alike

NODES = [NamedNode(f"http://e/{name}") for name in "abc"]
LITERALS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(Literal)
TERMS = st.one_of(st.sampled_from([*NODES, *(BlankNode(f"n{number}") for number in range(4))]))
TRIPLES = st.builds(Triple, TERMS, st.sampled_from(NODES), st.one_of(TERMS, LITERALS))


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(f"@prefix : <http://e/> . {text}", RdfFormat.TURTLE, rename_blank_nodes=True)]


def shuffled(graph: list[Triple], seed: int) -> list[Triple]:
    """The same graph in another order, with other labels."""
    labels: dict[BlankNode, BlankNode] = {}

    def other(term: object) -> object:
        return labels.setdefault(term, BlankNode()) if isinstance(term, BlankNode) else term

    renamed = [Triple(other(each.subject), each.predicate, other(each.object)) for each in graph]
    random.Random(seed).shuffle(renamed)
    return renamed


@settings(deadline=None)
@given(st.lists(TRIPLES, max_size=12))
def test_nothing_is_lost_or_added(graph: list[Triple]) -> None:
    content = canonical(graph)
    assert alike(graph, triples_of(content))
    assert content.count(b"\n") == len(set(graph))


@settings(deadline=None)
@given(st.lists(TRIPLES, max_size=12), st.integers())
def test_another_order_and_other_labels_are_the_same_bytes_unless_nodes_are_alike(graph: list[Triple], seed: int) -> None:
    one, other = canonical(graph), canonical(shuffled(graph, seed))
    assert alike(triples_of(one), triples_of(other))
    if b"_:" not in one:
        assert one == other


def test_blank_nodes_are_told_apart_by_what_is_said_around_them() -> None:
    text = ":a :p [ :q [ :r 1 ] ] , [ :q [ :r 2 ] ] . [] :list ( 1 2 3 1 2 ) ."
    contents = {canonical(shuffled(turtle(text), seed)) for seed in range(20)}
    assert len(contents) == 1


def test_a_graph_made_to_keep_canonicalisation_busy_ends_soon() -> None:
    clique = [BlankNode(f"n{number}") for number in range(60)]
    graph = [Triple(one, NODES[0], other) for one in clique for other in clique if one != other]
    assert canonical(graph).count(b"\n") == 60 * 59


def test_a_merge_keeps_blank_nodes_apart_and_makes_one_of_equal_triples() -> None:
    content = canonical(turtle(':a :p 1 . _:x :q "same" .'))
    both = merged(content, content)
    assert both.count(b"\n") == 3
    assert len({each.subject for each in triples_of(both) if isinstance(each.subject, BlankNode)}) == 2


def test_line_ends_of_other_alphabets_break_nothing() -> None:
    text = "one\u2028two\u2029three\x0bfour\x85five\r\nsix"
    content = canonical([Triple(NODES[0], NODES[1], Literal(text))])
    assert content.count(b"\n") == 1
    assert [each.object for each in triples_of(merged(content, content))] == [Literal(text)]
