"""Releases over HTTP: listed, described, downloaded, asked; later documents change nothing in them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

import pytest
from rdflib import DCTERMS, Dataset, Graph, Literal, URIRef
from starlette.testclient import TestClient

from app.api.formats import RDF
from app.graph.iris import Iris
from app.release.canonical import labelled
from app.release.description import DCAT
from app.release.making import About, creator, kept
from app.settings import Settings
from app.store.engine import engine_of
from app.store.releases import RELEASES, Releases
from tests.api.conftest import FIRST, SECOND, client_of
from tests.api.stock import Stock

BASE = "http://127.0.0.1:8000"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
DOCUMENTS = "SELECT ?d WHERE { ?d a <https://w3id.org/sayso/ontology#Document> }"
ADA = "Ada Reed <https://orcid.org/0000-0002-1825-0097>"


def keep(settings: Settings, name: str, about: About) -> None:
    """As ``sayso release`` beside the service."""
    with closing(engine_of(settings).states()) as states:
        kept(Releases(settings.data / RELEASES), name, states, Iris(BASE), about)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, engine: str) -> Iterator[TestClient]:
    """A service with two documents, the first of which is in the release ``v1``, both in ``v1.ttl``; tests only read."""
    data = tmp_path_factory.mktemp(f"released-{engine}") / "data"
    with client_of(Settings(data=data)) as client:
        settings = client.app.state.parts.settings  # type: ignore[attr-defined]
        assert client.get("/api/releases").json() == {"items": [], "total": 0, "next": None}
        assert client.post("/api/documents", json=FIRST).status_code == 201
        keep(settings, "v1", About("One & only <document>", creators=(creator(ADA),), licence="https://example.org/licence"))
        assert client.post("/api/documents", json=SECOND).status_code == 201
        keep(settings, "v1.ttl", About())
        yield client


def test_they_are_listed_the_newest_first(released: TestClient) -> None:
    body = released.get("/api/releases").json()
    assert (body["total"], body["next"]) == (2, None)
    assert {item["id"] for item in body["items"]} == {"v1", "v1.ttl"}
    assert body["items"] == sorted(body["items"], key=lambda item: item["created"], reverse=True)


def test_the_list_has_pages(released: TestClient) -> None:
    first = released.get("/api/releases", params={"limit": 1}).json()
    second = released.get(first["next"]).json()
    assert [len(page["items"]) for page in (first, second)] == [1, 1]
    assert first["items"] + second["items"] == released.get("/api/releases").json()["items"]
    assert (first["total"], second["total"], second["next"]) == (2, 2, None)
    assert released.get("/api/releases", params={"cursor": "nonsense"}).status_code == 422


def test_one_says_what_was_kept(released: TestClient) -> None:
    body = released.get("/api/releases/v1").json()
    assert (body["id"], body["iri"], body["sequence"]) == ("v1", f"{BASE}/release/v1", 1)
    assert body["creators"] == [{"name": "Ada Reed", "iri": "https://orcid.org/0000-0002-1825-0097"}]
    assert body["statistics"]["documents"] == 1
    assert body["software"].startswith("sayso ")


def test_its_files_are_those_that_it_names(released: TestClient) -> None:
    body = released.get("/api/releases/v1").json()
    for file in body["files"]:
        answer = released.get(file["url"])
        assert sha256(answer.content).hexdigest() == file["sha256"]
        assert len(answer.content) == file["size"]
        assert answer.headers["content-type"] == file["media_type"]
    content = gzip.decompress(released.get("/release/v1/graph.nq.gz").content)
    assert sha256(content).hexdigest() == body["sha256"]
    assert len(Dataset().parse(data=content, format="nquads")) == body["statistics"]["triples"]
    assert released.get("/release/v1/ro-crate-metadata.json").json()["@graph"][1]["version"] == "v1"


@pytest.mark.parametrize("file", ["graph.nq.gz", "statistics.json", "ro-crate-metadata.json"])
def test_a_file_is_fetched_once(released: TestClient, file: str) -> None:
    answer = released.get(f"/release/v1/{file}")
    assert "immutable" in answer.headers["cache-control"]
    again = released.get(f"/release/v1/{file}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"].removeprefix("W/")  # weak where it came compressed
    assert released.get(f"/release/v1/{file}", headers={"if-none-match": '"another"'}).status_code == 200


def test_a_download_can_be_gone_on_with(released: TestClient) -> None:
    whole = released.get("/release/v1/graph.nq.gz").content
    rest = released.get("/release/v1/graph.nq.gz", headers={"range": "bytes=100-"})
    assert (rest.status_code, rest.content) == (206, whole[100:])


def test_it_can_be_asked(released: TestClient) -> None:
    for release, count in ((None, 2), ("v1", 1), ("v1.ttl", 2)):
        given = {"query": DOCUMENTS, "format": "json"} | ({"release": release} if release else {})
        answer = released.get("/sparql", params=given)
        assert len(answer.json()["results"]["bindings"]) == count
    assert answer.headers["x-sayso-release"] == "v1.ttl"
    assert released.get("/sparql", params={"query": DOCUMENTS, "release": "no"}).status_code == 404


@pytest.mark.parametrize("form", ["nquads", "csv", "graphml", "turtle"])
def test_it_can_be_exported(released: TestClient, form: str) -> None:
    newest, old, same = (
        released.get(f"/export/{form}", params=given) for given in ({}, {"release": "v1"}, {"release": "v1.ttl"})
    )
    assert len(old.content) < len(newest.content)
    assert (newest.status_code, old.headers["x-sayso-release"], old.headers["x-sayso-snapshot"]) == (200, "v1", "v1")
    if form == "nquads":
        assert sorted(labelled(same.content).splitlines()) == sorted(labelled(newest.content).splitlines())
    assert released.get(f"/export/{form}", params={"release": "no"}).status_code == 404


@pytest.mark.parametrize("path", ["/release/v1", "/release/v1.ttl.ttl", "/release/v1.nt"])
def test_it_is_linked_data(released: TestClient, path: str) -> None:
    answer = released.get(path, headers={"accept": "text/turtle"})
    name = "v1.ttl" if path.endswith("ttl.ttl") else "v1"
    graph = Graph().parse(data=answer.text, format="turtle")
    own = URIRef(f"{BASE}/release/{name}")
    assert (own, DCTERMS.identifier, Literal(str(own))) in graph
    distribution = graph.value(own, DCAT.distribution)
    assert released.get(str(graph.value(distribution, DCAT.downloadURL)).removeprefix(BASE)).status_code == 200


def test_the_description_of_the_data_set_names_them(released: TestClient) -> None:
    void = Graph().parse(data=released.get("/.well-known/void", headers={"accept": "text/turtle"}).text, format="turtle")
    named = set(void.objects(URIRef(f"{BASE}/dataset"), DCAT.hasVersion))
    assert named == {URIRef(f"{BASE}/release/v1"), URIRef(f"{BASE}/release/v1.ttl")}


@pytest.mark.parametrize("extension", RDF)
def test_it_comes_in_every_format_of_rdf(released: TestClient, extension: str) -> None:
    answer = released.get(f"/release/v1.{extension}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(RDF[extension])
    assert f"{BASE}/release/v1" in answer.text


def test_the_address_for_queries_that_it_names_asks_it(released: TestClient) -> None:
    graph = Graph().parse(data=released.get("/release/v1.nt").text, format="nt")
    endpoint = graph.value(URIRef(f"{BASE}/release/v1"), URIRef("http://rdfs.org/ns/void#sparqlEndpoint"))
    answer = released.get(str(endpoint).removeprefix(BASE) + "&" + urlencode({"query": DOCUMENTS}))
    assert answer.headers["x-sayso-snapshot"] == "v1"


def test_the_editor_asks_the_release_that_it_is_opened_on(released: TestClient) -> None:
    page = released.get("/sparql", params={"release": "v1"}, headers=BROWSER).text
    assert '<option value="v1" selected>' in page
    assert '<option value="v1" selected>' not in released.get("/sparql", headers=BROWSER).text
    assert released.get("/sparql", params={"release": "no"}, headers=BROWSER).status_code == 404


def test_people_get_pages(released: TestClient) -> None:
    listed = released.get("/releases", headers=BROWSER)
    assert "One &amp; only &lt;document&gt;" in listed.text
    answer = released.get("/release/v1", headers=BROWSER)
    assert answer.headers["content-type"].startswith("text/html")
    body = released.get("/api/releases/v1").json()
    cited = f"Ada Reed. One &amp; only &lt;document&gt; ({body['created'][:4]}), release v1. {BASE}/release/v1."
    assert f"{cited} SHA-256 {body['sha256']}." in answer.text
    assert released.get("/release/v1.html").headers["content-type"].startswith("text/html")
    assert released.get("/release/v1.json").headers["location"] == "/api/releases/v1"


@pytest.mark.parametrize(
    "path",
    [
        *("/release/no", "/release/no.ttl", "/release/%2e%2e%2fsnapshots", "/release/v1/graph", "/release/v1/CURRENT"),
        *("/release/v1/..%2f..%2fledger.sqlite", "/release/no/graph.nq.gz", "/api/releases/no", "/api/releases/%00"),
        "/release/é",
    ],
)
def test_what_is_not_there_is_not_found(released: TestClient, path: str) -> None:
    answer = released.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_format_that_we_do_not_have_is_refused(released: TestClient) -> None:
    assert released.get("/release/v1", headers={"accept": "image/png"}).status_code == 406


def test_a_release_is_there_when_it_was_made_and_gone_when_it_was_removed(tmp_path: Path, stock: Stock) -> None:
    data = stock.copied(tmp_path / "data", SECOND)
    with client_of(Settings(data=data)) as client:
        ask = {"query": DOCUMENTS, "release": "v1"}
        assert client.get("/sparql", params=ask).status_code == 404
        keep(client.app.state.parts.settings, "v1", About())  # type: ignore[attr-defined]
        assert client.get("/sparql", params=ask).status_code == 200
        Releases(data / RELEASES).remove("v1")
        assert client.get("/api/releases").json()["total"] == 0
        for path in ("/api/releases/v1", "/release/v1", "/release/v1/graph.nq.gz", "/export/nquads?release=v1"):
            assert client.get(path).status_code == 410, path
        assert client.get("/sparql", params=ask).status_code == 410
