"""The SPARQL 1.1 Protocol over HTTP."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import Dataset, Graph
from starlette.testclient import TestClient

from app.settings import Settings
from tests.api.conftest import FIRST, client_of
from tests.api.stock import Stock

COUNT = "PREFIX sayso: <https://w3id.org/sayso/ontology#> SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d a sayso:Document }"
CONSTRUCT = "PREFIX sayso: <https://w3id.org/sayso/ontology#> CONSTRUCT { ?d a sayso:Document } WHERE { ?d a sayso:Document }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}


def test_a_query_is_answered_however_it_comes(service: TestClient) -> None:
    answers = [
        service.get("/sparql", params={"query": COUNT}),
        service.post("/sparql", data={"query": COUNT}),
        service.post("/sparql", content=COUNT.encode(), headers=DIRECT),
    ]
    for answer in answers:
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("application/sparql-results+json")
        assert answer.json()["results"]["bindings"][0]["n"]["value"] == "2"


def test_results_come_in_every_format(service: TestClient) -> None:
    def answer(**given: str) -> str:
        return service.get("/sparql", params={"query": COUNT, **given}).text

    root = ElementTree.fromstring(answer(format="xml"))
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"
    assert list(csv.reader(io.StringIO(answer(format="csv")))) == [["n"], ["2"]]
    assert answer(format="tsv").splitlines() == ["?n", "2"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values;q=0.9, text/csv;q=0.8", "text/tab-separated-values"),
        ("application/json", "application/sparql-results+json"),
        ("text/turtle, */*;q=0.1", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
    ],
)
def test_accept_decides(service: TestClient, accept: str, media: str) -> None:
    answer = service.get("/sparql", params={"query": COUNT}, headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert ("charset=utf-8" in answer.headers["content-type"]) is media.startswith("text/")
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("name", "media", "parser"),
    [
        ("turtle", "text/turtle", "turtle"),
        ("ntriples", "application/n-triples", "nt"),
        ("rdfxml", "application/rdf+xml", "xml"),
        ("jsonld", "application/ld+json", "json-ld"),
        ("trig", "application/trig", "trig"),
        ("nquads", "application/n-quads", "nquads"),
    ],
)
def test_graphs_come_in_every_format(service: TestClient, name: str, media: str, parser: str) -> None:
    answers = [
        service.get("/sparql", params={"query": CONSTRUCT, "format": name}),
        service.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": media}),
    ]
    for answer in answers:
        assert answer.headers["content-type"].partition(";")[0] == media
        graph = Dataset()
        graph.parse(data=answer.text, format=parser)
        assert len(list(graph.quads())) == 2


def test_what_cannot_be_given_is_refused(service: TestClient) -> None:
    assert service.get("/sparql", params={"query": COUNT}, headers={"accept": "image/png"}).status_code == 406
    assert service.get("/sparql", params={"query": COUNT, "format": "excel"}).status_code == 406
    assert service.get("/sparql", params={"query": COUNT, "format": "turtle"}).status_code == 406


def test_ask_says_yes_or_no(service: TestClient) -> None:
    assert service.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_the_protocol_chooses_graphs(service: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/sayso/ontology#Claim> }"
    graph = "http://127.0.0.1:8000/graph/"

    def number(**given: str) -> int:
        return int(service.get("/sparql", params={"query": query, **given}).json()["results"]["bindings"][0]["n"]["value"])

    assert number(**{"default-graph-uri": f"{graph}claims"}) > 0
    assert number(**{"default-graph-uri": f"{graph}entities"}) == 0


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT", 400),
        ("", 400),
        ("SELECT * WHERE { ?s ?p }", 400),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 403),
        ("DROP ALL", 403),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
        ("SELECT * WHERE { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    ],
)
def test_bad_and_forbidden_queries_are_refused(service: TestClient, query: str, status: int) -> None:
    for answer in (service.get("/sparql", params={"query": query}), service.post("/sparql", data={"query": query})):
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"


def test_updates_are_refused_in_every_form_with_what_to_do_instead(service: TestClient) -> None:
    update = "INSERT DATA { <a:a> <a:b> <a:c> }"
    refusals = [
        service.post("/sparql", data={"update": update}),
        service.post("/sparql", content=update.encode(), headers={"content-type": "application/sparql-update"}),
        service.get("/sparql", params={"update": update}),
    ]
    for refusal in refusals:
        assert refusal.status_code == 403
        assert "POST /api/documents" in refusal.json()["detail"]
        assert "Graph Store Protocol" in refusal.json()["detail"]


def test_requests_that_break_the_protocol_are_refused(service: TestClient) -> None:
    assert service.get("/sparql", params=[("query", COUNT), ("query", COUNT)]).status_code == 400
    assert service.post("/sparql", data={"nothing": "x"}).status_code == 400
    assert service.post("/sparql", content=b"x", headers={"content-type": "text/plain"}).status_code == 415
    assert service.post("/sparql", content=b"\xff\xfe", headers=DIRECT).status_code == 400
    assert service.post("/sparql", content=b"query=%ff%fe", headers=FORM).status_code == 400
    assert service.put("/sparql").status_code == 405


def test_without_a_query_it_describes_itself(service: TestClient) -> None:
    graph = Graph().parse(data=service.get("/sparql").text, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    rows = graph.query(
        f"PREFIX sd: <{sd}> SELECT ?e WHERE {{ ?s a sd:Service ; sd:endpoint ?e ; sd:feature sd:UnionDefaultGraph }}"
    )
    assert [str(row[0]) for row in rows] == ["http://127.0.0.1:8000/sparql"]


def test_a_browser_without_a_query_gets_the_editor(service: TestClient) -> None:
    answer = service.get("/sparql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.slow
def test_a_query_without_end_is_stopped_and_the_next_one_answered(tmp_path: Path, stock: Stock) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    settings = Settings(data=stock.copied(tmp_path / "data", FIRST), query_timeout=3, readers=1)
    with client_of(settings) as client:
        stopped = client.get("/sparql", params={"query": endless})
        assert stopped.status_code == 504, stopped.text
        assert client.get("/sparql", params={"query": COUNT}).status_code == 200
