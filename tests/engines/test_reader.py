"""Our own queries over HTTP."""

from __future__ import annotations

from contextlib import closing
from typing import ClassVar

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from app.errors import DataFolder, EngineAway, EngineFailed, QuerySyntax
from app.graph.iris import Iris
from app.settings import Settings
from app.store.port import Change, Term
from app.store.remote.connection import Connection
from app.store.remote.reader import RemoteStates, State, bound
from app.store.remote.store import RemoteStore
from tests.engines.conftest import BASE
from tests.engines.servers import free_port

G, H = f"{BASE}/graph/g", f"{BASE}/graph/h"
P = NamedNode(f"{BASE}/p")
S, T = NamedNode(f"{BASE}/s"), NamedNode(f"{BASE}/t")
NASTY = '"} UNION { ?s ?p ?o } # \\ \n'


@pytest.fixture
def states(store: RemoteStore, remote: Settings):
    store.apply(Change(5, replace={G: [Triple(S, P, Literal("one")), Triple(S, P, Literal(NASTY))], H: [Triple(T, P, S)]}))
    store.publish()
    with closing(RemoteStates(remote)) as made:
        yield made


def test_before_the_first_state_there_is_nothing_to_read(remote: Settings, store: RemoteStore) -> None:
    with closing(RemoteStates(remote)) as states:
        assert states.sequence() == 0
        assert not states.wait_for(1, 0.1)
        with pytest.raises(DataFolder):
            states.newest()


def test_the_default_graph_is_the_union(states: RemoteStates) -> None:
    reader = states.newest()
    assert reader.snapshot() == "5"
    rows = reader.select(f"SELECT ?s ?o {{ ?s <{P.value}> ?o }}")
    assert {(row["s"], row["o"]) for row in rows} == {(S, Literal("one")), (S, Literal(NASTY)), (T, S)}
    assert reader.ask(f"ASK {{ ?t <{P.value}> ?s . ?s <{P.value}> 'one' }}")


def test_unbound_variables_are_left_out(states: RemoteStates) -> None:
    assert states.newest().select("SELECT ?s ?never { VALUES ?s { 1 } }")[0].keys() == {"s"}


def test_a_value_that_is_being_replaced_is_looked_for_again(remote: Settings) -> None:
    class Replacing(State):
        """Virtuoso's answers while another connection writes: solutions without their value, and then the value."""

        answers: ClassVar[list[list[dict[str, Term]]]] = [[{}], [{"value": Literal("7")}]]

        def select(self, query: str, bindings: object = None) -> list[dict[str, Term]]:
            return self.answers.pop(0)

    with closing(Connection(remote)) as connection:
        assert Replacing(connection, Iris(BASE), 1).name() == "7"


@pytest.mark.parametrize("query", ["SELECT ?s ?o {{ ?s {p} ?o }}", "select ?s ?o where {{ ?s {p} ?o }}"])
def test_values_are_bound_and_stay_values(states: RemoteStates, query: str) -> None:
    reader, text = states.newest(), query.format(p=P)
    assert reader.select(text, {"o": Literal(NASTY)}) == [{"s": S, "o": Literal(NASTY)}]
    assert reader.select(text, {"s": T, "o": S}) == [{"s": T, "o": S}]
    assert reader.select(text, {"o": Literal("none")}) == []


def test_yes_or_no_and_triples(states: RemoteStates) -> None:
    reader = states.newest()
    assert reader.ask(f"ASK {{ ?s {P} ?o }}", {"s": T})
    assert not reader.ask(f"ASK {{ ?s {P} ?o }}", {"s": P})
    built = reader.construct(f"CONSTRUCT {{ ?s {P} ?o }} WHERE {{ ?s {P} ?o }}", {"o": Literal(NASTY)})
    assert built == [Triple(S, P, Literal(NASTY))]
    assert len(reader.construct(f"DESCRIBE {T}")) >= 1


def test_a_query_of_another_kind_is_an_error(states: RemoteStates) -> None:
    with pytest.raises(QuerySyntax, match="SELECT"):
        states.newest().select("ASK {}")
    with pytest.raises(QuerySyntax, match="ASK"):
        states.newest().ask("SELECT * { ?s ?p ?o } LIMIT 1")


def test_everything_is_what_is_below_the_base(states: RemoteStates) -> None:
    reader = states.newest()
    quads = list(reader.quads())
    assert {quad.graph_name.value for quad in quads} == {G, H, f"{BASE}/graph/dataset"}
    assert reader.count() == len(quads) == 5


def test_a_default_graph_that_is_no_union_is_said_to_be_none(states: RemoteStates, remote: Settings, kind: str) -> None:
    if kind == "virtuoso":
        address = f"{remote.store_url}?default-graph-uri=http://example.com/none"
    else:
        address = str(remote.store_url).partition("?")[0]
    wrong = remote.model_copy(update={"store_url": address})
    with closing(RemoteStates(wrong)) as there, pytest.raises(EngineFailed, match="union"):
        there.newest()


def test_an_engine_that_is_not_there_is_away(remote: Settings) -> None:
    gone = f"http://127.0.0.1:{free_port()}/query"
    with closing(RemoteStates(remote.model_copy(update={"store_url": gone}))) as states, pytest.raises(EngineAway):
        states.newest()


def test_values_come_first_in_the_group_of_the_query() -> None:
    terms = {"o": Literal('"'), "s": S}
    assert bound("ASK { ?s ?p ?o }", {}) == "ASK { ?s ?p ?o }"
    assert bound("ASK { ?s ?p ?o }", terms) == f'ASK {{ VALUES ?o {{ "\\"" }} VALUES ?s {{ {S} }}  ?s ?p ?o }}'
    assert bound("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p 2 }", {"s": S}).index("VALUES") > 25
