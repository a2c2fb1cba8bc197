"""Nothing that a stranger sends makes the service call an address: a real listener on loopback sees nothing.

Two locks are on that door, the guard and the kernel's filter of system calls, and each is tried without the other:
``test_guard.py`` has the guard alone, the last tests here the kernel alone. That the listener can see calls is shown by those
of services that the settings allow (see also ``test_service_queries.py``).
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.api import create_app
from app.errors import QueryRefused, SaysoError, ServiceFailed
from app.settings import Settings
from app.store import guard
from app.store.confinement import SOCKET
from app.store.pool import QueryPool
from tests.store.attempts import BY_SERVICE, HARMLESS, OTHERWISE, made, queries
from tests.store.listening import Listener, listening

FILTERED = pytest.mark.skipif(platform.machine() not in SOCKET, reason="no filter of system calls is known for this machine")
JOINED = "SELECT ?s ?found {{ ?s ?p ?o FILTER(?s = <http://example.org/3>) SERVICE <{}> {{ ?x ?y ?found }} }}"
UPDATES = ["LOAD <{u}>", "INSERT DATA { <{u}> <{u}> <{u}> }", "DELETE { ?s ?p ?o } USING <{u}> WHERE {}"]
FETCHING = {
    "application/ld+json": '{"@context": ["{u}", {"@import": "{u}"}], "@id": "http://example.org/a", "name": "x"}',
    "application/rdf+xml": """<?xml version="1.0"?><!DOCTYPE r SYSTEM "{u}" [<!ENTITY e SYSTEM "{u}">]>
        <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <r:Description r:about="x:a" xmlns:x="x:" x:b="&e;"/></r:RDF>""",
    "text/turtle": "@base <{u}> . @prefix : <{u}> . <> :imports <{u}> . @import <{u}> .",
    "text/html": "<html><script type='application/ld+json' src='{u}'></script></html>",
}
"""Graphs whose readers may think that they must fetch something first."""


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as here:
        yield here


@pytest.fixture(scope="module")
def pool(data: Path) -> Iterator[QueryPool]:
    quiet = QueryPool(Settings(data=data, readers=1, query_timeout=20))
    yield quiet
    quiet.close()


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[TestClient]:
    app = create_app(Settings(data=data, readers=1, query_timeout=20), "127.0.0.1")
    with TestClient(app, "http://127.0.0.1:8000", raise_server_exceptions=False, client=("127.0.0.1", 50_000)) as here:
        yield here


@pytest.fixture
def unguarded(pool: QueryPool, monkeypatch: pytest.MonkeyPatch) -> QueryPool:
    monkeypatch.setattr(guard, "passed", lambda query, _services: guard.Passed(query, chooses_graphs=False))
    return pool


def run(pool: QueryPool, query: str) -> str:
    """What becomes of a query: ``answered``, or the name of the error that says why not."""
    try:
        pool.run(query)
    except SaysoError as error:
        return type(error).__name__
    return "answered"


@pytest.mark.parametrize("query", BY_SERVICE)
def test_no_query_with_service_is_asked(pool: QueryPool, listener: Listener, query: str):
    with pytest.raises(QueryRefused, match="SAYSO_SERVICE_ADDRESSES"):
        pool.run(query.replace("{u}", listener.address))
    assert listener.calls == 0


@pytest.mark.parametrize("query", OTHERWISE)
def test_no_other_mention_of_an_address_calls_it(pool: QueryPool, listener: Listener, query: str):
    assert run(pool, query.replace("{u}", listener.address)) in {"answered", "QueryRefused", "QuerySyntax"}
    assert listener.calls == 0


@pytest.mark.parametrize("method", ["get", "form", "direct"])
def test_no_way_of_asking_calls(client: TestClient, listener: Listener, method: str):
    for query in BY_SERVICE + OTHERWISE + HARMLESS:
        text = query.replace("{u}", listener.address)
        if method == "get":
            answer = client.get("/sparql", params={"query": text})
        elif method == "form":
            answer = client.post("/sparql", data={"query": text})
        else:
            answer = client.post("/sparql", content=text.encode(), headers={"Content-Type": "application/sparql-query"})
        assert answer.status_code in {200, 400, 403}, answer.text
        assert listener.calls == 0, text


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"])
def test_graphs_of_the_protocol_are_not_fetched(client: TestClient, listener: Listener, name: str):
    for query in ("SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s ?p ?o } }", f"DESCRIBE <{listener.address}>"):
        assert client.get("/sparql", params={"query": query, name: listener.address}).status_code == 200
        assert client.post("/sparql", data={"query": query, name: listener.address}).status_code == 200
    assert listener.calls == 0


@pytest.mark.parametrize(
    "update", ["LOAD <{u}>", "INSERT DATA { <{u}> <{u}> <{u}> }", "DELETE { ?s ?p ?o } USING <{u}> WHERE {}"]
)
def test_updates_reach_no_engine(client: TestClient, listener: Listener, update: str):
    text = update.replace("{u}", listener.address)
    direct = client.post("/sparql", content=text, headers={"Content-Type": "application/sparql-update"})
    assert client.post("/sparql", data={"update": text}).status_code == direct.status_code == 403
    assert listener.calls == 0


@pytest.mark.parametrize("media_type", FETCHING)
def test_graphs_that_want_something_fetched_are_refused(client: TestClient, listener: Listener, media_type: str):
    body = FETCHING[media_type].replace("{u}", listener.address).encode()
    for method in ("PUT", "POST"):
        answer = client.request(method, "/graphs/workspace/mine", content=body, headers={"Content-Type": media_type})
        assert 400 <= answer.status_code < 500, answer.text
    assert listener.calls == 0


@settings(max_examples=150, deadline=None)
@given(queries())
def test_nothing_made_by_chance_calls(pool: QueryPool, listener: Listener, query: str):
    run(pool, query.replace("{u}", listener.address))
    assert listener.calls == 0


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0))
def test_nothing_made_by_chance_calls_in_a_long_run(pool: QueryPool, listener: Listener, seed: int):
    chance = Random(seed)
    for _ in range(200):
        run(pool, made(chance.choice).replace("{u}", listener.address))
        assert listener.calls == 0


def test_an_allowed_service_gets_what_it_is_asked_and_its_rows_are_joined(data: Path):
    with listening() as allowed, listening() as other:
        pool = QueryPool(Settings(data=data, readers=1, service_addresses=f"{allowed.address} http://127.0.0.1:1/never"))
        try:
            rows = json.loads(pool.run(JOINED.format(allowed.address)).content)["results"]["bindings"]
            assert [(row["s"]["value"], row["found"]["value"]) for row in rows] == [("http://example.org/3", "42")]
            assert allowed.calls == len(allowed.asked) == 1
            assert "?found" in allowed.asked[0]
            for query in BY_SERVICE:
                with pytest.raises(QueryRefused):
                    pool.run(query.replace("{u}", other.address))
            assert (allowed.calls, other.calls) == (1, 0)
        finally:
            pool.close()


def test_an_allowed_service_cannot_send_the_query_elsewhere(data: Path):
    with listening() as other, listening(sends_on=other.address) as allowed:
        pool = QueryPool(Settings(data=data, readers=1, service_addresses=allowed.address))
        try:
            with pytest.raises(ServiceFailed, match="307"):
                pool.run(JOINED.format(allowed.address))
            assert (allowed.calls, other.calls) == (1, 0)
        finally:
            pool.close()


@FILTERED
def test_where_the_guard_lets_all_pass_the_kernel_refuses(unguarded: QueryPool, listener: Listener):
    outcomes = {run(unguarded, query.replace("{u}", listener.address)) for query in BY_SERVICE + OTHERWISE}
    assert listener.calls == 0
    assert outcomes <= {"answered", "QuerySyntax", "ServiceFailed", "DataFolder", "QueryFailed"}
    assert outcomes & {"ServiceFailed", "DataFolder", "QueryFailed"}


@FILTERED
@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0))
def test_the_kernel_refuses_what_is_made_by_chance(pool: QueryPool, listener: Listener, seed: int):
    query = made(Random(seed).choice).replace("{u}", listener.address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "passed", lambda query, _services: guard.Passed(query, chooses_graphs=False))
        run(pool, query)
    assert listener.calls == 0
