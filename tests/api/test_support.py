"""Entities and claims say which documents support each statement: in JSON, as RDF, and on their pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, ORG, PROV, RDF, RDFS, SDO, SKOS, Graph, Literal, URIRef
from starlette.testclient import TestClient

from app.answers import support
from app.export import description
from app.graph.names import SAYSO
from app.settings import Settings
from tests.api.conftest import client_of
from tests.api.stock import Stock

BASE = "http://127.0.0.1:8000"
ICE, DHS = "us-federal-ice", "us-federal-dhs"
RECORD = "https://w3id.org/sayso/authority/us-federal/ice"
BROWSER = {"accept": "text/html"}


def statements(service: TestClient, path: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The statements of an entity or claim, by property and value."""
    found = service.get(path).json()["statements"]
    return {(one["property"], one["value"] if isinstance(one["value"], str) else one["value"]["id"]): one for one in found}


@pytest.fixture(scope="module")
def ids(service: TestClient) -> dict[str, str]:
    """The documents by publisher."""
    return {item["publisher"]["name"]: item["id"] for item in service.get("/api/documents").json()["items"]}


@pytest.fixture(scope="module")
def claim(service: TestClient) -> str:
    """The id of the claim that both documents report."""
    (found,) = service.get("/api/claims", params={"min_documents": 2}).json()["items"]
    return str(found["id"])


def named(statement: dict[str, Any]) -> set[str]:
    return {document["id"] for document in statement["documents"]}


def test_a_name_names_the_documents_that_give_it_and_the_authority_that_has_it(
    service: TestClient, ids: dict[str, str]
) -> None:
    said = statements(service, f"/api/entities/{ICE}")
    short = said["skos:altLabel", "ICE"]
    assert named(short) == {ids["Harbor Ledger"]}
    assert (short["total"], short["truncated"], short["authority"]) == (1, False, [RECORD])
    dhs = statements(service, f"/api/entities/{DHS}")
    assert named(dhs["skos:altLabel", "Department of Homeland Security"]) == {ids["Dune Wire"]}


def test_what_no_document_says_is_the_authoritys_alone(service: TestClient) -> None:
    said = statements(service, f"/api/entities/{ICE}")
    part = said["org:subOrganizationOf", DHS]
    assert (part["documents"], part["total"], part["authority"]) == ([], 0, [RECORD])
    assert part["value"]["name"] == "U.S. Department of Homeland Security"
    assert said["skos:altLabel", "USICE"]["documents"] == []


def test_a_claim_names_the_documents_of_each_wording(service: TestClient, claim: str, ids: dict[str, str]) -> None:
    said = statements(service, f"/api/claims/{claim}")
    text = service.get(f"/api/claims/{claim}").json()["text"]
    assert named(said["sayso:claimKind", "statement"]) == set(ids.values())
    assert named(said["schema:text", text]) <= set(ids.values())
    assert not any(name == "sayso:reportedIn" for name, _ in said)
    assert all(one["total"] and not one["authority"] for one in said.values())


def test_every_statement_has_a_supporter(service: TestClient) -> None:
    for kind in ("entities", "claims"):
        for item in service.get(f"/api/{kind}", params={"limit": 200}).json()["items"]:
            body = service.get(f"/api/{kind}/{item['id']}").json()
            assert body["statements_total"] == len(body["statements"]) > 2
            assert [one for one in body["statements"] if not one["total"] and not one["authority"]] == []


def test_a_role_names_its_documents(service: TestClient, ids: dict[str, str]) -> None:
    (kelly,) = service.get("/api/entities", params={"q": "John Kelly"}).json()["items"]
    roles = service.get(f"/api/entities/{kelly['id']}").json()["roles"]
    assert roles
    for role in roles:
        assert {document["id"] for document in role["documents"]} <= set(ids.values())
        assert role["total"] == len(role["documents"]) > 0
        assert role["passages_total"] == len(role["passages"]) > 0


def test_the_rdf_of_an_entity_tells_the_support_of_each_statement(service: TestClient, ids: dict[str, str]) -> None:
    graph = Graph().parse(data=service.get(f"/entity/{ICE}.ttl").text, format="turtle")
    ice = URIRef(f"{BASE}/entity/{ICE}")
    described = {
        (graph.value(one, RDF.predicate), graph.value(one, RDF.object)): one for one in graph.subjects(RDF.type, RDF.Statement)
    }
    assert set(described) == set(graph.predicate_objects(ice))
    assert {graph.value(one, RDF.subject) for one in described.values()} == {ice}
    short = described[SKOS.altLabel, Literal("ICE")]
    assert set(graph.objects(short, PROV.wasDerivedFrom)) == {URIRef(f"{BASE}/document/{ids['Harbor Ledger']}")}
    assert set(graph.objects(short, DCTERMS.source)) == {URIRef(RECORD)}
    part = described[ORG.subOrganizationOf, URIRef(f"{BASE}/entity/{DHS}")]
    assert list(graph.objects(part, PROV.wasDerivedFrom)) == []


def test_support_is_told_only_where_it_is_asked_for(service: TestClient, claim: str) -> None:
    asked = {"query": f"ASK {{ ?s a <{RDF.Statement}> }}", "format": "json"}
    assert service.get("/sparql", params=asked).json()["boolean"] is False
    assert str(RDF.Statement) in service.get(f"/claim/{claim}.nt").text
    assert str(RDF.Statement) not in service.get("/role/acting-inspector-general.nt").text


def test_of_much_support_the_first_is_named_and_all_is_counted(
    service: TestClient, monkeypatch: pytest.MonkeyPatch, claim: str
) -> None:
    monkeypatch.setattr(support, "MOST_STATEMENTS", 3)
    monkeypatch.setattr(description, "MOST_DOCUMENTS", 1)
    body = service.get(f"/api/claims/{claim}").json()
    assert len(body["statements"]) == 3 < body["statements_total"]
    graph = Graph().parse(data=service.get(f"/claim/{claim}.nt").text, format="nt")
    assert {str(comment) for comment in graph.objects(None, RDFS.comment)} == {"1 of the 2 documents that support it"}
    assert "The first 3 of" in service.get(f"/claim/{claim}", headers=BROWSER).text


def test_the_pages_show_who_supports_what(service: TestClient, claim: str, ids: dict[str, str]) -> None:
    page = service.get(f"/entity/{ICE}", headers=BROWSER).text
    table = page.partition('class="support"')[2].partition("</table>")[0]
    assert "authority file: us-federal/ice" in table
    assert f'href="/document/{ids["Harbor Ledger"]}"' in table
    assert f'href="/document/{ids["Dune Wire"]}"' not in table
    said = service.get(f"/claim/{claim}", headers=BROWSER).text.partition('class="support"')[2]
    assert all(f'href="/document/{found}"' in said for found in ids.values())


def test_the_shown_text_of_a_claim_is_supported(service: TestClient, claim: str) -> None:
    graph = Graph().parse(data=service.get(f"/claim/{claim}.ttl").text, format="turtle")
    text = graph.value(URIRef(f"{BASE}/claim/{claim}"), SDO.text)
    (one,) = [one for one in graph.subjects(RDF.predicate, SDO.text) if graph.value(one, RDF.object) == text]
    assert list(graph.objects(one, PROV.wasDerivedFrom))
    assert (URIRef(f"{BASE}/claim/{claim}"), RDF.type, SAYSO.Claim) in graph


@pytest.mark.slow
def test_a_page_names_a_few_documents_and_opens_the_rest(tmp_path: Path, stock: Stock) -> None:
    texts = (f"Letter {n}\n\n“We counted {n} letters,” said Maria Okafor, a spokeswoman for ICE.\n" for n in range(22))
    with client_of(Settings(data=stock.copied(tmp_path / "data", *({"text": text} for text in texts)))) as client:
        short = statements(client, f"/api/entities/{ICE}")["skos:altLabel", "ICE"]
        assert (len(short["documents"]), short["total"], short["truncated"]) == (support.MOST_DOCUMENTS, 22, True)
        page = client.get(f"/entity/{ICE}", headers=BROWSER).text
        table = page.partition('class="support"')[2].partition("</table>")[0]
        assert "and 19 more" in table
        assert f"These are the first {support.MOST_DOCUMENTS} of 22 documents." in table
        assert table.count('href="/document/') == support.MOST_DOCUMENTS
