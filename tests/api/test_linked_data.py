"""Linked data: every IRI gives RDF to machines and a page to people."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Dataset, Graph, Literal, URIRef
from starlette.testclient import TestClient

from app.graph.iris import KINDS
from app.settings import Settings
from tests.api.conftest import FIRST, SECOND, client_of

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


def test_people_get_turtle_of_what_has_no_page(service: TestClient) -> None:
    answer = service.get("/software/sayso-0.1.0", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/turtle")


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


def test_a_merged_entity_leads_to_the_one_that_stays(tmp_path: Path) -> None:
    with client_of(Settings(data=tmp_path)) as client:
        assert client.post("/api/documents", json=SECOND).status_code == 201
        with sqlite3.connect(tmp_path / "projection.sqlite") as connection:
            connection.execute("INSERT INTO redirect VALUES ('merged', 'us-federal-dhs')")
        moved = {path: client.get(path) for path in ("/entity/merged", "/entity/merged.ttl", "/api/entities/merged")}
        assert {answer.status_code for answer in moved.values()} == {308}
        assert [answer.headers["location"] for answer in moved.values()] == [
            "/entity/us-federal-dhs",
            "/entity/us-federal-dhs.ttl",
            "/api/entities/us-federal-dhs",
        ]
