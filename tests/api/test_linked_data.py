"""Linked data: every IRI gives RDF to machines and a page to people."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Dataset, Graph, Literal, URIRef
from starlette.testclient import TestClient

from app.api.formats import RDF as EXTENSIONS
from app.export import description
from app.graph.iris import KINDS
from app.graph.names import SAYSO
from app.ledger.port import AuthorityFile
from app.settings import Settings
from tests.api.conftest import FIRST, SECOND, client_of
from tests.api.stock import Stock

BASE = "http://127.0.0.1:8000"
DHS = URIRef(f"{BASE}/entity/us-federal-dhs")
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PARSERS = {"ttl": "turtle", "nt": "nt", "rdf": "xml"}


@pytest.mark.parametrize("extension", PARSERS)
def test_an_extension_gives_a_format(service: TestClient, extension: str) -> None:
    answer = service.get(f"/entity/us-federal-dhs.{extension}")
    graph = Graph().parse(data=answer.text, format=PARSERS[extension])
    assert (DHS, SKOS.prefLabel, Literal("U.S. Department of Homeland Security")) in graph


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "text/turtle"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.5", "application/rdf+xml"),
        ("application/trig", "application/trig"),
    ],
)
def test_accept_gives_a_format(service: TestClient, accept: str | None, media: str) -> None:
    answer = service.get("/entity/us-federal-dhs", headers={"accept": accept} if accept else {})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media)
    assert "Accept" in answer.headers["vary"]


def test_json_ld_uses_our_names_and_names_our_context(service: TestClient) -> None:
    body = service.get("/entity/us-federal-dhs.jsonld").json()
    assert body["@context"] == f"{BASE}/ontology/context.jsonld"
    context = service.get("/ontology/context.jsonld").json()
    read = Graph().parse(data=json.dumps({**body, **context}), format="json-ld", base=BASE)
    turtle = Graph().parse(data=service.get("/entity/us-federal-dhs.ttl").text, format="turtle")
    assert set(read) == set(turtle)


def test_a_document_is_its_whole_graph(service: TestClient, first: str) -> None:
    dataset = Dataset().parse(data=service.get(f"/document/{first}.trig").text, format="trig")
    graph = dataset.graph(URIRef(f"{BASE}/graph/document/{first}"))
    document = URIRef(f"{BASE}/document/{first}")
    assert (document, DCTERMS.title, Literal(FIRST["title"])) in graph
    assert len(graph) > 100


def test_everything_that_a_document_names_can_be_followed(service: TestClient, first: str) -> None:
    graph = Graph().parse(data=service.get(f"/document/{first}.nt").text, format="nt")
    seen = {}
    for thing in {*graph.subjects(), *graph.objects()}:
        kind = str(thing).removeprefix(f"{BASE}/").partition("/")[0]
        if isinstance(thing, URIRef) and str(thing).startswith(f"{BASE}/") and kind in KINDS:
            seen.setdefault(kind, thing)
    assert {"document", "passage", "mention", "entity", "attribution", "claim", "extraction", "software", "graph"} <= set(seen)
    for thing in seen.values():
        answer = service.get(str(thing).removeprefix(BASE), headers={"accept": "text/turtle"})
        assert answer.status_code == 200, thing
        assert (thing, RDF.type, None) in Graph().parse(data=answer.text, format="turtle")


@pytest.mark.parametrize("path", ["/entity/us-federal-dhs", "/entity/us-federal-dhs.html"])
def test_people_get_a_page(service: TestClient, path: str) -> None:
    answer = service.get(path, headers=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


def test_json_leads_to_the_api(service: TestClient) -> None:
    answer = service.get("/entity/us-federal-dhs.json")
    assert (answer.status_code, answer.headers["location"]) == (307, "/api/entities/us-federal-dhs")


@pytest.mark.parametrize(
    "path", ["/entity/nobody", "/entity/a%20b", "/claim/%3E", "/passage/x.ttl", "/entity/..%2f..%2fetc%2fpasswd", "/robot/1"]
)
def test_what_is_not_there_is_not_found(service: TestClient, path: str) -> None:
    assert service.get(path).status_code == 404


def test_a_format_that_we_do_not_have_is_refused(service: TestClient) -> None:
    assert service.get("/entity/us-federal-dhs", headers={"accept": "image/png"}).status_code == 406


def test_the_ontology_is_served(service: TestClient) -> None:
    graph = Graph().parse(data=service.get("/ontology/sayso.ttl").text, format="turtle")
    assert (URIRef("https://w3id.org/sayso/ontology#Claim"), RDF.type, None) in graph
    assert service.get("/ontology/sayso.doc").status_code == 404
    assert (
        service.get("/ontology", headers={"accept": "application/rdf+xml"})
        .headers["content-type"]
        .startswith("application/rdf+xml")
    )


def test_the_data_set_describes_itself(service: TestClient) -> None:
    graph = Graph().parse(data=service.get("/.well-known/void").text, format="turtle")
    rows = graph.query(
        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?e ?d WHERE { ?x void:sparqlEndpoint ?e ; void:documents ?d }"
    )
    assert [(str(row[0]), int(row[1])) for row in rows] == [(f"{BASE}/sparql", 2)]


def test_a_merged_entity_leads_to_the_one_that_stays(tmp_path: Path, stock: Stock) -> None:
    data = stock.copied(tmp_path / "data", SECOND)
    with client_of(Settings(data=data)) as client:
        with sqlite3.connect(data / "projection.sqlite") as connection:
            connection.execute("INSERT INTO redirect VALUES ('merged', 'us-federal-dhs')")
        moved = {path: client.get(path) for path in ("/entity/merged", "/entity/merged.ttl", "/api/entities/merged")}
        assert {answer.status_code for answer in moved.values()} == {308}
        assert [answer.headers["location"] for answer in moved.values()] == [
            "/entity/us-federal-dhs",
            "/entity/us-federal-dhs.ttl",
            "/api/entities/us-federal-dhs",
        ]
        for extension in (*EXTENSIONS, "html", "json"):
            answer = client.get(f"/entity/merged.{extension}?cursor=x%20y", headers=BROWSER)
            assert (answer.status_code, answer.headers["location"]) == (
                308,
                f"/entity/us-federal-dhs.{extension}?cursor=x%20y",
            )
        for media in (*EXTENSIONS.values(), "text/html"):
            assert client.get("/entity/merged", headers={"accept": media}).status_code == 308


OF_DOCUMENT = ("document", "extraction", "passage", "mention", "attribution", "quantity", "graph")


def test_what_a_withdrawn_document_had_is_gone_and_its_problem_says_so(tmp_path: Path) -> None:
    with client_of(Settings(data=tmp_path)) as client:
        found = client.post("/api/documents", json=FIRST).json()["id"]
        graph = Graph().parse(data=client.get(f"/document/{found}.nt").text, format="nt")
        iris = {str(thing) for thing in graph.subjects()} | {f"{BASE}/graph/document/{found}"}
        some = {iri.split("/")[3]: iri.removeprefix(BASE) for iri in iris}
        assert set(OF_DOCUMENT) <= some.keys()
        assert client.delete(f"/api/documents/{found}").status_code == 204
        for kind in OF_DOCUMENT:
            for path in (some[kind], f"{some[kind]}.ttl"):
                answer = client.get(path)
                assert (answer.status_code, answer.headers["content-type"]) == (410, "application/problem+json"), path
                assert "withdrawn" in answer.json()["detail"]
            assert client.get(some[kind], headers=BROWSER).status_code == 410
        assert client.get("/document/0123456789abcdef").status_code == 404
        assert client.post("/api/documents", json=FIRST).json()["id"] == found
        assert client.get(some["passage"]).status_code == 200


def test_head_has_the_headers_of_get_and_no_body(service: TestClient) -> None:
    for path in ("/entity/us-federal-dhs", "/ontology", "/shapes.nt", "/dataset.trig", "/graph/entities"):
        got, head = service.get(path), service.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert dict(head.headers) == dict(got.headers)
    assert service.head("/entity/nobody").status_code == 404


@pytest.mark.parametrize("path", ["/entity/us-federal-dhs", "/ontology", "/shapes", "/dataset"])
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/n-quads"])
def test_who_has_it_is_not_sent_it_again(service: TestClient, path: str, accept: str) -> None:
    first = service.get(path, headers={"accept": accept})
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    again = service.get(path, headers={"accept": accept, "if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["vary"] == first.headers["vary"].replace(", Accept-Encoding", "")
    other = service.get(path, headers={"accept": "application/rdf+xml", "if-none-match": tag})
    assert other.status_code == 200
    assert service.get(path, headers={"accept": accept, "if-none-match": "*"}).status_code == 304


def test_who_has_nothing_of_what_is_not_there_hears_that(service: TestClient) -> None:
    assert service.get("/entity/nobody", headers={"if-none-match": "*"}).status_code == 404


def test_another_state_has_another_tag(tmp_path: Path) -> None:
    with client_of(Settings(data=tmp_path)) as client:
        client.post("/api/documents", json=FIRST)
        before = client.get("/entity/us-federal-dhs").headers["etag"]
        client.post("/api/documents", json=SECOND)
        answer = client.get("/entity/us-federal-dhs", headers={"if-none-match": before})
        assert answer.status_code == 200
        assert answer.headers["etag"] != before


def test_the_headers_name_the_other_formats_and_the_thing(service: TestClient) -> None:
    answer = service.get("/entity/us-federal-dhs", headers={"accept": "application/ld+json"})
    assert answer.headers["content-location"] == "/entity/us-federal-dhs.jsonld"
    links = answer.headers["link"]
    for extension, media in {**EXTENSIONS, "html": "text/html"}.items():
        alternate = f'</entity/us-federal-dhs.{extension}>; rel="alternate"; type="{media}"'
        assert (alternate in links) is (extension != "jsonld")
        assert service.get(f"/entity/us-federal-dhs.{extension}").status_code == 200
    assert '</entity/us-federal-dhs.ttl>; rel="describedby"; type="text/turtle"' in links
    assert f'<{DHS}>; rel="about"' in links


def test_an_extension_wins_over_accept(service: TestClient) -> None:
    answer = service.get("/entity/us-federal-dhs.nt", headers={"accept": "text/html, application/ld+json"})
    assert answer.headers["content-type"].startswith("application/n-triples")
    assert service.get("/entity/us-federal-dhs.ttl", headers={"accept": "image/png"}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "media"),
    [("application/json", "application/ld+json"), ("text/xml", "application/rdf+xml"), ("text/plain", "application/n-triples")],
)
def test_who_asks_for_something_more_general_gets_the_nearest(service: TestClient, accept: str, media: str) -> None:
    assert service.get("/role/acting-inspector-general", headers={"accept": accept}).headers["content-type"].startswith(media)


@pytest.mark.parametrize("path", ["/entity/us-federal-dhs", "/dataset", "/ontology", "/shapes", "/graph/claims"])
def test_who_takes_none_of_our_formats_is_told_which_there_are(service: TestClient, path: str) -> None:
    answer = service.get(path, headers={"accept": "image/png, text/turtle;q=0"})
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    assert "text/turtle" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/software/sayso-0.1.0", "/software/sayso-0.1.0.ttl", "/software/sayso%2D0%2E1.0"])
def test_an_id_may_have_dots_and_be_written_with_percent_signs(service: TestClient, path: str) -> None:
    software = URIRef(f"{BASE}/software/sayso-0.1.0")
    assert (software, RDF.type, None) in Graph().parse(data=service.get(path).text, format="turtle")


def test_an_id_that_ends_like_an_extension_is_an_id_where_there_is_such_a_thing(tmp_path: Path) -> None:
    own = (
        "id,type,label\nhttps://w3id.org/sayso/authority/own/board.ttl,agency,Board of Holds\n"
        "https://w3id.org/sayso/authority/own/a%20b,agency,Office of Letters\n"
    )
    text = "The Board of Holds wrote to the Office of Letters. “We wait for an answer,” the Board of Holds said."
    with client_of(Settings(data=tmp_path)) as client:
        client.app.state.parts.ledger.add_authority(AuthorityFile("own.csv", "text/csv", own.encode()))  # type: ignore[attr-defined]
        assert client.post("/api/documents", json={"text": text}).status_code == 201
        for path, name in (
            ("/entity/own-board.ttl", "own-board.ttl"),
            ("/entity/own-board.ttl.ttl", "own-board.ttl"),
            ("/entity/own-a%20b", "own-a%20b"),
            ("/entity/own-a%20b.ttl", "own-a%20b"),
        ):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert (URIRef(f"{BASE}/entity/{name}"), RDF.type, SAYSO.Agency) in Graph().parse(data=answer.text, format="turtle")
        assert client.get("/entity/own-board.ttl", headers=BROWSER).headers["content-type"].startswith("text/html")


def test_json_ld_has_the_thing_itself_on_top(service: TestClient, first: str) -> None:
    for kind, name in (("entity", "us-federal-dhs"), ("document", first), ("role", "acting-inspector-general")):
        assert service.get(f"/{kind}/{name}.jsonld").json()["id"] == f"{BASE}/{kind}/{name}"
    assert service.get("/ontology/about.jsonld").json()["id"] == "sayso:about"


def test_the_links_to_a_thing_are_bounded_and_the_rest_is_counted(service: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = len(service.get("/entity/us-federal-ice.nt").text.splitlines())
    assert "x-sayso-omitted" not in service.get("/entity/us-federal-ice.nt").headers
    monkeypatch.setattr(description, "MOST_LINKS", 2)
    monkeypatch.setattr(description, "LINKS", f"{description.STATEMENTS} LIMIT 2")
    cut = service.get("/entity/us-federal-ice.nt")
    assert int(cut.headers["x-sayso-omitted"]) == whole - len(cut.text.splitlines()) > 0


@pytest.mark.parametrize("extension", ["ttl", "nt", "rdf", "trig", "nq", "jsonld"])
def test_a_large_graph_is_streamed_with_the_same_content(
    service: TestClient, monkeypatch: pytest.MonkeyPatch, extension: str
) -> None:
    form = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nq": "nquads"}.get(extension, extension)
    once = service.get("/graph/entities.nt").text
    monkeypatch.setattr(description, "MOST_AT_ONCE", 10)
    found = Dataset().parse(data=service.get(f"/graph/entities.{extension}").text, format=form)
    assert {triple[:3] for triple in found.quads()} == set(Graph().parse(data=once, format="nt"))


def test_a_workspace_graph_has_a_page_and_each_format(tmp_path: Path) -> None:
    notes = '<http://example.org/a> <http://example.org/sees> "<b>more</b>", <http://example.org/b> .'
    with client_of(Settings(data=tmp_path)) as client:
        for name, content in (("notes", notes), ("empty", ""), ("list.ttl", notes)):
            put = client.put(f"/graph/workspace/{name}", content=content, headers={"content-type": "text/turtle"})
            assert put.status_code == 201, put.text
            page = client.get(f"/graph/workspace/{name}", headers=BROWSER)
            assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
            assert page.text.count("&lt;b&gt;more&lt;/b&gt;") == (1 if content else 0)
            for extension, media in EXTENSIONS.items():
                answer = client.get(f"/graph/workspace/{name}.{extension}", headers=BROWSER)
                assert answer.headers["content-type"].startswith(media)
                assert answer.content == client.get(f"/graph/workspace/{name}", headers={"accept": media}).content
        assert client.get("/graph/workspace/nothing", headers=BROWSER).status_code == 404


def test_an_iri_beyond_ascii_can_be_followed(tmp_path: Path) -> None:
    own = "id,type,label\nhttps://w3id.org/sayso/authority/own/büro,agency,Office of Letters\n"
    with client_of(Settings(data=tmp_path)) as client:
        client.app.state.parts.ledger.add_authority(AuthorityFile("own.csv", "text/csv", own.encode()))  # type: ignore[attr-defined]
        client.post("/api/documents", json={"text": "“We wait for an answer,” the Office of Letters said."})
        for media in (*EXTENSIONS.values(), "text/html"):
            answer = client.get("/entity/own-büro", headers={"accept": media})
            assert answer.status_code == 200
            assert "/entity/own-b%C3%BCro>" in answer.headers["link"]
