"""Our names resolve: the ontology and the shapes as pages, as RDF, and term by term."""

from __future__ import annotations

import html
import json
import re

import pytest
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib.collection import Collection
from starlette.testclient import TestClient

from app.graph.names import SAYSO
from app.graph.packaged import ontology_graph, shapes_graph
from tests.isomorphism import same

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ONTOLOGY, SHAPES = "https://w3id.org/sayso/ontology#", "https://w3id.org/sayso/shapes#"
PARSERS = {"ttl": "turtle", "nt": "nt", "rdf": "xml"}


def terms() -> list[str]:
    """The local names of all our terms."""
    subjects = {str(subject) for subject in ontology_graph().subjects() if str(subject).startswith(ONTOLOGY)}
    return sorted(subject.removeprefix(ONTOLOGY) for subject in subjects)


def shapes() -> list[str]:
    """The local names of all shapes that have one."""
    return sorted(str(shape).removeprefix(SHAPES) for shape in shapes_graph().subjects(RDF.type, SH.NodeShape))


def ids(page: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', page)


def test_the_ontology_page_explains_each_term_under_its_name(service: TestClient) -> None:
    page = service.get("/ontology", headers=BROWSER)
    assert page.headers["content-type"].startswith("text/html")
    found = ids(page.text)
    assert len(found) == len(set(found))
    assert set(terms()) <= set(found)
    for label in ontology_graph().objects(None, RDFS.label):
        assert str(label) in page.text


def test_every_link_within_the_pages_leads_to_something(service: TestClient) -> None:
    pages = {path: service.get(path, headers=BROWSER).text for path in ("/ontology", "/shapes")}
    known = {path: set(ids(text)) for path, text in pages.items()}
    for path, text in pages.items():
        for page, anchor in re.findall(r'href="(/ontology|/shapes|)#([^"]+)"', text):
            assert anchor in known[page or path] | {"main"}, (path, anchor)


def test_a_property_shows_what_it_is_of_even_where_that_is_a_union(service: TestClient) -> None:
    page = service.get("/ontology", headers=BROWSER).text
    about = page.partition('id="about"')[2].partition("</article>")[0]
    assert "sayso:Attribution" in about
    assert "sayso:Claim" in about


@pytest.mark.parametrize("name", ["Claim", "about", "claim"])
@pytest.mark.parametrize("headers", [BROWSER, {"accept": "text/turtle"}, {"accept": "*/*"}])
def test_a_term_leads_to_its_place_in_the_ontology(service: TestClient, name: str, headers: dict[str, str]) -> None:
    answer = service.get(f"/ontology/{name}", headers=headers, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/ontology#{name}")


@pytest.mark.parametrize("name", terms())
def test_every_term_is_described_with_the_nodes_that_it_is_made_of(service: TestClient, name: str) -> None:
    graph = Graph().parse(data=service.get(f"/ontology/{name}.ttl").text, format="turtle")
    term = URIRef(ONTOLOGY + name)
    assert (term, RDF.type, None) in graph
    assert {subject for subject in graph.subjects() if isinstance(subject, URIRef)} == {term}
    for unnamed in graph.objects(term, RDFS.domain):
        if isinstance(unnamed, BNode):
            assert len(Collection(graph, graph.value(unnamed, OWL.unionOf))) > 1


def test_a_description_is_the_same_in_json_ld(service: TestClient) -> None:
    context = service.get("/ontology/context.jsonld").json()
    body = {**service.get("/ontology/about.jsonld").json(), **context}
    read = Graph().parse(data=json.dumps(body), format="json-ld")
    assert same(read, Graph().parse(data=service.get("/ontology/about.ttl").text, format="turtle"))


@pytest.mark.parametrize("extension", PARSERS)
@pytest.mark.parametrize(("path", "graph"), [("/ontology", ontology_graph()), ("/shapes", shapes_graph())])
def test_the_whole_is_there_in_each_format(service: TestClient, path: str, graph: Graph, extension: str) -> None:
    by_extension = Graph().parse(data=service.get(f"{path}.{extension}").text, format=PARSERS[extension])
    assert same(by_extension, graph)
    assert len(Graph().parse(data=service.get(f"/graph{path}.{extension}").text, format=PARSERS[extension])) == len(graph)


def test_the_shapes_page_explains_each_shape_under_its_name(service: TestClient) -> None:
    page = html.unescape(service.get("/shapes", headers=BROWSER).text)
    assert set(shapes()) <= set(ids(page))
    for message in shapes_graph().objects(None, SH.message):
        assert str(message) in page
    assert service.get("/shapes/ClaimShape", follow_redirects=False).headers["location"] == "/shapes#ClaimShape"
    alone = Graph().parse(data=service.get("/shapes/ClaimShape.ttl").text, format="turtle")
    assert (URIRef(f"{SHAPES}ClaimShape"), SH.targetClass, SAYSO.Claim) in alone


def test_the_type_of_a_problem_is_explained_under_its_name(service: TestClient) -> None:
    kind = service.get("/entity/nobody.ttl", headers={"accept": "text/turtle"}).json()["type"]
    assert kind.startswith("https://w3id.org/sayso/problems#")
    assert kind.partition("#")[2] in ids(service.get("/problems").text)


@pytest.mark.parametrize(
    "path", ["/ontology/Nothing", "/ontology/Nothing.ttl", "/ontology.doc", "/shapes/Nothing", "/shapes.doc", "/dataset.doc"]
)
def test_what_is_no_term_is_not_found(service: TestClient, path: str) -> None:
    assert service.get(path).status_code == 404


def test_the_version_of_the_ontology_resolves(service: TestClient) -> None:
    (version,) = ontology_graph().objects(None, OWL.versionIRI)
    answer = service.get(f"/ontology/{str(version).rsplit('/', 1)[-1]}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/ontology")
