"""Whatever stands in a workspace graph, what Sayso says of its own things stays the same."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from app.answers.saved_queries import SavedQueries
from app.graph.iris import Iris
from app.resources import resources
from app.settings import Settings
from tests.api.conftest import FIRST, SECOND, client_of
from tests.api.graph_requests import BASE, put
from tests.api.stock import Stock

KINDS = ("passage", "mention", "attribution", "quantity", "extraction", "membership", "role", "software", "entity", "claim")


def one_of_each(client: TestClient) -> list[str]:
    """The IRI of one thing of each kind."""
    said = client.get("/export/ntriples").text
    found = (re.search(f"<({re.escape(BASE)}/{kind}/[^>]+)> <", said) for kind in KINDS)
    return [match[1] for match in found if match]


def described(client: TestClient, things: list[str]) -> dict[str, set[str]]:
    """What pages and data say of these things, line by line."""
    paths = [thing.removeprefix(BASE) + extension for thing in things for extension in (".html", ".nt")]
    return {path: set(client.get(path).text.splitlines()) for path in paths}


def everything(client: TestClient) -> dict[str, str]:
    """What the service says of its own things, but for what counts all triples and names the state."""
    paths = [
        "/",
        "/documents",
        "/entities",
        "/claims",
        "/search?q=detainers",
        "/entity/us-federal-dhs",
        "/entity/us-federal-ice",
    ]
    paths += ["/api/documents", "/api/entities", "/api/claims", "/api/entities/us-federal-ice", "/api/entities?q=ann"]
    paths += [f"/export/{name}" for name in ("graphml", "gexf", "cytoscape", "graphology", "dot")]
    saved = SavedQueries(resources() / "ontology" / "queries", Iris(BASE))
    paths += [f"/api/queries/{query.name}?format=csv" for query in saved.list()]
    for kind in ("documents", "claims"):
        for item in client.get(f"/api/{kind}").json()["items"]:
            paths += [f"/api/{kind}/{item['id']}", f"/{kind.rstrip('s')}/{item['id']}"]
    answers = {path: client.get(path, headers={"accept": "text/html, application/json;q=0.9, */*;q=0.1"}) for path in paths}
    assert len([answer for answer in answers.values() if answer.status_code == 200]) > 40
    return {path: f"{answer.status_code} {answer.text}" for path, answer in answers.items()}


ALLOWED = """
@prefix my: <http://my.example/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix schema: <https://schema.org/> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix sayso: <https://w3id.org/sayso/ontology#> . @prefix e: <%(base)s/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix prov: <http://www.w3.org/ns/prov#> .
e:us-federal-ice my:note "to be checked" ; my:label "ICE, as I call it" ; my:part [ my:of e:us-federal-dhs ] .
my:ann a foaf:Person , schema:Person ; foaf:name "Ann" ; skos:prefLabel "Ann" ; schema:url <http://my.example/ann> .
my:office a org:Organization ; skos:prefLabel "Office" ; org:subOrganizationOf my:town ; dcterms:creator my:ann .
my:town a org:Organization , schema:Place ; skos:prefLabel "Town" ; skos:altLabel "U.S. Immigration and Customs Enforcement" .
my:job a org:Membership ; org:member my:ann ; org:organization my:office ; org:role my:clerk .
my:clerk a org:Role ; skos:prefLabel "Clerk" .
my:article a schema:NewsArticle , schema:Claim ; dcterms:title "Detainers" ; dcterms:publisher my:office .
my:article schema:text "detainers" .
my:words a oa:TextQuoteSelector ; oa:exact "detainers" ; oa:start 0 ; oa:end 9 .
my:Claim rdfs:subClassOf sayso:Claim . my:says rdfs:subPropertyOf sayso:source . my:ann my:says my:article .
my:software a prov:SoftwareAgent ; schema:name "sayso" ; schema:softwareVersion "9" .
<http://www.wikidata.org/entity/Q1> skos:prefLabel "elsewhere" ; skos:exactMatch my:town .
"""


def test_a_workspace_graph_changes_nothing_that_sayso_says(tmp_path: Path, stock: Stock) -> None:
    with client_of(Settings(data=stock.copied(tmp_path / "data", FIRST, SECOND))) as client:
        counted = client.get("/api/stats").json()
        each = one_of_each(client)
        assert len(each) == len(KINDS)
        before, described_before = everything(client), described(client, each)
        things = each + [
            item["iri"] for kind in ("documents", "entities", "claims") for item in client.get(f"/api/{kind}").json()["items"]
        ]
        notes = "".join(
            f'<{thing}> my:note "mine" . my:x my:about <{thing}> .\n' for thing in (*things, f"{BASE}/passage/nowhere")
        )
        assert put(client, ALLOWED % {"base": BASE} + notes) == 201
        after = everything(client)
        assert {path for path in before if before[path] != after[path]} == set()
        assert described(client, each) == described_before
        assert client.get("/passage/nowhere").status_code == 404
        stats = client.get("/api/stats").json()
        assert stats["triples"] > counted["triples"]
        assert {**stats, "triples": 0, "sequence": 0} == {**counted, "triples": 0, "sequence": 0}
