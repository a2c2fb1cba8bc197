"""The W3C's three tests of SPARQL 1.1 Service Description, on a service of ours over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import RDF, RDFS, VOID, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from app.settings import Settings
from tests.graph import sample
from tests.isomorphism import same
from tests.small_graph import published
from tests.w3c.serving import serving

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}
FEATURES = {SD.DereferencesURIs, SD.UnionDefaultGraph, SD.RequiresDataset, SD.EmptyGraphs, SD.BasicFederatedQuery}
LANGUAGES = {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update}

DOMAINS = {
    SD.endpoint: SD.Service,
    SD.feature: SD.Service,
    SD.supportedLanguage: SD.Service,
    SD.resultFormat: SD.Service,
    SD.defaultEntailmentRegime: SD.Service,
    SD.defaultDataset: SD.Service,
    SD.defaultGraph: SD.Dataset,
    SD.namedGraph: SD.Dataset,
    SD.name: SD.NamedGraph,
    SD.graph: SD.NamedGraph,
}
"""The class that the subject of each property must be said to have (Service Description, 3.2 to 3.4)."""
RANGES = {
    SD.defaultDataset: SD.Dataset,
    SD.defaultGraph: SD.Graph,
    SD.namedGraph: SD.NamedGraph,
    SD.graph: SD.Graph,
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service with two documents."""
    data: Path = tmp_path_factory.mktemp("described") / "data"
    published(data, [sample.first_article(), sample.second_article()]).close()
    with serving(Settings(data=data)) as found:
        yield found


@pytest.fixture(scope="module")
def description(address: str) -> Graph:
    return Graph().parse(data=httpx.get(f"{address}/sparql").text, format="turtle")


@pytest.mark.parametrize("media", FORMATS)
def test_returns_rdf(address: str, description: Graph, media: str) -> None:
    answer = httpx.get(f"{address}/sparql", headers={"accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    read = Dataset()
    read.parse(data=answer.text, format=FORMATS[media])
    graph = Graph()
    for subject, predicate, value, _ in read.quads():
        graph.add((subject, predicate, value))
    assert same(graph, description)


def test_has_endpoint_triple(address: str, description: Graph) -> None:
    assert [str(endpoint) for endpoint in description.objects(None, SD.endpoint)] == [f"{address}/sparql"]


def test_conforms_to_schema(description: Graph) -> None:
    for subject, predicate, value in description:
        if predicate in DOMAINS:
            assert (subject, RDF.type, DOMAINS[predicate]) in description
        if predicate in RANGES:
            assert (value, RDF.type, RANGES[predicate]) in description
    own = {str(term).startswith(str(SD)) and term for triple in description for term in triple if isinstance(term, URIRef)}
    assert own - {False} <= {*DOMAINS, *RANGES.values(), *DOMAINS.values(), *FEATURES, *LANGUAGES}
    assert set(description.objects(None, SD.feature)) <= FEATURES
    assert set(description.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}


def test_a_described_graph_has_the_triples_that_a_query_counts(address: str, description: Graph) -> None:
    named = dict(
        tuple(description.value(each, term) for term in (SD.name, SD.graph))
        for each in description.objects(None, SD.namedGraph)
    )
    assert {str(name).rpartition("/graph/")[2] for name in named} >= {"claims", "entities"}
    for name, graph in named.items():
        assert counted(description, graph) == count(address, f"GRAPH <{name}> {{ ?s ?p ?o }}")
    (default,) = description.objects(None, SD.defaultGraph)
    assert counted(description, default) == count(address, "?s ?p ?o")
    (documents,) = description.objects(None, VOID.subset)
    assert description.value(documents, VOID.documents) == Literal(2)


def counted(description: Graph, graph: Node | None) -> int:
    return int(description.value(graph, VOID.triples).toPython())  # type: ignore[union-attr]


def count(address: str, pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    answer = httpx.get(f"{address}/sparql", params={"query": query}).json()
    return int(answer["results"]["bindings"][0]["n"]["value"])


def test_nothing_is_said_of_what_it_does_not_do(description: Graph) -> None:
    assert not list(description.objects(None, SD.inputFormat))
    assert SD.BasicFederatedQuery not in set(description.objects(None, SD.feature))
    assert not list(description.triples((None, RDFS.comment, None)))
