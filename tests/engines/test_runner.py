"""Strangers' queries over HTTP: whole or refused, in every format, with the embedded engine's own errors."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from app.errors import (
    DataFolder,
    EngineFailed,
    InvalidInput,
    NotAcceptable,
    NotFound,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    QueryTooLarge,
)
from app.graph.iris import Iris
from app.settings import Settings
from app.store.embedded import EmbeddedStore
from app.store.pool import QueryPool
from app.store.port import Change
from app.store.remote.runner import RemoteRunner
from app.store.remote.store import RemoteStore
from tests.engines.conftest import BASE
from tests.engines.places import ENGINES

G, H = f"{BASE}/graph/g", f"{BASE}/graph/h"
P, Q = NamedNode(f"{BASE}/p"), NamedNode(f"{BASE}/q")
MANY = 3_000
XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = f"SELECT ?s ?o {{ ?s <{P.value}> ?o }}"


def triples(count: int) -> list[Triple]:
    return [Triple(NamedNode(f"{BASE}/{number}"), P, Literal(f"a text of some length {number}")) for number in range(count)]


@pytest.fixture(scope="module")
def filled(place: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a place with two graphs."""
    settings = place.model_copy(update={"data": tmp_path_factory.mktemp("filled")})
    with closing(RemoteStore(settings)) as store:
        store.clear()
        node, yes = BlankNode(), Literal("true", datatype=NamedNode(f"{XSD}boolean"))
        odd = [Triple(NamedNode(f"{BASE}/odd"), Q, value) for value in (yes, node, Literal("hallo", language="de"))]
        store.apply(Change(7, replace={G: triples(MANY), H: [*odd, Triple(node, Q, Literal('<b> "quoted" \\ é 😀'))]}))
        store.publish()
    return settings


@pytest.fixture(scope="module")
def runner(filled: Settings) -> Iterator[RemoteRunner]:
    with closing(RemoteRunner(filled)) as made:
        yield made


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryPool]:
    """The embedded engine, which has nothing."""
    data = tmp_path_factory.mktemp("embedded")
    with closing(EmbeddedStore(data, Iris(BASE))) as store:
        store.publish()
    with closing(QueryPool(Settings(data=data, readers=1))) as pool:
        yield pool


def with_limits(filled: Settings, **limits: object) -> closing[RemoteRunner]:
    return closing(RemoteRunner(filled.model_copy(update=limits)))


def number(runner: RemoteRunner, query: str, default: list[str], named: list[str]) -> int:
    return int(json.loads(runner.run(query, (), default, named).content)["results"]["bindings"][0]["n"]["value"])


def test_solutions_come_with_the_state_that_they_come_from(runner: RemoteRunner) -> None:
    answer = runner.run(f"SELECT (COUNT(*) AS ?n) {{ ?s <{P.value}> ?o }}")
    assert (answer.media_type, answer.snapshot, answer.whole) == ("application/sparql-results+json", "7", True)
    assert json.loads(answer.content)["results"]["bindings"][0]["n"]["value"] == str(MANY)
    assert runner.state() == "7"


@pytest.mark.parametrize(
    ("name", "start"), [("json", b'{"head"'), ("xml", b"<?xml"), ("csv", b"s,o\r\n"), ("tsv", b"?s\t?o\n")]
)
def test_tables_in_every_format(runner: RemoteRunner, name: str, start: bytes) -> None:
    answer = runner.run(f"{TEXT} ORDER BY ?s LIMIT 2", ["image/png", name])
    assert answer.content.startswith(start)
    assert answer.content.count(b"a text of some length") == 2


@pytest.mark.parametrize("name", ["turtle", "nt", "rdfxml", "jsonld", "trig", "nquads", "text/turtle"])
def test_graphs_in_every_format(runner: RemoteRunner, name: str) -> None:
    answer = runner.run(f"CONSTRUCT {{ ?s <{BASE}/r> ?o }} WHERE {{ ?s <{P.value}> ?o }} LIMIT 3", [name])
    assert len(list(parse(answer.content, RdfFormat.from_media_type(answer.media_type)))) == 3


def test_terms_are_what_they_are(runner: RemoteRunner) -> None:
    rows = json.loads(runner.run(f"SELECT ?s ?o {{ ?s <{Q.value}> ?o }}").content)["results"]["bindings"]
    values = {(row["o"]["type"], row["o"]["value"], row["o"].get("xml:lang"), row["o"].get("datatype")) for row in rows}
    assert values - {value for value in values if value[0] == "bnode"} == {
        ("literal", "true", None, f"{XSD}boolean"),
        ("literal", "hallo", "de", None),
        ("literal", '<b> "quoted" \\ é 😀', None, None),
    }
    (blank,) = [value[1] for value in values if value[0] == "bnode"]
    assert blank in {row["s"]["value"] for row in rows}


def test_yes_or_no_and_descriptions(runner: RemoteRunner) -> None:
    assert json.loads(runner.run("ASK { ?s ?p 'nothing like it' }").content)["boolean"] is False
    assert list(csv.reader(io.StringIO(runner.run(f"ASK {{ ?s <{P.value}> ?o }}", ["csv"]).content.decode()))) == [["true"]]
    described = runner.run(f"DESCRIBE <{BASE}/1>")
    assert described.media_type == "text/turtle"
    assert len(list(parse(described.content, RdfFormat.TURTLE))) == 1


def test_graphs_of_the_protocol_and_of_the_query_choose_what_is_seen(runner: RemoteRunner) -> None:
    count = f"SELECT (COUNT(*) AS ?n) {{ ?s <{P.value}> ?o }}"
    inside = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s <{P.value}> ?o }} }}"
    assert number(runner, count, [], []) == MANY
    assert number(runner, count, [G], []) == MANY
    assert number(runner, count, [G, H], []) == MANY
    assert number(runner, count, [H], []) == 0
    assert number(runner, count, [], [G]) == 0
    assert number(runner, inside, [], [G]) == MANY
    assert number(runner, inside, [], [H]) == 0
    assert number(runner, inside, [], []) == MANY
    assert number(runner, count.replace("{", f"FROM <{H}> {{", 1), [], []) == 0
    with pytest.raises(InvalidInput, match="IRI"):
        number(runner, count, ["no iri"], [])


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("SELECT * {\n ?s ?p", QuerySyntax),
        ("", QuerySyntax),
        ("DEFINE input:grab-all 'yes' SELECT * { ?s ?p ?o }", QueryRefused),
        ("SELECT * { ?s ?p ?o OPTION (TRANSITIVE) }", QuerySyntax),
        ("DROP ALL", QueryRefused),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", QueryRefused),
        ("#" * 100_001, QueryRefused),
    ],
)
def test_errors_are_those_of_the_embedded_engine(
    runner: RemoteRunner, embedded: QueryPool, query: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as there:
        embedded.run(query)
    with pytest.raises(error) as here:
        runner.run(query)
    assert str(here.value) == str(there.value)


def test_a_syntax_error_says_where(runner: RemoteRunner) -> None:
    with pytest.raises(QuerySyntax, match="line 2, column 7"):
        runner.run("SELECT * {\n ?s ?p")


def test_a_format_that_does_not_fit_is_not_acceptable(runner: RemoteRunner) -> None:
    with pytest.raises(NotAcceptable, match="json, xml"):
        runner.run("ASK {}", ["turtle"])
    with pytest.raises(NotAcceptable, match="turtle"):
        runner.run("CONSTRUCT WHERE { ?s ?p ?o }", ["csv"])


def test_a_release_is_asked_in_the_data_folder(runner: RemoteRunner) -> None:
    with pytest.raises(NotFound):
        runner.run("ASK {}", release="none")
    with pytest.raises(NotFound):
        runner.state("none")


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address of this machine, and who called it."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    calls.append(connection.recv(100).decode("latin-1"))
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", calls
        server.shutdown(socket.SHUT_RDWR)
    thread.join(10)


CALLS = [
    'SELECT (<bif:http_get>("{address}") AS ?x) {{}}',
    'PREFIX b: <bif:> SELECT (b:http_get("{address}") AS ?x) {{}}',
    'PREFIX b: <bif:http_> SELECT (b:get("{address}") AS ?x) {{}}',
    'SELECT (<\\u0062if:http_get>("{address}") AS ?x) {{}}',
    'SELECT (<LONG::bif:http_get>("{address}") AS ?x) {{}}',
    'SELECT (<SHORT::bif:http_get>("{address}") AS ?x) {{}}',
    'PREFIX l: <LONG::> SELECT (l:bif:http_get("{address}") AS ?x) {{}}',
    'BASE <bif:x> SELECT (<http_get>("{address}") AS ?x) {{}}',
    'BASE <http://x.example/> PREFIX b: <bi> SELECT (b:f:http_get("{address}") AS ?x) {{}}',
    'SELECT * {{ ?s ?p ?o FILTER(<bif:http_get>("{address}") = "hi") }} LIMIT 1',
    'SELECT (<sql:HTTP_GET>("{address}") AS ?x) {{}}',
    'ASK {{ SELECT (COUNT(<bif:http_get>("{address}")) AS ?x) {{}} }}',
    'CONSTRUCT {{ <a:a> <a:b> ?x }} WHERE {{ BIND(<bif:http_get>("{address}") AS ?x) }}',
    "SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{address}> {{ ?s ?p ?o }}",
    "DEFINE get:soft 'replace' SELECT * FROM <{address}> {{ ?s ?p ?o }}",
]


@pytest.mark.parametrize("query", CALLS)
def test_no_query_makes_the_engine_call_an_address(runner: RemoteRunner, listener: tuple[str, list[str]], query: str) -> None:
    address, calls = listener
    with suppress(QueryRefused, QuerySyntax):
        runner.run(query.format(address=address))
    assert calls == []


def test_words_that_only_look_like_a_door_pass(runner: RemoteRunner) -> None:
    for text in ("SELECT ?sql { ?sql ?bif 'bif or sql' } LIMIT 1", "PREFIX sqlite: <http://x.example/> ASK { ?s sqlite:x 1 }"):
        assert runner.run(text).whole


def test_a_large_answer_is_streamed_and_whole(filled: Settings) -> None:
    with with_limits(filled, answer_buffer=10_000) as runner:
        answer = runner.run(TEXT, ["tsv"])
        assert not answer.whole
        assert answer.content.count(b"\n") == MANY + 1
        graph = runner.run(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o . ?s <{P.value}> ?o }}", ["nt"])
        assert not graph.whole
        assert graph.content.count(b"\n") == MANY


def test_who_lets_go_of_a_large_answer_leaves_nothing_behind(filled: Settings) -> None:
    with with_limits(filled, answer_buffer=10_000, readers=1) as runner:
        for _ in range(6):  # more than may be asked at a time
            answer = runner.run(f"{TEXT} LIMIT 2000", ["tsv"])
            assert answer.rest is not None
            answer.rest.close()  # type: ignore[attr-defined]
        assert runner.run("ASK {}").whole


def test_an_answer_that_is_too_large_is_no_answer(filled: Settings) -> None:
    with with_limits(filled, max_results=10_000) as runner, pytest.raises(QueryTooLarge, match="10000 bytes"):
        runner.run(TEXT)
    with with_limits(filled, max_results=100_000, answer_buffer=10_000) as runner:
        answer = runner.run(TEXT)
        with pytest.raises(QueryTooLarge, match="100000 bytes"):
            _ = answer.content


def test_a_query_over_its_time_is_stopped_and_the_next_is_answered(filled: Settings, kind: str, tmp_path: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    stops = kind == "virtuoso"
    with with_limits(filled, query_timeout=2) if stops else of_its_own(kind, tmp_path, MANY, query_timeout=2) as runner:
        with pytest.raises(QueryTimeout):
            runner.run(endless)
        assert runner.run("ASK {}").whole


def test_what_an_engine_cannot_do_is_said(runner: RemoteRunner, kind: str) -> None:
    query = f"ASK {{ ?s <{P.value}> ?o }} VALUES ?s {{ <{BASE}/1> }}"
    if kind == "virtuoso":
        with pytest.raises(EngineFailed, match="cannot answer this query, which is good SPARQL"):
            runner.run(query)
    else:
        assert json.loads(runner.run(query).content)["boolean"] is True


def test_without_a_published_state_there_is_no_answer(remote: Settings) -> None:
    with closing(RemoteRunner(remote)) as runner, pytest.raises(DataFolder):
        runner.run("ASK {}")


def test_rows_that_virtuoso_cuts_are_no_answer(tmp_path: Path) -> None:
    with of_its_own("virtuoso", tmp_path, 200, rows=50) as runner:
        for query in (TEXT, f"CONSTRUCT WHERE {{ ?s <{P.value}> ?o }}", f"DESCRIBE ?s {{ ?s <{P.value}> ?o }}"):
            with pytest.raises(QueryTooLarge, match="50 rows"):
                runner.run(query)
        assert runner.run(f"{TEXT} LIMIT 40").whole


def test_what_oxigraphs_time_limit_cuts_is_no_answer(tmp_path: Path) -> None:
    # The first solutions come at once, the others never.
    found = "FILTER(?s = ?t && ?t = ?u || STRLEN(CONCAT(?o, ?r, ?w, ?z)) < 3)"
    pairs = f"{{ GRAPH ?g {{ ?s ?p ?o . ?t ?q ?r . ?u ?v ?w . ?x ?y ?z }} {found} }}"
    with of_its_own("oxigraph", tmp_path, 200, query_timeout=120, seconds=1) as runner:
        for query in (f"SELECT ?s ?t {pairs}", f"CONSTRUCT {{ ?s ?p ?r }} WHERE {pairs}"):
            with pytest.raises((EngineFailed, QueryTimeout)):
                _ = runner.run(query, ["nt", "csv"]).content


@contextmanager
def of_its_own(kind: str, folder: Path, count: int, query_timeout: float = 20, **options: int) -> Iterator[RemoteRunner]:
    """What asks a server that no other test uses, which ends with the block and with all that it still evaluates."""
    start = ENGINES[kind]
    assert start is not None
    server = start(folder, **options)
    try:
        settings = Settings(data=folder / "data", base_iri=BASE, query_timeout=query_timeout, **server.settings)
        settings.data.mkdir()
        with closing(RemoteStore(settings)) as store:
            store.apply(Change(1, replace={G: triples(count)}))
            store.publish()
        with closing(RemoteRunner(settings)) as runner:
            yield runner
    finally:
        server.stop()
