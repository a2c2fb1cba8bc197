"""Discrepancies and echoes over HTTP: lists with filters, one, and linked data of each kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import RDF, Graph, URIRef
from starlette.testclient import TestClient

from app.graph.names import SAYSO
from app.settings import Settings
from tests.api.conftest import FIRST, SECOND, client_of
from tests.api.stock import Stock
from tests.together import COPIED, EXPLAINED, join

BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory, stock: Stock, engine: str) -> Iterator[TestClient]:
    """A service with two documents that are joined; tests only read it."""
    data = stock.copied(tmp_path_factory.mktemp("together") / "data", FIRST, SECOND)
    with client_of(Settings(data=data)) as client:
        join(client, client.app.state.parts.settings, claim_of(client))  # type: ignore[attr-defined]
        yield client


def claim_of(client: TestClient) -> str:
    """The claim that both documents report."""
    (found,) = client.get("/api/claims", params={"min_documents": 2}).json()["items"]
    return str(found["id"])


def test_discrepancies_are_listed_and_followed(together: TestClient) -> None:
    page = together.get("/api/discrepancies").json()
    (found,) = page["items"]
    assert (page["total"], found["kind"], found["drift"], found["explanation"]) == (1, "wording", False, EXPLAINED)
    assert found["claim"]["id"] == claim_of(together)
    assert together.get(f"/api/discrepancies/{found['id']}").json() == found


def test_a_side_has_words_at_their_place(together: TestClient) -> None:
    (found,) = together.get("/api/discrepancies").json()["items"]
    for side in found["sides"]:
        passage = side["passage"]
        text = together.get(f"/api/documents/{side['document']['id']}").json()["text"]
        assert text[passage["start"] : passage["end"]] == passage["exact"]


@pytest.mark.parametrize(("query", "total"), [("kind=wording", 1), ("kind=unit", 0), ("drift=false", 1), ("drift=true", 0)])
def test_filters_narrow(together: TestClient, query: str, total: int) -> None:
    assert together.get(f"/api/discrepancies?{query}").json()["total"] == total


def test_discrepancies_of_a_claim_and_of_a_document(together: TestClient) -> None:
    (found,) = together.get("/api/discrepancies").json()["items"]
    for name, wanted in (("claim", found["claim"]["id"]), ("document", found["sides"][1]["document"]["iri"])):
        assert together.get("/api/discrepancies", params={name: wanted}).json()["total"] == 1
        assert together.get("/api/discrepancies", params={name: "0123456789abcdef"}).json()["total"] == 0


@pytest.mark.parametrize("query", ["kind=quarrel", "drift=maybe", "claim=%7D%3E", "cursor=AAAA"])
def test_what_cannot_be_is_said(together: TestClient, query: str) -> None:
    assert together.get(f"/api/discrepancies?{query}").status_code == 422


def test_what_is_not_there_is_not_found(together: TestClient) -> None:
    assert together.get("/api/discrepancies/0123456789ab").status_code == 404


def test_a_claim_has_its_echo_with_the_evidence(together: TestClient) -> None:
    claim = together.get(f"/api/claims/{claim_of(together)}").json()
    (echo,) = claim["echoes"]
    (shown,) = (each for each in echo["dependences"] if each["kind"] == "copy")
    assert {each["kind"] for each in echo["dependences"]} == {"copy", "origin"}  # one was found, one is the test's own
    assert (claim["documents"], claim["independent_origins"], len(echo["documents"])) == (2, 1, 2)
    assert (shown["kind"], shown["explanation"], len(shown["passages"])) == ("copy", COPIED, 2)
    assert shown["derived"]["id"] == claim["discrepancies"][0]["sides"][1]["document"]["id"]


def test_claims_are_chosen_by_whether_documents_differ(together: TestClient) -> None:
    chosen = together.get("/api/claims", params={"has_discrepancy": "true"}).json()["items"]
    assert [claim["id"] for claim in chosen] == [claim_of(together)]
    others = together.get("/api/claims", params={"has_discrepancy": "false", "limit": 200}).json()
    assert claim_of(together) not in {claim["id"] for claim in others["items"]}
    assert others["total"] > 0


def test_a_saved_query_takes_yes_or_no(together: TestClient) -> None:
    for drift, rows in (("false", 2), ("true", 0)):
        answer = together.get("/api/queries/disagreements", params={"drift": drift})
        assert len(answer.json()["results"]["bindings"]) == rows
    assert together.get("/api/queries/disagreements", params={"drift": "maybe"}).status_code == 422


def test_every_new_kind_of_thing_can_be_followed(together: TestClient) -> None:
    claim = together.get(f"/api/claims/{claim_of(together)}").json()
    iris = {
        SAYSO.Discrepancy: claim["discrepancies"][0]["iri"],
        SAYSO.Side: claim["discrepancies"][0]["iri"].replace("/discrepancy/", "/side/") + "-1",
        SAYSO.Echo: claim["echoes"][0]["iri"],
        SAYSO.Dependence: claim["echoes"][0]["dependences"][0]["iri"],
    }
    for kind, iri in iris.items():
        answer = together.get(iri.removeprefix(BASE), headers={"accept": "text/turtle"})
        assert (URIRef(iri), RDF.type, kind) in Graph().parse(data=answer.text, format="turtle")
        page = together.get(iri.removeprefix(BASE), headers={"accept": "text/html"})
        assert (page.status_code, page.text.count("<h1")) == (200, 1)


def test_json_leads_to_the_api(together: TestClient) -> None:
    (found,) = together.get("/api/discrepancies").json()["items"]
    answer = together.get(f"/discrepancy/{found['id']}.json")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/api/discrepancies/{found['id']}")


def test_they_are_in_the_openapi(together: TestClient) -> None:
    paths = together.get("/openapi.json").json()["paths"]
    assert {"/api/discrepancies", "/api/discrepancies/{discrepancy_id}"} <= paths.keys()
