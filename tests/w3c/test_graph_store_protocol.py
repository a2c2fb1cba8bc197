"""The W3C's tests of the Graph Store Protocol over real HTTP, their graphs taken for workspace graphs of ours.

``http://www.example/gsp/person/1.ttl`` becomes ``B/graph/workspace/{test}-1.ttl``, named indirectly (``/graphs?graph=…``),
directly (``/graphs/workspace/…``) and by its own address (``/graph/workspace/…``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from rdflib import RDF, Graph, Namespace, Node, URIRef

from app.settings import Settings
from tests.conftest import REPOSITORY
from tests.isomorphism import same
from tests.w3c.serving import serving

FOLDER = REPOSITORY.parent / "shared" / "data" / "w3c" / "sparql" / "sparql11" / "graph-store-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
THEIRS = "http://www.example/gsp/person/"
LOCATION = "$LOCATION$"

NOT_APPLICABLE = {
    "put_get_default": "the default graph is the union of all graphs, which is made of them and written through them",
    "put_get_uri_pct_encoded_twice": "names of ours have no percent signs; that names are decoded once is tested below",
}


@dataclass(frozen=True)
class Step:
    """One request of a test, and what its response must be."""

    method: str
    path: str
    headers: dict[str, str]
    body: str | None
    statuses: set[int]
    content_type: str | None
    content: str | None
    gives_location: bool


def defined() -> list[tuple[str, str, list[Step]]]:
    """Identifier, way of naming and requests of all tests that the two manifests define, listed among their entries or not."""
    found = []
    for way in ("direct", "indirect"):
        graph = Graph().parse(FOLDER / f"manifest-{way}.ttl")
        for test in sorted(graph.subjects(RDF.type, MF.GraphStoreProtocolTest)):
            connection = graph.value(test, MF.action)
            steps = [_step(graph, request) for request in graph.items(graph.value(connection, HT.requests))]
            found.append((str(test).rpartition("#")[2], way, steps))
    return found


def _step(graph: Graph, request: Node) -> Step:
    response = graph.value(request, HT.resp)
    assert response is not None
    body, content = graph.value(request, HT.body), graph.value(response, HT.body)
    return Step(
        method=str(graph.value(request, HT.methodName)),
        path=str(graph.value(request, HT.absolutePath)),
        headers=_headers(graph, request),
        body=None if body is None else str(graph.value(body, CNT.chars)),
        statuses={STATUSES[str(status).rpartition("#")[2]] for status in graph.objects(response, MF.expectedStatus)},
        content_type=_headers(graph, response).get("content-type"),
        content=None if content is None else str(graph.value(content, CNT.chars)),
        gives_location=(response, MF.expectedLocation, None) in graph,
    )


def _headers(graph: Graph, message: Node) -> dict[str, str]:
    found = graph.items(graph.value(message, HT.headers)) if (message, HT.headers, None) in graph else ()
    return {str(graph.value(each, HT.fieldName)): str(graph.value(each, HT.fieldValue)) for each in found}


def parameters() -> list[object]:
    """Each test with each way in which we let graphs be named."""
    if not FOLDER.is_dir():
        return [pytest.param("", "", [], marks=pytest.mark.skip("../shared/data/w3c is not there: not ours to ship"))]
    found = []
    for name, way, steps in defined():
        marks = [pytest.mark.skip(NOT_APPLICABLE[name])] if name in NOT_APPLICABLE else []
        for place in ("/graphs", "/graph") if way == "direct" else ("/graphs",):
            found.append(pytest.param(name, place, steps, id=f"{name}{place.replace('/', '-')}", marks=marks))
    return found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service without documents."""
    with serving(Settings(data=tmp_path_factory.mktemp("gsp") / "data")) as found:
        yield found


def ours(path: str, test: str, place: str, location: str) -> str:
    """The path of a request with our names in place of theirs."""
    base = f"{Settings().base_iri}/graph/workspace/{test}-"
    path = path.replace(quote(THEIRS, safe=""), quote(base, safe="")).replace(THEIRS, base).replace(LOCATION, location)
    if path.startswith("/gsp/person/"):
        return path.replace("/gsp/person/", f"{place}/workspace/{test}-", 1)
    return path.replace("/gsp", "/graphs", 1)


@pytest.mark.parametrize(("test", "place", "steps"), parameters())
def test_protocol(address: str, test: str, place: str, steps: list[Step]) -> None:
    location = ""
    for step in steps:
        url = address + ours(step.path, f"{test}{place.replace('/', '-')}", place, location)
        answer = httpx.request(step.method, url, headers=step.headers, content=step.body, timeout=60)
        assert answer.status_code in step.statuses, (step.method, url, answer.text)
        if step.content_type is not None:
            assert answer.headers["content-type"] == step.content_type
        if step.content is not None:
            expected = Graph().parse(data=step.content, format="turtle")
            assert same(Graph().parse(data=answer.text, format="turtle"), expected)
        if step.gives_location:
            location = answer.headers["location"]
            assert location.startswith(f"{Settings().base_iri}/graph/workspace/")


def test_the_suite_is_there_as_a_whole(shared_data: Path) -> None:
    names = [name for name, *_ in defined()]
    assert len(names) == len(set(names)) == 14
    assert set(NOT_APPLICABLE) <= set(names)


def test_names_are_decoded_once(address: str) -> None:
    base = f"{address}/graphs?graph={Settings().base_iri}/graph/workspace/person-"
    headers = {"content-type": "text/turtle"}
    assert httpx.put(f"{base}%31.ttl", content="<a> <http://e/p> 1 .", headers=headers).status_code == 201
    assert httpx.get(f"{base}1.ttl").status_code == 200
    assert httpx.get(f"{base}%2531.ttl").status_code == 404
    refused = httpx.put(f"{base}%2531.ttl", content="", headers=headers)
    assert refused.status_code == 403
    assert "person-%31.ttl" in refused.json()["detail"]
    assert URIRef(f"{Settings().base_iri}/graph/workspace/a") in Graph().parse(data=httpx.get(f"{base}1.ttl").text).all_nodes()
