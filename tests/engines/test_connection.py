"""What can go wrong between us and an engine: each is said as it is, and nothing cut off is taken for whole."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import SecretStr

from app.errors import Busy, EngineAway, EngineFailed, InvalidInput, QueryTimeout, QueryTooLarge, SaysoError
from app.settings import Settings
from app.store.remote.addresses import addresses_of, auth_of
from app.store.remote.body import Deadline
from app.store.remote.connection import Chosen, Connection
from app.store.remote.dialects import RESULTS, dialect_of, mended
from app.store.remote.refusals import EngineRefused

TABLE = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://example.org/s"}}]}}'
Answering = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def engine(answering: Answering) -> Iterator[tuple[Connection, list[str]]]:
    """A connection to an engine that answers so, and the paths that were asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked.append(f"{self.path} {body}")
            answering(self)

        do_PUT = do_POST

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    settings = Settings(
        store_url=f"{address}/q?a=1&union-default-graph", store_update_url=f"{address}/u", store_graph_url=f"{address}/g"
    )
    try:
        with closing(Connection(settings)) as connection:
            yield connection, asked
    finally:
        server.shutdown()
        server.server_close()


def said(status: int, body: bytes = TABLE, media: str = RESULTS, **headers: str) -> Answering:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {
            "Content-Type": media,
            "Content-Length": str(len(body)),
            **{key.replace("_", "-"): headers[key] for key in headers},
        }
        for name, value in given.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def read(connection: Connection, seconds: float = 10) -> bytes:
    with connection.table("ASK {}", Deadline(seconds)) as reply:
        return b"".join(iter(lambda: reply.file.read(1000), b""))


def test_a_query_goes_where_the_address_says_with_all_that_belongs_to_it() -> None:
    with engine(said(200)) as (connection, asked):
        assert read(connection) == TABLE
        chosen = Chosen(default=["http://example.org/é"], named=["http://example.org/n"])
        with connection.table("ASK {}", Deadline(10), chosen):
            pass
    assert asked[0] == "/q?a=1&union-default-graph query=ASK+%7B%7D"
    assert asked[1].startswith("/q?a=1 query=ASK")
    assert "default-graph-uri=http%3A%2F%2Fexample.org%2F%C3%A9&named-graph-uri=" in asked[1]


@pytest.mark.parametrize(
    ("answering", "error", "words"),
    [
        (said(400, b"Virtuoso 37000 Error\nmore"), EngineFailed, "good SPARQL: Virtuoso 37000 Error$"),
        (said(500, b"<html><title>Error 22023</title>"), EngineFailed, "500.*Error 22023$"),
        (said(500, b"Transaction timed out"), QueryTimeout, "time limit"),
        (said(401, b"no"), EngineFailed, "SAYSO_STORE_AUTH"),
        (said(404, b"no"), EngineFailed, "SAYSO_STORE_URL"),
        (said(302, b"", Location="http://127.0.0.1:1/"), EngineFailed, "SAYSO_STORE_URL"),
        (said(503, b"later"), Busy, "later"),
        (said(200, X_SPARQL_MaxRows="10000"), QueryTooLarge, "10000 rows"),
        (said(200, X_SQL_State="S1TAT", X_SQL_Message="partial"), QueryTimeout, "time limit"),
        (said(200, X_SQL_State="XYZ", X_SQL_Message="out of memory"), EngineFailed, "out of memory"),
        (said(200, b"<html>", "text/html"), EngineFailed, "gave text/html"),
    ],
)
def test_what_the_engine_says_is_said(answering: Answering, error: type[SaysoError], words: str) -> None:
    with engine(answering) as (connection, _), pytest.raises(error, match=words):
        read(connection)


def test_a_state_that_says_that_all_is_well_is_no_error() -> None:
    with engine(said(200, X_SQL_State="00000")) as (connection, _):
        assert read(connection) == TABLE


def cut_chunk(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", RESULTS)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"10\r\n" + TABLE[:16] + b"\r\n")
    handler.close_connection = True


def cut_length(handler: BaseHTTPRequestHandler) -> None:
    said(200, TABLE[:20], Content_Length="1000")(handler)
    handler.close_connection = True


def cut_gzip(handler: BaseHTTPRequestHandler) -> None:
    said(200, gzip.compress(TABLE)[:-12], Content_Encoding="gzip", Content_Length="500")(handler)
    handler.close_connection = True


@pytest.mark.parametrize("answering", [cut_chunk, cut_length, cut_gzip])
def test_a_body_that_ends_early_is_an_error(answering: Answering) -> None:
    with engine(answering) as (connection, _), pytest.raises(EngineFailed, match="broke off"):
        read(connection)


def test_a_compressed_body_is_read() -> None:
    with engine(said(200, gzip.compress(TABLE), Content_Encoding="gzip", Content_Length=str(len(gzip.compress(TABLE))))) as (
        one,
        _,
    ):
        assert read(one) == TABLE


def test_triples_without_a_visible_end_are_refused() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/n-triples")
        handler.end_headers()
        handler.wfile.write(b"<a:a> <a:b> <a:c> .\n")
        handler.close_connection = True

    with engine(endless) as (connection, _), pytest.raises(EngineFailed, match="where its answer ends"):
        connection.graph("CONSTRUCT WHERE { ?s ?p ?o }", Deadline(10))


def test_an_engine_that_says_nothing_or_little_is_stopped_in_time() -> None:
    go_on = threading.Event()

    def silent(handler: BaseHTTPRequestHandler) -> None:
        go_on.wait(30)

    def trickling(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", RESULTS)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while not go_on.wait(0.05):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    for answering in (silent, trickling):
        with engine(answering) as (connection, _), pytest.raises(QueryTimeout, match=r"after 0\.5 seconds"):
            read(connection, 0.5)
    go_on.set()


def test_a_connection_that_was_closed_meanwhile_is_replaced() -> None:
    def once(handler: BaseHTTPRequestHandler) -> None:
        if not first.is_set():
            first.set()
            handler.close_connection = True
            return
        said(200)(handler)

    first = threading.Event()
    with engine(once) as (connection, asked):
        assert read(connection) == TABLE
        assert len(asked) == 2


def test_writing_is_not_tried_again_and_says_why_not() -> None:
    def gone(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    with engine(gone) as (connection, asked):
        with pytest.raises(EngineAway):
            connection.update("CLEAR ALL")
        assert len(asked) == 1
    for status, error in (
        (400, EngineRefused),
        (500, EngineRefused),
        (503, EngineAway),
        (401, EngineFailed),
        (302, EngineFailed),
    ):
        with engine(said(status, b"why")) as (connection, _), pytest.raises(error):
            connection.put("http://example.org/g", b"")


@pytest.mark.parametrize("address", ["ftp://x/", "x", "http://", "http://u:p@x/", "http://x/#f", "http://x:0/", "http://[x/"])
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    with pytest.raises(InvalidInput, match="SAYSO_STORE_URL"):
        addresses_of(Settings(store_url=address))
    with pytest.raises(InvalidInput, match="SAYSO_STORE_UPDATE_URL"):
        addresses_of(Settings(store_url="http://x/", store_update_url=address))


@pytest.mark.parametrize(
    ("address", "left"),
    [
        ("http://x/q", "http://x/q"),
        ("http://x/q?union-default-graph", "http://x/q"),
        ("http://x/q?a=1&union-default-graph=&b=%20", "http://x/q?a=1&b=%20"),
        ("http://x/q?default-graph-uri=urn:x-arq:UnionGraph", "http://x/q"),
    ],
)
def test_a_query_that_chooses_graphs_gets_no_others(address: str, left: str) -> None:
    assert addresses_of(Settings(store_url=address)).query_of_chosen_graphs == left


def test_who_we_are_must_be_said_whole() -> None:
    for auth in ("basic", "digest"):
        with pytest.raises(InvalidInput, match="SAYSO_STORE_PASSWORD"):
            auth_of(Settings(store_auth=auth, store_user="me"))
        assert auth_of(Settings(store_auth=auth, store_user="me", store_password=SecretStr("é")))


@pytest.mark.parametrize(
    ("given", "standard"),
    [
        ('{ "s": { "type": "bnode", "value": "nodeID://b1" }', '{ "s": { "type": "bnode", "value": "b1" }'),
        ('"datatype": "http://www.w3.org/2001/XMLSchema#boolean", "value": "1"', None),
        ('"datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": "2026-01-02T03:04:05.500Z"', "05.5Z"),
        ('"datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": "2026-01-02T03:04:05.000+02:00"', "05+02:00"),
        ('"2026-01-02T03:04:05.120"^^<http://www.w3.org/2001/XMLSchema#dateTime>', '05.12"^^'),
        ('"2026-01-02T03:04:05Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>', "05Z"),
        ('"value": "\\"type\\": \\"bnode\\", \\"value\\": \\"nodeID://b1\\""', "nodeID://b1"),
        ('"value": "\\"2026-01-02T03:04:05.120\\"^^<http://www.w3.org/2001/XMLSchema#dateTime>"', "05.120"),
    ],
)
def test_virtuosos_terms_are_mended_and_texts_are_not(given: str, standard: str | None) -> None:
    found = mended(given.encode()).decode()
    assert (standard or '"true"') in found


def test_dialects_are_known_by_the_name_of_the_server() -> None:
    assert dialect_of("Virtuoso/07.20.3229 (Linux) x86_64").mended
    assert dialect_of("Oxigraph/0.5.13").graphs == "application/ld+json"
    assert dialect_of("Jetty(12.0)") == dialect_of("")
    assert dialect_of("Virtuoso/07").parameters(30) == {"timeout": "27000"}
    assert dialect_of("Virtuoso/07").parameters(0.1) == {"timeout": "1000"}
    assert dialect_of("").parameters(30) == {}
