"""What the service says of itself and of the data set, from the newest state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, VOID, Literal, Namespace, URIRef
from starlette.testclient import TestClient

from app.answers.extent import Extent, Extents
from app.answers.stats import stats
from app.api.service_description import dataset_description, service_description
from app.store.reader import SnapshotReader
from tests.graph import sample
from tests.small_graph import published

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DOCUMENT = "https://w3id.org/sayso/ontology#Document"
HOME = "http://127.0.0.1:8000"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[SnapshotReader]:
    made = published(tmp_path, [sample.first_article(), sample.second_article()])
    yield made
    made.close()


@pytest.fixture
def held(reader: SnapshotReader) -> Extent:
    return Extents(sample.IRIS).of(reader.newest())


def test_it_is_made_once_for_each_state_and_format(service: TestClient) -> None:
    first = service.get("/sparql")
    again = service.get("/sparql", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["x-sayso-snapshot"] in first.headers["etag"]
    assert service.get("/sparql", headers={"accept": "application/ld+json"}).headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(("given", "status"), [("turtle", 200), ("jsonld", 200), ("json", 200), ("csv", 406), ("excel", 406)])
def test_it_comes_in_formats_of_graphs(service: TestClient, given: str, status: int) -> None:
    assert service.get("/sparql", params={"format": given}).status_code == status


def test_calls_are_described_where_they_are_allowed(held: Extent) -> None:
    def features(calls: bool) -> set[object]:
        return set(service_description(sample.IRIS, f"{HOME}/sparql", held, calls).objects(None, SD.feature))

    assert features(calls=True) - features(calls=False) == {SD.BasicFederatedQuery}


def test_counts_are_those_of_the_state(reader: SnapshotReader, held: Extent) -> None:
    assert held.state == reader.snapshot()
    assert held.triples == reader.count() == sum(held.properties.values())
    assert (held.document_graphs, held.classes[DOCUMENT]) == (2, 2)
    assert 0 < sum(held.shared_graphs.values()) < held.triples
    assert not any("/graph/document/" in name for name in held.shared_graphs)


def test_a_state_is_counted_once(reader: SnapshotReader) -> None:
    extents = Extents(sample.IRIS)
    assert extents.of(reader.newest()) is extents.of(reader.newest())


def test_the_data_set_says_what_it_holds_and_where_it_is_had(reader: SnapshotReader, held: Extent) -> None:
    graph = dataset_description(sample.IRIS, HOME, stats(reader.newest()), held)
    dataset = sample.IRIS.dataset()
    partitions = {
        str(graph.value(part, VOID["class"])): graph.value(part, VOID.entities)
        for part in graph.objects(dataset, VOID.classPartition)
    }
    assert partitions[DOCUMENT] == Literal(2)
    triples = [int(str(graph.value(part, VOID.triples))) for part in graph.objects(dataset, VOID.propertyPartition)]
    assert sum(triples) == held.triples
    assert graph.value(dataset, VOID.triples) == Literal(held.triples)
    service = graph.value(None, DCAT.servesDataset, dataset)
    assert service == URIRef(f"{HOME}/sparql") == graph.value(service, DCAT.endpointURL)
    assert URIRef(f"{HOME}/export/trig") in set(graph.objects(dataset, DCAT.distribution))
    assert list(graph.objects(dataset, DCTERMS.license)) == []
