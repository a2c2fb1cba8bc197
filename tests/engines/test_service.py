"""The whole service over an engine elsewhere: projection, rebuild, and what it says when the engine is gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Quad
from starlette.testclient import TestClient

from app.api import create_app
from app.errors import EngineAway
from app.projection.linking import Linking
from app.projection.projector import Projector
from app.publishing import published_after
from app.settings import Settings
from app.store.port import Change
from app.store.remote.connection import Connection
from app.store.remote.reader import RemoteStates
from app.store.remote.store import RemoteStore
from tests.engines.servers import Oxigraph
from tests.projection.world import IRIS, World, build, resolve

HISTORY = ["e:s1:Ada c:words", "e:s1,s2:Ada c:words!", "e:s2:Byron@Office c:others", 'e:w1:C 😀 "quoted" \\ c:}']
PACKAGED = {"ontology": [b'@prefix : <http://example.org/> . [] :p [ :q 1 ] . :s :p "x" .']}


class RemoteWorld(World):
    """The small world of the projection's tests, its graph elsewhere."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.data, packaged=PACKAGED)
        self.projector.close()
        self.store.close()
        self.store = RemoteStore(settings)  # type: ignore[assignment]
        path = settings.data / "remote.sqlite"
        self.projector = Projector(self.ledger, self.store, path, IRIS, Linking(resolve, build), PACKAGED, "1")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with closing(World(tmp_path / "embedded", packaged=PACKAGED)) as made:
        yield made


@pytest.fixture
def there(remote: Settings) -> Iterator[World]:
    with closing(RemoteWorld(remote)) as made:
        yield made


def same(quads: Iterator[Quad]) -> list[str]:
    """Quads without times and state; a blank node is as good as another."""
    timed = ("#added", "#endedAtTime")
    said = (quad for quad in quads if not quad.graph_name.value.endswith("/dataset"))
    decided = (
        quad for quad in said if not (quad.graph_name.value.endswith("/decisions") and quad.predicate.value.endswith(timed))
    )
    kept = (quad for quad in decided if not quad.predicate.value.endswith(timed[:1]))
    return sorted(" ".join("_" if isinstance(term, BlankNode) else str(term) for term in quad) for quad in kept)


def content(settings: Settings) -> list[str]:
    with closing(RemoteStates(settings)) as states:
        return same(states.newest().quads())


def test_the_same_history_gives_the_same_graph(here: World, there: World, remote: Settings) -> None:
    for world in (here, there):
        world.add(*HISTORY)
        world.retract(HISTORY[1])
        world.projector.catch_up()
        world.projector.publish()
    assert content(remote) == same(here.store.quads())
    there.projector.rebuild()
    there.projector.publish()
    assert content(remote) == same(here.store.quads())


def test_an_interruption_at_any_request_changes_nothing(
    here: World, there: World, remote: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.add(*HISTORY)
    here.projector.catch_up()
    update, left = Connection.update, [0]

    def interrupted(connection: Connection, text: str) -> None:
        if not left[0]:
            raise EngineAway("cut off")
        left[0] -= 1
        update(connection, text)

    there.projector.catch_up()
    monkeypatch.setattr(Connection, "update", interrupted)
    for number, text in enumerate(HISTORY):
        there.add(text)
        left[0] = number % 2
        while there.projector.position() < there.ledger.last():
            try:
                there.projector.catch_up()
            except EngineAway:
                left[0] = 1 + number % 2
    monkeypatch.undo()
    there.projector.publish()
    assert content(remote) == same(here.store.quads())


def test_nobody_reads_a_graph_that_is_being_built_anew(there: World, remote: Settings) -> None:
    there.add(*HISTORY)
    there.projector.catch_up()
    there.projector.publish()
    there.store.clear()
    there.store.apply(Change(1))
    with closing(RemoteStates(remote)) as states:
        assert states.sequence() == 0
        assert not states.wait_for(1, 0.1)


def test_an_empty_ledger_has_a_state_too(remote: Settings) -> None:
    published_after(remote, 0)
    with closing(RemoteStates(remote)) as states:
        assert states.newest().snapshot() == "0"
        assert states.newest().count() > 500


def test_an_engine_that_is_gone_is_said_to_be_and_comes_back(tmp_path: Path) -> None:
    server = Oxigraph(tmp_path)
    settings = Settings(data=tmp_path / "data", **server.settings)
    with TestClient(create_app(settings, "127.0.0.1"), raise_server_exceptions=False) as client:
        assert client.get("/readyz").json()["engine"] == "ok: snapshot 0"
        assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        server.stop()
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["engine"]) == (503, "failed: EngineAway")
        for path in ("/sparql?query=ASK%7B%7D", "/api/stats"):
            answer = client.get(path)
            assert (answer.status_code, answer.json()["type"].partition("#")[2]) == (503, "EngineAway")
            assert server.address.rpartition(":")[2] not in answer.text
            assert answer.headers["retry-after"] == "1"
        assert client.get("/healthz").status_code == 200
