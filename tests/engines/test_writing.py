"""Changes as SPARQL Update, cut into requests."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from app.store.remote.writing import BATCH, DELETE, INSERT, MOST, Data, Emptied, Only, data, joined, requests, text

P = NamedNode("http://example.org/p")
G = "http://example.org/g"


def triple(number: int, value: str = "x") -> Triple:
    return Triple(NamedNode(f"http://example.org/{number}"), P, Literal(value))


NODES = st.integers(0, 12).map(lambda number: BlankNode(f"n{number}"))
TERMS = st.one_of(NODES, st.integers(0, 3).map(lambda number: NamedNode(f"http://example.org/{number}")))


@given(st.lists(st.builds(lambda one, other: Triple(one, P, other), TERMS, TERMS), max_size=30))
def test_what_shares_a_blank_node_stays_together(triples: list[Triple]) -> None:
    atoms = joined(triples)
    assert sorted(map(str, triples)) == sorted(str(each) for atom in atoms for each in atom)
    labels = [{term for each in atom for term in (each.subject, each.object) if isinstance(term, BlankNode)} for atom in atoms]
    assert sum(map(len, labels)) == len(set().union(*labels)) if labels else True


def test_a_nested_triple_counts_as_well() -> None:
    node = BlankNode()
    nested = Triple(NamedNode("http://example.org/s"), P, Triple(node, P, P))
    assert len(joined([nested, Triple(node, P, P)])) == 1


def test_many_triples_become_several_requests_in_order() -> None:
    operations = [Emptied(G), *data(INSERT, G, map(triple, range(2 * BATCH + 5)))]
    found = list(requests(operations))
    assert [operation for request in found for operation in request] == operations
    assert len(found) == 4
    assert max(sum(operation.size for operation in request) for request in found) <= BATCH


def test_long_triples_become_several_requests() -> None:
    operations = [Data(INSERT, G, ((triple(number, "x" * (MOST // 3)),),)) for number in range(5)]
    assert [len(request) for request in requests(operations)] == [2, 2, 1]


def test_few_operations_are_one_request() -> None:
    operations = [Emptied(G), *data(INSERT, G, [triple(1)]), *data(DELETE, G, [triple(2)])]
    assert list(requests(operations)) == [operations]


def test_the_text_does_what_it_says() -> None:
    store = Store()
    store.update(text([*data(INSERT, G, [triple(1), triple(2, '"} } ; DROP ALL #')]), *data(INSERT, f"{G}2", [triple(3)])]))
    assert len(store) == 3
    store.update(text(data(DELETE, G, [triple(2, '"} } ; DROP ALL #')])))
    assert len(store) == 2
    node = BlankNode()
    store.update(text([Emptied(G), *data(INSERT, G, [Triple(node, P, P), Triple(P, P, node)])]))
    (first, second) = sorted((quad for quad in store if quad.graph_name == NamedNode(G)), key=str)
    assert {first.subject, first.object} & {second.subject, second.object} > {P}
    store.update(text([Emptied(G), Emptied(f"{G}2")]))
    assert (len(store), list(store.named_graphs())) == (0, [])


def test_the_only_value_takes_the_place_of_all_others() -> None:
    store = Store()
    for number in (1, 2, 2, 3):
        store.update(text([Only(G, Triple(P, P, Literal(number)))]))
        assert [quad.object for quad in store] == [Literal(number)]
