"""Every IRI that is minted leads to a page for people and to RDF that speaks of it, in each format."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from starlette.testclient import TestClient

from app.api import create_app
from app.graph.packaged import context_document
from app.settings import Settings

pytestmark = pytest.mark.slow

BASE = "http://127.0.0.1:8000"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
SHARED = {f"{BASE}/graph/{name}" for name in ("claims", "dataset", "entities", "ontology", "shapes", "workspaces")}
"""Graphs in which nothing is said of themselves."""

Ask = Callable[[str, str, bool], list[Quad]]


@pytest.fixture(scope="module")
def client(sample_data: Path) -> Iterator[TestClient]:
    """A service on the sample documents."""
    with TestClient(create_app(Settings(data=sample_data)), base_url=BASE, follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="module")
def iris(client: TestClient) -> list[str]:
    """Every IRI below the base in a whole export."""
    quads = parse(client.get("/export/nquads").content, RdfFormat.N_QUADS)
    terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}
    return sorted(term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith(f"{BASE}/"))


@pytest.fixture(scope="module")
def ask(client: TestClient) -> Ask:
    """The quads that an IRI gives in a format, by extension or else by ``Accept``; the answer says which format it is."""
    context = json.loads(context_document())["@context"]

    def fetch(iri: str, extension: str, by_extension: bool) -> list[Quad]:
        form, path = FORMATS[extension], iri.removeprefix(BASE)
        if by_extension:
            answer = client.get(f"{path}.{extension}", headers={"accept": BROWSER})
        else:
            answer = client.get(path, headers={"accept": form.media_type})
        assert answer.status_code == 200, (iri, extension, answer.text)
        assert answer.headers["content-type"].partition(";")[0] == form.media_type
        assert answer.headers["content-location"] == f"{path}.{extension}"
        content = answer.text
        if form == RdfFormat.JSON_LD:
            content = json.dumps({**json.loads(content), "@context": context})
        return list(parse(content, form, base_iri=BASE))

    return fetch


def speaks_of(quads: list[Quad], iri: str) -> bool:
    """Whether some statement begins or ends in the thing, or a graph has its name."""
    name = NamedNode(iri)
    return any(name in (quad.subject, quad.object, quad.graph_name) for quad in quads)


def test_there_are_iris_of_every_kind(iris: list[str]) -> None:
    kinds = {iri.removeprefix(f"{BASE}/").partition("/")[0] for iri in iris}
    named = {"attribution", "claim", "document", "entity", "extraction", "graph", "membership", "mention", "passage"}
    joined = {"dependence", "discrepancy", "echo", "side"}
    assert kinds == named | joined | {"dataset", "quantity", "role", "software", "time"}
    assert len(iris) > 1500


def test_every_iri_has_a_page(iris: list[str], client: TestClient) -> None:
    for iri in iris:
        answer = client.get(iri.removeprefix(BASE), headers={"accept": BROWSER})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), iri
        assert answer.text.count("<h1") == 1


def test_every_iri_gives_rdf_that_speaks_of_it(iris: list[str], ask: Ask) -> None:
    asked = zip(iris, cycle((extension, by) for by in (True, False) for extension in FORMATS), strict=False)
    silent = {iri for iri, (extension, by_extension) in asked if not speaks_of(ask(iri, extension, by_extension), iri)}
    assert silent <= SHARED


def test_every_kind_says_the_same_in_every_format(iris: list[str], ask: Ask) -> None:
    some = {iri.removeprefix(f"{BASE}/").partition("/")[0]: iri for iri in iris}
    for kind, iri in some.items():
        said = {(extension, by): ask(iri, extension, by) for extension in FORMATS for by in (True, False)}
        named = {
            key: {quad.triple for quad in quads if "_:" not in f"{quad.subject}{quad.object}"} for key, quads in said.items()
        }
        assert len(set(map(frozenset, named.values()))) == 1, kind
        assert len({len(quads) for quads in said.values()}) == 1, kind


def test_a_shared_graph_is_named_where_the_format_names_graphs(ask: Ask) -> None:
    for iri in sorted(SHARED - {f"{BASE}/graph/workspaces"}):
        assert {quad.graph_name for quad in ask(iri, "nq", True)} == {NamedNode(iri)}
