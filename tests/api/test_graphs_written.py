"""The Graph Store Protocol: workspace graphs are written by who may write, as a whole or not at all; nobody loses anything."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from starlette.testclient import TestClient

from app.settings import Settings
from tests.api.conftest import client_of
from tests.api.graph_requests import BASE, NOTES, TEXT, TURTLE, lines, parsed, put


def test_put_creates_then_replaces(client: TestClient) -> None:
    created = client.put(f"/graphs?graph={NOTES}", content=TEXT, headers=TURTLE)
    assert (created.status_code, created.headers["location"]) == (201, NOTES)
    assert created.json() | {"updated": ""} == {
        "id": "workspace/notes",
        "iri": NOTES,
        "kind": "workspace",
        "triples": 4,
        "writable": True,
        "updated": "",
        "by": None,
    }
    replaced = client.put("/graph/workspace/notes", content="<a> <http://e/p> 1 .", headers=TURTLE)
    assert (replaced.status_code, "location" in replaced.headers, replaced.json()["triples"]) == (200, False, 1)
    assert len(lines(client)) == 1


def test_post_adds_and_keeps_blank_nodes_apart(client: TestClient) -> None:
    put(client, '_:x <http://e/p> "a" .')
    assert client.post("/graphs/workspace/notes", content='_:x <http://e/q> "b" .', headers=TURTLE).status_code == 200
    assert len({line.partition(" ")[0] for line in lines(client)}) == 2
    assert client.post("/graphs/workspace/new", content="<a> <http://e/p> 1 .", headers=TURTLE).status_code == 201


def test_post_without_a_name_makes_a_new_graph(client: TestClient) -> None:
    made = [client.post("/graphs", content="<> <http://e/p> 1 .", headers=TURTLE) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    places = {answer.headers["location"] for answer in made}
    assert len(places) == 2
    for place in places:
        assert {str(subject) for subject in parsed(client.get("/graphs", params={"graph": place}).text).subjects()} == {place}


def test_delete_removes(client: TestClient) -> None:
    put(client)
    gone = client.delete("/graphs/workspace/notes")
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.get("/graphs/workspace/notes").status_code == client.delete("/graphs/workspace/notes").status_code == 404
    assert client.get("/graphs?kind=workspace").json()["total"] == 0


def test_an_empty_graph_is_there(client: TestClient) -> None:
    assert put(client, "") == 201
    assert client.get("/graphs/workspace/notes").status_code == 200
    (item,) = client.get("/graphs?kind=workspace").json()["items"]
    assert (item["triples"], item["id"]) == (0, "workspace/notes")


def test_who_has_written_sees_it_in_the_next_query(client: TestClient) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }}"
    for number in range(1, 4):
        body = " ".join(f"<a> <http://e/p> {place} ." for place in range(number))
        assert put(client, body) in (200, 201)
        rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        assert [row["n"]["value"] for row in rows] == [str(number)]
    client.delete("/graphs/workspace/notes")
    assert client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"] == "0"


def test_a_form_of_files_is_added(client: TestClient) -> None:
    files = [("f", (f"{name}.ttl", f'<a> <http://e/{name}> "é" .', "text/turtle")) for name in "pq"]
    assert client.post("/graphs/workspace/notes", files=files).status_code == 201
    assert len(lines(client)) == 2


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
@pytest.mark.parametrize(
    "path",
    [
        "/graphs?default",
        "/graphs/entities",
        "/graphs/workspaces",
        "/graphs/document/0123456789abcdef",
        "/graph/claims",
        "/graphs?graph=http://elsewhere.example/g",
        "/graphs/workspace/-x",
        "/graphs/workspace/a/b",
        f"/graphs/workspace/{'x' * 101}",
        "/graphs/workspace/",
        f"/graphs?graph={NOTES}%23a",
    ],
)
def test_other_graphs_are_not_written(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path, content="<a> <http://e/p> 1 .", headers=TURTLE)
    assert answer.status_code == 403
    assert f"{BASE}/graph/workspace/" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "/graphs", 400),
        ("DELETE", "/graphs", 400),
        ("PUT", f"/graphs?graph={NOTES}&default", 400),
        ("PUT", "/graphs?graph=notes", 400),
        ("PATCH", "/graphs/workspace/notes", 405),
        ("PATCH", "/graphs", 405),
        ("TRACE", "/graphs/workspace/notes", 405),
    ],
)
def test_requests_that_cannot_be(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path, headers=TURTLE)
    assert answer.status_code == status
    assert "allow" in answer.headers or status != 405


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/graphs", "GET, HEAD, POST, OPTIONS"),
        ("/graphs?default", "GET, HEAD, OPTIONS"),
        ("/graphs/entities", "GET, HEAD, OPTIONS"),
        ("/graphs/workspace/notes", "GET, HEAD, PUT, POST, DELETE, OPTIONS"),
        ("/graph/workspace/notes", "GET, HEAD, PUT, POST, DELETE, OPTIONS"),
    ],
)
def test_options_says_what_can_be_done(client: TestClient, path: str, allowed: str) -> None:
    answer = client.options(path)
    assert (answer.status_code, answer.headers["allow"]) == (204, allowed)
    assert ("accept-post" in answer.headers) == ("POST" in allowed)


@pytest.mark.parametrize(
    ("body", "headers", "status", "said"),
    [
        ("<a> <http://e/p> 1", TURTLE, 400, "line 1, column"),
        ("<a> <http://e/p> 1 .", {}, 415, "text/turtle"),
        ("x", {"content-type": "application/sparql-update"}, 415, "text/turtle"),
        ("<a> <http://e/p> 1 .", {"content-type": "text/turtle; charset=utf-16"}, 415, "UTF-8"),
        ("<a> <http://e/p> 1 .", TURTLE | {"content-encoding": "gzip"}, 415, "Content-Encoding"),
        ("<a> <http://e/p> 1 .", TURTLE | {"content-range": "bytes 0-9/20"}, 400, "Content-Range"),
        (f"<{BASE}/entity/x> a <http://e/T> .", TURTLE, 422, "of your own"),
        (f'<a> <http://e/p> "{"x" * 30_000}" .', TURTLE, 413, "SAYSO_MAX_WORKSPACE_GRAPH"),
        (f'<a> <http://e/p> "{"x" * 200_000}" .', TURTLE, 413, "SAYSO_MAX_BODY"),
    ],
)
def test_a_graph_that_cannot_be_taken_changes_nothing(
    client: TestClient, body: str, headers: dict[str, str], status: int, said: str
) -> None:
    put(client)
    before = lines(client)
    for method in ("PUT", "POST"):
        answer = client.request(method, "/graphs/workspace/notes", content=body, headers=headers)
        assert (answer.status_code, said in answer.json()["detail"]) == (status, True), answer.text
    assert lines(client) == before


def test_writing_needs_a_token_and_says_whose_it_was(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with client_of(settings, host="0.0.0.0") as client:
        for method, path in (("PUT", "/graphs/workspace/notes"), ("POST", "/graphs"), ("DELETE", "/graphs/workspace/notes")):
            refused = client.request(method, path, content=TEXT, headers=TURTLE)
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        _, secret = client.app.state.parts.ledger.create_token("newsroom")  # type: ignore[attr-defined]
        assert put(client, authorization=f"Bearer {secret}") == 201
        (item,) = client.get("/graphs?kind=workspace").json()["items"]
        assert item["by"] == "newsroom"
        record = parsed(client.get("/graphs/workspaces").text)
        assert (URIRef(NOTES), URIRef("https://schema.org/author"), Literal("newsroom")) in record


def test_a_lost_update_is_refused(client: TestClient) -> None:
    put(client)
    tag = client.get("/graphs/workspace/notes", headers={"accept-encoding": "identity"}).headers["etag"]
    assert not tag.startswith("W/")
    assert put(client, "<a> <http://e/p> 2 .", if_match=tag) == 200
    for method, path in (
        ("PUT", "/graphs/workspace/notes"),
        ("POST", "/graph/workspace/notes"),
        ("DELETE", f"/graphs?graph={NOTES}"),
    ):
        answer = client.request(method, path, content="<a> <http://e/p> 3 .", headers=TURTLE | {"if-match": tag})
        assert answer.status_code == 412
    assert lines(client) == {f'<{BASE}/graph/workspace/a> <http://e/p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .'}
    turtle = client.get("/graph/workspace/notes").headers["etag"]
    assert client.delete("/graphs/workspace/notes", headers={"if-match": f'"x", {turtle}'}).status_code == 204


def test_conditions_on_whether_it_is_there(client: TestClient) -> None:
    assert put(client, if_match="*") == 412
    assert put(client, if_none_match="*") == 201
    assert put(client, "", if_none_match="*") == 412
    assert put(client, "", if_match="*") == 200
    assert client.delete("/graphs/workspace/other", headers={"if-match": "*"}).status_code == 412


def test_those_who_write_at_once_lose_nothing(client: TestClient) -> None:
    def post(number: int) -> int:
        body = f'[] <http://e/p> "{number}" .'
        return int(client.post("/graphs/workspace/notes", content=body, headers=TURTLE).status_code)

    with ThreadPoolExecutor(6) as threads:
        contexts = [copy_context() for _ in range(18)]
        statuses = list(threads.map(lambda number: contexts[number].run(post, number), range(18)))
    assert sorted(set(statuses)) == [200, 201]
    assert statuses.count(201) == 1
    assert len(lines(client)) == 18
