"""Our own queries: values go in as terms, the default graph is the union, each query sees one state."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from app.errors import QuerySyntax
from app.graph.iris import Iris
from app.store.embedded import EmbeddedStore
from app.store.port import Change
from app.store.reader import SnapshotReader

P = NamedNode("http://example.org/p")
ONE, TWO = NamedNode("http://example.org/1"), NamedNode("http://example.org/2")


@pytest.fixture
def reader(tmp_path: Path):
    store = EmbeddedStore(tmp_path, Iris("http://example.org"))
    store.apply(
        Change(
            1, replace={"http://example.org/g": [Triple(ONE, P, Literal("x"))], "http://example.org/h": [Triple(TWO, P, ONE)]}
        )
    )
    store.publish()
    yield SnapshotReader(tmp_path)
    store.close()


def test_select_sees_the_union_of_all_graphs(reader: SnapshotReader):
    rows = reader.select("SELECT ?a ?c ?none { ?a <http://example.org/p> ?b . ?b <http://example.org/p> ?c }")
    assert rows == [{"a": TWO, "c": Literal("x")}]


def test_values_are_bound_as_terms(reader: SnapshotReader):
    query = "SELECT ?s ?wanted { ?s <http://example.org/p> ?wanted }"
    assert reader.select(query, {"wanted": Literal("x")}) == [{"s": ONE, "wanted": Literal("x")}]
    assert reader.select(query, {"wanted": Literal('x" } #')}) == []
    with pytest.raises(QuerySyntax, match="wanted"):
        reader.select("SELECT ?s { ?s <http://example.org/p> ?wanted }", {"wanted": Literal("x")})


def test_ask_and_construct(reader: SnapshotReader):
    assert reader.ask("ASK { ?s ?p ?o }", {"s": ONE})
    assert not reader.ask("ASK { ?s ?p ?o }", {"s": P})
    assert reader.construct("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o }", {"s": TWO}) == [Triple(ONE, P, TWO)]
    assert reader.count() == 3


def test_everything_can_be_read_while_the_writer_goes_on(reader: SnapshotReader, tmp_path: Path):
    quads = reader.quads()
    first = next(quads)
    assert len([first, *quads]) == 3


@pytest.mark.parametrize("method", ["select", "ask", "construct"])
def test_a_query_of_another_kind_is_an_error(reader: SnapshotReader, method: str):
    queries = {"select": "ASK {}", "ask": "CONSTRUCT WHERE { ?s ?p ?o }", "construct": "SELECT * {}"}
    with pytest.raises(QuerySyntax):
        getattr(reader, method)(queries[method])
    with pytest.raises(QuerySyntax):
        getattr(reader, method)("nonsense")
