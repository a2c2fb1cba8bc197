"""The Graph Store Protocol: every graph can be read, in every format, once."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from starlette.testclient import TestClient

from tests.api.conftest import FIRST
from tests.api.graph_requests import BASE, FORMATS, NOTES, TEXT, parsed, put
from tests.isomorphism import same


@pytest.mark.parametrize("media", FORMATS)
@pytest.mark.parametrize("address", ["/graphs/workspace/notes", f"/graphs?graph={NOTES}", "/graph/workspace/notes"])
def test_a_graph_comes_back_in_every_format(client: TestClient, media: str, address: str) -> None:
    assert put(client) == 201
    answer = client.get(address, headers={"accept": f"{media}, */*;q=0.1"})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]
    assert same(parsed(answer.text, media), Graph().parse(data=TEXT, publicID=NOTES))


def test_every_graph_can_be_read(service: TestClient, first: str) -> None:
    listed = service.get("/graphs").json()
    names = {item["id"] for item in listed["items"]}
    assert names >= {"entities", "claims", "ontology", "shapes", "dataset", f"document/{first}"}
    assert listed["total"] == len(names)
    for item in listed["items"]:
        direct, indirect = service.get(f"/graphs/{item['id']}"), service.get("/graphs", params={"graph": item["iri"]})
        assert direct.status_code == indirect.status_code == 200
        assert len(parsed(direct.text)) == len(parsed(indirect.text)) == item["triples"]
        assert "X-Sayso-Snapshot" in direct.headers


def test_the_default_graph_is_the_union(service: TestClient, first: str) -> None:
    union = parsed(service.get("/graphs?default", headers={"accept": "application/n-triples"}).text, "application/n-triples")
    assert len(union) == service.get("/api/stats").json()["triples"]
    assert (URIRef(f"{BASE}/document/{first}"), None, Literal(FIRST["title"])) in union


def test_graphs_are_listed_in_pages_and_by_kind(service: TestClient) -> None:
    everything = [item["id"] for item in service.get("/graphs").json()["items"]]
    paged, url = [], "/graphs?limit=2"
    while url:
        page = service.get(url).json()
        paged += [item["id"] for item in page["items"]]
        url = page["next"]
    assert paged == everything
    documents = service.get("/graphs?kind=document").json()["items"]
    assert [item["id"] for item in documents] == [name for name in everything if name.startswith("document/")]
    assert service.get("/graphs?kind=workspace").json() == {"items": [], "total": 0, "next": None}
    assert service.get("/graphs?kind=rumour").status_code == 422


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/graphs/nothing", 404),
        ("/graphs/workspace/nothing", 404),
        ("/graphs/workspace/", 404),
        ("/graphs/workspace/a%20b", 404),
        ("/graphs/", 404),
        ("/graphs/document/0123456789abcdef", 404),
        ("/graph/workspace/nothing", 404),
        ("/graph/workspace/nothing.ttl", 404),
        ("/graphs?graph=http://elsewhere.example/g", 404),
        (f"/graphs?graph={BASE}/entity/x", 404),
        ("/graphs?graph=", 400),
        ("/graphs?graph=entities", 400),
        ("/graphs?graph=//x/y", 400),
        (f"/graphs?graph={NOTES}&default", 400),
        (f"/graphs?graph={NOTES}&graph={NOTES}", 400),
        ("/graphs?default&default=", 400),
        (f"/graphs?graph={BASE}/graph/a%3Eb", 404),
        (f"/graphs?graph={BASE}/graph/a%22%7D%20UNION%20%7B", 404),
    ],
)
def test_what_is_not_there_and_what_is_not_one_graph(service: TestClient, path: str, status: int) -> None:
    answer = service.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("path", ["/graphs/entities", "/graphs?default", "/graphs/workspace/notes", "/graph/workspace/notes"])
def test_a_format_that_there_is_not_is_refused(client: TestClient, path: str) -> None:
    put(client)
    assert client.get(path, headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("path", ["/graphs/entities", "/graphs?default", "/graphs/workspace/notes", "/graph/workspace/notes"])
def test_head_says_what_get_would(client: TestClient, path: str) -> None:
    put(client)
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "etag", "vary"):
        assert head.headers[name] == got.headers[name]
    assert client.head("/graphs/nothing").status_code == client.head("/graphs/workspace/nothing").status_code == 404


@pytest.mark.parametrize("path", ["/graphs/ontology", "/graphs?default", "/graphs/workspace/notes"])
def test_who_has_it_gets_it_once(client: TestClient, path: str) -> None:
    put(client)
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"if-none-match": tag, "accept": "application/n-triples"}).status_code == 200
    put(client, "<a> <http://e/p> 1 .", "other")
    assert client.get(path, headers={"if-none-match": tag}).status_code == (304 if "workspace" in path else 200)


def test_an_extension_names_a_format_unless_a_graph_has_that_name(client: TestClient) -> None:
    put(client)
    assert client.get("/graph/workspace/notes.nt").headers["content-type"] == "application/n-triples"
    put(client, "<a> <http://e/p> 1 .", "notes.nt")
    named = client.get("/graph/workspace/notes.nt")
    assert named.headers["content-type"].startswith("text/turtle")
    assert len(parsed(named.text)) == 1
