"""Entities, claims, saved queries, counts, exports, health, docs; errors have one shape; every GET has its HEAD."""

from __future__ import annotations

import io
import json
from pathlib import Path

import networkx
import pytest
from starlette.testclient import TestClient

from app.api.parts import Parts
from app.api.safety import SAFE
from app.export.formats import FORMATS
from app.settings import Settings
from tests.api.conftest import client_of

LISTS = ["documents", "entities", "claims"]


def test_an_entity_is_joined_over_its_names(service: TestClient) -> None:
    office = service.get("/api/entities/us-federal-dhs-oig").json()
    assert {"DHS OIG", "Department of Homeland Security Office of Inspector General"} <= set(office["names"])
    assert [part["id"] for part in office["part_of"]] == ["us-federal-dhs"]
    assert office["mentions"] >= 1


def test_entities_and_claims_are_listed_and_followed(service: TestClient) -> None:
    for route in ("entities", "claims"):
        page = service.get(f"/api/{route}", params={"limit": 3}).json()
        assert page["total"] > 3
        for item in page["items"]:
            assert service.get(f"/api/{route}/{item['id']}").json()["iri"] == item["iri"]
        assert service.get(page["next"]).status_code == 200


def test_a_claim_of_both_documents_is_one(service: TestClient) -> None:
    (claim,) = service.get("/api/claims", params={"min_documents": 2}).json()["items"]
    assert claim["documents"] == 2
    whole = service.get(f"/api/claims/{claim['id']}").json()
    assert len({said["document"]["id"] for said in whole["attributions"]}) == 2


@pytest.mark.parametrize(
    ("route", "query"),
    [
        ("entities", {"type": "robot"}),
        ("entities", {"min_documents": "few"}),
        ("entities", {"mentioned_in": "}>"}),
        ("claims", {"kind": "rumour"}),
        ("claims", {"has_discrepancy": "maybe"}),
        ("claims", {"min_origins": "1.5"}),
        *((route, {"cursor": "AAAA"}) for route in LISTS),
    ],
)
def test_bad_parameters_are_said_to_be_bad(service: TestClient, route: str, query: dict[str, str]) -> None:
    assert service.get(f"/api/{route}", params=query).status_code == 422


@pytest.mark.parametrize("number", ["-5", "99999999999999999999999999"])
def test_odd_numbers_break_nothing(service: TestClient, number: str) -> None:
    for route, name in (("entities", "min_documents"), ("claims", "min_documents"), ("claims", "min_origins")):
        assert service.get(f"/api/{route}", params={name: number}).status_code == 200


def test_saved_queries_are_listed_and_run(service: TestClient) -> None:
    answer = service.get("/api/queries").json()
    listed = answer["items"]
    assert answer["total"] == len(listed) >= 10
    assert answer["next"] is None
    for query in listed:
        answer = service.get(f"/api/queries/{query['name']}")
        assert answer.status_code == 200, (query["name"], answer.text)
    assert service.get("/api/queries/nothing").status_code == 404
    assert service.get(f"/api/queries/{listed[0]['name']}", params={"nothing": "x"}).status_code == 422


def test_counts_agree_with_lists(service: TestClient) -> None:
    stats = service.get("/api/stats").json()
    for route in LISTS:
        assert stats[route] == service.get(f"/api/{route}").json()["total"]
    assert sum(stats["entities_by_type"].values()) == stats["entities"]
    assert dict(stats["outlets"]) == {"Dune Wire": 1, "Harbor Ledger": 1}


def test_an_empty_service_answers(empty: TestClient) -> None:
    for route in LISTS:
        assert empty.get(f"/api/{route}").json() == {"items": [], "total": 0, "next": None}
    assert empty.get("/api/stats").json()["documents"] == 0
    assert empty.get("/export/trig").status_code == 200
    assert empty.get("/readyz").status_code == 200


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_comes_as_a_file_of_its_type(service: TestClient, name: str) -> None:
    answer = service.get(f"/export/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(FORMATS[name].media_type)
    assert f'sayso.{FORMATS[name].extension}"' in answer.headers["content-disposition"]
    assert answer.content


def test_an_export_can_be_of_one_document(service: TestClient, first: str) -> None:
    graph = networkx.read_graphml(io.BytesIO(service.get("/export/graphml", params={"document": first}).content))
    assert [name for name, data in graph.nodes(data=True) if data["type"] == "document"] == [f"document/{first}"]
    elements = json.loads(service.get("/export/cytoscape", params={"from": "2018-02"}).content)["elements"]
    assert sum(node["data"]["type"] == "document" for node in elements["nodes"]) == 1


def test_bad_exports_are_refused(service: TestClient) -> None:
    assert service.get("/export/excel").status_code == 404
    assert service.get("/export/trig", params={"from": "yesterday"}).status_code == 422


def test_it_says_that_it_is_alive_and_ready(service: TestClient) -> None:
    assert service.get("/healthz").json() == {"status": "ok"}
    ready = service.get("/readyz").json()
    assert ready.keys() == {"status", "ledger", "engine", "model", "index"}
    assert ready["status"] == "ready"


def test_it_says_what_is_not_ready(tmp_path: Path) -> None:
    with client_of(Settings(data=tmp_path, spacy_model="no_such_model")) as client:
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["model"].startswith("failed")
        assert answer.json()["ledger"].startswith("ok")


def test_docs_name_every_route_and_load_nothing_from_elsewhere(service: TestClient) -> None:
    html = service.get("/docs").text
    assert all(path in html for path in service.get("/openapi.json").json()["paths"])
    assert "<script" not in html
    assert "https://" not in html


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/api/documents/nothing", 404, "NotFound"),
        ("GET", "/nowhere", 404, None),
        ("PATCH", "/api/documents", 405, None),
        ("GET", "/api/documents?limit=x", 422, "InvalidInput"),
        ("GET", "/sparql?query=SELECT", 400, "QuerySyntax"),
        ("GET", "/sparql?query=DROP%20ALL", 403, "QueryRefused"),
    ],
)
def test_every_error_has_one_shape(service: TestClient, method: str, path: str, status: int, kind: str | None) -> None:
    answer = service.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() >= {"type", "title", "status", "detail", "instance"}
    assert problem["type"] == (f"https://w3id.org/sayso/problems#{kind}" if kind else "about:blank")
    assert problem["status"] == status
    assert problem["instance"] == path.partition("?")[0]


def test_what_nobody_foresaw_tells_nothing_of_the_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_parts: Parts) -> None:
        raise ZeroDivisionError("a secret of the inside")

    monkeypatch.setattr(Parts, "reader", fail)
    with client_of(Settings(data=tmp_path)) as client:
        answer = client.get("/api/stats")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/api/documents", "/api/stats", "/sparql", "/export/trig", "/healthz", "/docs", "/entity/us-federal-dhs", "/nowhere"],
)
def test_head_is_get_without_its_body(service: TestClient, path: str) -> None:
    head, get = service.head(path), service.get(path)
    assert head.content == b""
    assert (head.status_code, head.headers["content-type"]) == (get.status_code, get.headers["content-type"])


def test_other_sites_may_read_but_not_with_credentials(service: TestClient) -> None:
    answer = service.get("/api/stats", headers={"origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    asked = service.options(
        "/api/documents/x", headers={"origin": "https://elsewhere.example", "access-control-request-method": "DELETE"}
    )
    assert "DELETE" not in asked.headers["access-control-allow-methods"]
    assert "authorization" not in asked.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in asked.headers


@pytest.mark.parametrize("path", ["/api/stats", "/nowhere", "/docs", "/export/trig"])
def test_every_answer_is_safe(service: TestClient, path: str) -> None:
    headers = service.get(path).headers
    assert {name: headers[name] for name in SAFE} == SAFE


def test_errors_are_described_in_the_shape_that_they_have(service: TestClient) -> None:
    for methods in service.get("/openapi.json").json()["paths"].values():
        for operation in methods.values():
            assert set(operation["responses"]["422"]["content"]) == {"application/problem+json"}
