"""A query by GET, which takes the short way, is asked once and answered as by POST, which takes the long one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.api import create_app
from app.api.sparql.answers import Answers
from app.settings import Settings
from tests.api.listening_pool import ListeningPool
from tests.graph import sample
from tests.small_graph import published

QUERIES = {
    "an answer": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 3",
    "an answer to be compressed": "CONSTRUCT WHERE { ?s ?p ?o }",
    "one that varies and is to be compressed": "SELECT (CONCAT(?o, SUBSTR(STR(RAND()), 1, 0)) AS ?x) { ?s ?p ?o }",
    "one that is streamed": "SELECT * { ?s ?p ?o . ?t ?q ?r } LIMIT 2000",
    "a syntax error": "SELECT",
    "a refusal": "SELECT * { SERVICE <http://elsewhere.example/> { ?s ?p ?o } }",
    "one too large": "SELECT * { ?s ?p ?o . ?t ?q ?r . ?u ?v ?w } ORDER BY ?s ?t ?u",
}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ListeningPool]:
    data = tmp_path_factory.mktemp("shortcut")
    published(data, [sample.first_article()]).close()
    made = ListeningPool(Settings(data=data, readers=1, answer_buffer=30_000, max_results=3_000_000, answer_cache=0))
    yield made
    made.close()


@pytest.fixture
def client(pool: ListeningPool, tmp_path: Path) -> Iterator[TestClient]:
    """A service that remembers nothing, and asks this pool."""
    settings = Settings(data=tmp_path, answer_cache=0, max_body=1_000)
    app = create_app(settings)
    app.answers = Answers(pool, settings)
    app.state.parts = replace(app.state.parts, answers=app.answers)
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_by_get_is_asked_once_and_answered_as_by_post(
    client: TestClient, pool: ListeningPool, query: str, coding: str
) -> None:
    before, asked = len(pool.asked), {"accept-encoding": coding}
    short = client.get("/sparql", params={"query": query}, headers=asked)
    assert len(pool.asked) == before + 1
    long = client.post("/sparql", data={"query": query}, headers=asked)
    assert short.status_code == long.status_code
    assert sorted(short.headers.multi_items()) == sorted(long.headers.multi_items())
    assert sorted(short.text.splitlines()) == sorted(long.text.splitlines())


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 200),
        ({"query": ""}, 400),
        ({"query": ["ASK {}", "ASK {}"]}, 400),
        ({"update": "CLEAR ALL"}, 403),
        ({"query": "ASK {}", "format": "?"}, 406),
    ],
)
def test_what_is_no_query_goes_the_long_way(
    client: TestClient, pool: ListeningPool, parameters: dict[str, str | list[str]], status: int
) -> None:
    before = len(pool.asked)
    assert client.get("/sparql", params=parameters).status_code == status
    assert len(pool.asked) == before


def test_a_body_that_is_too_large_is_refused_before_anything_is_asked(client: TestClient, pool: ListeningPool) -> None:
    before = len(pool.asked)
    refused = client.request("GET", "/sparql", params={"query": "ASK {}"}, content=b"x" * 1_001)
    assert refused.status_code == 413
    assert len(pool.asked) == before
    assert client.request("GET", "/sparql", params={"query": "ASK {}"}, content=b"x").status_code == 200
