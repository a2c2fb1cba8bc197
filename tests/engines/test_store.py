"""The writer into an engine elsewhere does what the embedded one does, and repairs what was cut off."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

from app.errors import EngineAway, EngineFailed, InvalidInput
from app.settings import Settings
from app.store.port import Change
from app.store.remote.connection import Connection
from app.store.remote.reader import RemoteStates
from app.store.remote.store import RemoteStore
from app.store.remote.writing import BATCH
from tests.engines.conftest import BASE
from tests.engines.places import Places

G, H = f"{BASE}/graph/g", f"{BASE}/graph/h"
P = NamedNode(f"{BASE}/p")
XSD = "http://www.w3.org/2001/XMLSchema#"


def triple(number: int, value: str = "x") -> Triple:
    return Triple(NamedNode(f"{BASE}/{number}"), P, Literal(value))


def content(store: RemoteStore, graph: str) -> set[str]:
    return {str(each) for each in store.triples(graph)}


def written(*triples: Triple) -> set[str]:
    return {str(each) for each in triples}


def canonical(triples: Iterable[Triple]) -> str:
    """The triples with labels of blank nodes that depend on nothing but the graph."""
    dataset = Dataset(Quad(each.subject, each.predicate, each.object) for each in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def test_a_new_engine_is_at_the_beginning(store: RemoteStore) -> None:
    assert store.position() == 0
    assert store.triples(G) == []


def test_a_change_replaces_removes_and_adds(store: RemoteStore) -> None:
    store.apply(Change(1, replace={G: [triple(1), triple(2)]}, add={H: [triple(3), triple(4)]}))
    assert (content(store, G), content(store, H)) == (written(triple(1), triple(2)), written(triple(3), triple(4)))
    store.apply(Change(2, replace={G: [triple(5)]}, remove={H: [triple(3)]}, add={H: [triple(6)]}))
    assert (content(store, G), content(store, H)) == (written(triple(5)), written(triple(4), triple(6)))
    store.apply(Change(3, replace={G: []}))
    assert (store.triples(G), store.position()) == ([], 3)


def test_applying_twice_is_applying_once(store: RemoteStore) -> None:
    change = Change(1, replace={G: [triple(1)]}, remove={H: [triple(2)]}, add={H: [triple(3)]})
    for _ in range(2):
        store.apply(change)
    assert (content(store, G), content(store, H), store.position()) == (written(triple(1)), written(triple(3)), 1)


VALUES = [
    Literal("plain"),
    Literal("é 😀 \t tab \n line \r \" quote \\ back '''"),
    Literal("} <x> ?y } ; DROP ALL #"),
    Literal(""),
    Literal("hallo", language="de"),
    Literal("7", datatype=NamedNode(f"{XSD}integer")),
    Literal("-12", datatype=NamedNode(f"{XSD}integer")),
    Literal("0.5", datatype=NamedNode(f"{XSD}decimal")),
    Literal("2400000", datatype=NamedNode(f"{XSD}decimal")),
    Literal("true", datatype=NamedNode(f"{XSD}boolean")),
    Literal("false", datatype=NamedNode(f"{XSD}boolean")),
    Literal("2018", datatype=NamedNode(f"{XSD}gYear")),
    Literal("2018-01", datatype=NamedNode(f"{XSD}gYearMonth")),
    Literal("2018-01-29", datatype=NamedNode(f"{XSD}date")),
    Literal("2026-01-02T03:04:05Z", datatype=NamedNode(f"{XSD}dateTime")),
    Literal("2026-01-02T03:04:05.5Z", datatype=NamedNode(f"{XSD}dateTime")),
    Literal("2026-01-02T03:04:05.123456Z", datatype=NamedNode(f"{XSD}dateTime")),
    Literal("x", datatype=NamedNode(f"{BASE}/own")),
    NamedNode("http://example.com/é?a=b&c#d"),
    Literal("long " * 40_000),
]
"""Values as our own graphs have them, and as people's may."""


@pytest.mark.parametrize("value", VALUES, ids=lambda value: str(value)[:30])
def test_values_come_back_as_they_went(store: RemoteStore, value: Literal | NamedNode) -> None:
    given = Triple(NamedNode(f"{BASE}/s"), P, value)
    store.apply(Change(1, replace={G: [given]}))
    assert store.triples(G) == [given]
    store.apply(Change(2, remove={G: [given]}, add={H: [given]}))
    assert (store.triples(G), store.triples(H)) == ([], [given])


def chain(length: int) -> list[Triple]:
    """Triples that blank nodes join."""
    nodes = [BlankNode() for _ in range(length + 1)]
    return [Triple(one, P, other) for one, other in pairwise(nodes)]


def test_blank_nodes_stay_joined(store: RemoteStore) -> None:
    given = [*chain(20), *chain(3), triple(1)]
    for _ in range(2):
        store.apply(Change(1, replace={G: given}))
        assert canonical(store.triples(G)) == canonical(given)


@pytest.mark.parametrize("by_graph_store", [True, False])
def test_a_large_graph_goes_whole(remote: Settings, by_graph_store: bool) -> None:
    if not by_graph_store:
        remote = remote.model_copy(update={"store_graph_url": None})
    elif remote.store_graph_url is None:
        remote = remote.model_copy(update={"store_graph_url": str(remote.store_update_url).replace("/update", "/store")})
    given = [*map(triple, range(2 * BATCH)), *chain(5)]
    with closing(RemoteStore(remote)) as store:
        store.apply(Change(1, replace={G: [triple(-1)], H: []}))
        store.apply(Change(2, replace={G: given}))
        found = store.triples(G)
        assert (len(found), store.position()) == (len(given), 2)
        assert canonical(found) == canonical(given)
        store.apply(Change(3, remove={G: given[: BATCH + 10]}))
        assert len(store.triples(G)) == len(given) - BATCH - 10


def test_what_was_cut_off_is_repaired_by_applying_it_again(store: RemoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.apply(Change(1, replace={G: [triple(1)]}, add={H: [triple(2)]}))
    change = Change(2, replace={G: list(map(triple, range(3, BATCH)))}, remove={H: [triple(2)]}, add={H: [triple(9)] * 1})
    update, done = Connection.update, list[str]()

    def cut_off(connection: Connection, text: str) -> None:
        if done:
            raise EngineAway("it was cut off")
        done.append(text)
        update(connection, text)

    monkeypatch.setattr(Connection, "update", cut_off)
    with pytest.raises(EngineAway):
        store.apply(Change(2, change.replace, change.remove, {H: [triple(9), *map(triple, range(BATCH))]}))
    monkeypatch.undo()
    assert store.position() == 1
    store.apply(change)
    assert store.position() == 2
    assert len(store.triples(G)) == BATCH - 3
    assert str(triple(2)) not in content(store, H)


def test_states_have_names_of_their_own(store: RemoteStore, remote: Settings) -> None:
    with closing(RemoteStates(remote)) as states:
        assert states.sequence() == 0
        store.apply(Change(3, replace={G: [triple(1)]}))
        assert states.sequence() == 0, "nothing is seen before it is published"
        assert store.publish() == "3"
        assert store.publish() == "3"
        assert (states.name(), states.sequence()) == ("3", 3)
        store.apply(Change(3, replace={G: [triple(2)]}))
        assert store.publish() == "3-2"
        store.clear()
        assert states.sequence() == 0
        store.apply(Change(3, replace={G: [triple(2)]}))
        assert (store.publish(), states.name()) == ("3-3", "3-3")
        store.apply(Change(12))
        assert (store.publish(), states.sequence()) == ("12", 12)


def test_another_process_goes_on_where_one_ended(store: RemoteStore, remote: Settings) -> None:
    store.apply(Change(3, replace={G: [triple(1)]}))
    store.publish()
    with closing(RemoteStore(remote)) as other:
        assert other.position() == 3
        other.apply(Change(4, add={G: [triple(2)]}))
        assert other.publish() == "4"


def test_only_what_is_below_the_base_is_cleared(store: RemoteStore, remote: Settings) -> None:
    others = "http://example.organisation/graph"
    with closing(Connection(remote)) as connection:
        connection.update(f"INSERT DATA {{ GRAPH <{others}> {{ <{others}> <{P.value}> 1 }} }}")
        store.apply(Change(1, replace={f"{G}{number}": [triple(number)] for number in range(20)}))
        store.clear()
        assert (store.position(), store.triples(f"{G}7")) == (0, [])
        assert len(store.triples(others)) == 1
        connection.update(f"CLEAR GRAPH <{others}>")


def test_an_update_service_of_other_data_is_noticed(
    store: RemoteStore, remote: Settings, kind: str, all_places: dict[str, Places], tmp_path: Path
) -> None:
    store.apply(Change(1, replace={G: [triple(1)]}))
    other = all_places[kind].take(Settings(data=tmp_path / "other"))
    update = {"store_update_url": other.store_update_url, "store_graph_url": other.store_graph_url}
    with closing(RemoteStore(remote.model_copy(update=update))) as wrong, pytest.raises(EngineFailed, match="other data"):
        wrong.clear()
    all_places[kind].leave(other.data)


def test_one_value_that_an_engine_refuses_stops_nothing_else(
    store: RemoteStore, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    odd = Triple(NamedNode(f"{BASE}/odd"), P, Literal("no number", datatype=NamedNode(f"{XSD}integer")))
    with caplog.at_level(logging.ERROR):
        store.apply(Change(1, replace={G: [triple(1), odd, triple(2)]}, add={H: [triple(3)]}))
    assert store.position() == 1
    assert content(store, H) == written(triple(3))
    assert content(store, G) == written(triple(1), triple(2), *([] if kind == "virtuoso" else [odd]))
    assert ("left out" in caplog.text) == (kind == "virtuoso")


def test_an_engine_that_refuses_everything_is_an_error(remote: Settings, kind: str) -> None:
    if kind == "virtuoso":
        wrong = remote.model_copy(update={"store_auth": "none"})
    else:
        wrong = remote.model_copy(update={"store_update_url": str(remote.store_update_url).replace("/update", "/query")})
    with closing(RemoteStore(wrong)) as store, pytest.raises(EngineFailed, match="SAYSO_STORE"):
        store.apply(Change(1, replace={G: [triple(1)]}))


def test_without_an_address_for_updates_nothing_is_written(remote: Settings) -> None:
    with pytest.raises(InvalidInput, match="SAYSO_STORE_UPDATE_URL"):
        RemoteStore(remote.model_copy(update={"store_update_url": None}))
