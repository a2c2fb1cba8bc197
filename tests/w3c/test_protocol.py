"""The W3C's tests of the SPARQL 1.1 Protocol: the requests that its manifest writes down, over real HTTP.

Tests of SPARQL Update that must fail are run like those of queries. Tests of updates that must succeed are refused here, each
for the reason in ``REFUSED``; that nothing has changed after them is a test of its own.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from pyoxigraph import NamedNode, Quad, Store, parse
from rdflib import Graph, Namespace, Node, URIRef

from app.graph.iris import Iris
from app.settings import Settings
from app.store.embedded import EmbeddedStore
from tests.conftest import REPOSITORY
from tests.w3c.serving import serving

FOLDER = REPOSITORY.parent / "shared" / "data" / "w3c" / "sparql" / "sparql11" / "protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
THEIRS = "http://kasei.us/2009/09/sparql/data/"

NO_UPDATES = (
    "a SPARQL Update: the graph is made from documents and workspace graphs, which the ledger keeps, and from nothing else"
)
REFUSED = {
    "update_dataset_default_graph": NO_UPDATES,
    "update_dataset_default_graphs": NO_UPDATES,
    "update_dataset_named_graphs": NO_UPDATES,
    "update_dataset_full": NO_UPDATES,
    "update_post_form": NO_UPDATES,
    "update_post_direct": NO_UPDATES,
    "update_base_uri": NO_UPDATES,
}
"""Tests that ask for what this service does not do by design, with the reason."""

FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}


@dataclass(frozen=True)
class Step:
    """One request of a test, and what is expected of its answer."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: tuple[str, ...]
    format: str | None
    boolean: bool | None


def defined() -> dict[str, list[Step]]:
    """The requests of each test of the manifest, by the test's name."""
    graph = Graph().parse(FOLDER / "manifest.ttl")
    (entries,) = graph.objects(None, MF.entries)
    return {str(test).rpartition("#")[2]: steps(graph, test) for test in graph.items(entries)}


def steps(graph: Graph, test: Node) -> list[Step]:
    requests = graph.value(graph.value(test, MF.action), HT.requests)
    return [step(graph, request) for request in graph.items(requests)]


def step(graph: Graph, request: Node) -> Step:
    response, body = graph.value(request, HT.resp), graph.value(request, HT.body)
    headers = graph.items(graph.value(request, HT.headers)) if graph.value(request, HT.headers) else ()
    boolean, form = graph.value(response, MF.expectedBoolean), graph.value(response, MF.expectedFormat)
    statuses = (str(status).rpartition("StatusCode")[2][0] for status in graph.objects(response, MF.expectedStatus))
    return Step(
        method=str(graph.value(request, HT.methodName)),
        path=str(graph.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1),
        headers={str(graph.value(each, HT.fieldName)): str(graph.value(each, HT.fieldValue)) for each in headers},
        body=content(graph, body) if body else None,
        statuses=tuple(statuses),
        format=str(form) if form else None,
        boolean=bool(boolean.toPython()) if boolean is not None else None,  # type: ignore[attr-defined]
    )


def content(graph: Graph, body: Node) -> bytes:
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))


TESTS = defined() if FOLDER.is_dir() else {}
NEEDS_SUITE = pytest.mark.skipif(
    not TESTS, reason="../shared/data/w3c is not there: the W3C's tests, which are not ours to ship"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a service listens whose graphs are those of the tests, under the names that the tests use."""
    data: Path = tmp_path_factory.mktemp("protocol") / "data"
    data.mkdir()
    store = Store(data / "graph")
    for file in sorted(FOLDER.glob("*.nt")):
        name = NamedNode(f"{THEIRS}{file.stem}.rdf")
        store.extend(Quad(*quad.triple, name) for quad in parse(path=file))
    del store
    engine = EmbeddedStore(data, Iris(Settings(data=data).base_iri))
    engine.publish()
    engine.close()
    with serving(Settings(data=data)) as found:
        yield urlsplit(found).netloc


def answer(address: str, step: Step) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(address, timeout=60)
    # Some of the manifest's addresses have characters that no address may have; what is escaped already stays so.
    connection.request(step.method, quote(step.path, safe="/?&=%:+"), step.body, step.headers)
    found = connection.getresponse()
    return found, found.read()


def boolean(media: str, body: bytes) -> bool:
    return bool(json.loads(body)["boolean"]) if media.endswith("json") else b"<boolean>true</boolean>" in body


@NEEDS_SUITE
@pytest.mark.parametrize("name", [name for name in TESTS if name not in REFUSED])
def test_a_request_gets_what_the_protocol_says(address: str, name: str) -> None:
    for step in TESTS[name]:
        found, body = answer(address, step)
        assert str(found.status)[0] in step.statuses, body.decode()
        media = found.headers["content-type"].partition(";")[0]
        if step.format:
            assert media in FORMATS[step.format]
        if step.boolean is not None:
            assert boolean(media, body) is step.boolean


@NEEDS_SUITE
@pytest.mark.parametrize("name", REFUSED)
def test_an_update_is_refused_with_what_to_do_instead(address: str, name: str) -> None:
    updates = [step for step in TESTS[name] if step.boolean is None]
    assert updates
    for step in updates:
        found, body = answer(address, step)
        assert found.status == 403
        assert "Graph Store Protocol" in json.loads(body)["detail"]


@NEEDS_SUITE
def test_nothing_has_changed_after_all_updates(address: str) -> None:
    def everything() -> bytes:
        query = urlencode({"query": "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"})
        return answer(address, Step("GET", f"/sparql?{query}", {}, None, (), None, None))[1]

    before = everything()
    assert URIRef(f"{THEIRS}data1.rdf") in {URIRef(row["g"]["value"]) for row in json.loads(before)["results"]["bindings"]}
    for step in (step for name in REFUSED for step in TESTS[name] if step.boolean is None):
        answer(address, step)
    assert everything() == before
