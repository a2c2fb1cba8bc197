"""The SPARQL service on the wire: methods, conditions, chunks and refusals, over a real server with real readers."""

from __future__ import annotations

import gzip
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.api import create_app
from app.settings import Settings
from tests.api.running import PATIENCE, connected, running, told
from tests.graph import sample
from tests.small_graph import published

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
EVERYTHING = "SELECT * WHERE { ?a ?b ?c }"
PAIRS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
FROM_ELSEWHERE = {"Origin": "https://elsewhere.example"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two documents; what is tested here lies before every engine, so one engine is enough."""
    folder: Path = tmp_path_factory.mktemp("wire")
    published(folder, [sample.first_article(), sample.second_article()]).close()
    return folder


@contextmanager
def served(data: Path, **settings: float) -> Iterator[int]:
    """The port of a service on the data, with these settings."""
    with running(create_app(Settings(data=data, **settings), "127.0.0.1")) as port:  # type: ignore[arg-type]
        yield port


@pytest.fixture(scope="module")
def port(data: Path) -> Iterator[int]:
    with served(data) as found:
        yield found


def ask(port: int, query: str | None, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    path = "/sparql" if query is None else f"/sparql?{urlencode({'query': query})}"
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer, answer.read()


def headers_of(answer: http.client.HTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.getheaders() if name.lower() != "date"}


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode()


@pytest.mark.parametrize("query", [COUNT, EVERYTHING, None, "SELECT"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_head_has_the_headers_of_get_and_no_body(port: int, query: str | None, coding: str) -> None:
    got, body = ask(port, query, Accept_Encoding=coding)
    head, nothing = ask(port, query, "HEAD", Accept_Encoding=coding)
    assert (head.status, headers_of(head), nothing) == (got.status, headers_of(got), b"")
    assert body


def test_the_first_and_the_remembered_answer_have_the_same_headers(port: int) -> None:
    query = f"{COUNT} # asked nowhere else"
    first, again = ask(port, query), ask(port, query)
    assert headers_of(first[0]) == headers_of(again[0])
    assert first[1] == again[1]


def test_who_has_the_answer_gets_304_without_body(port: int) -> None:
    got, body = ask(port, EVERYTHING, Accept_Encoding="gzip")
    assert json.loads(gzip.decompress(body))
    for method in ("GET", "HEAD"):
        answer, nothing = ask(port, EVERYTHING, method, If_None_Match=got.headers["ETag"])
        assert (answer.status, nothing) == (304, b"")
        assert answer.headers["ETag"] == got.headers["ETag"]
        assert answer.headers["Vary"] == "Accept, Accept-Encoding"
        assert answer.headers["X-Sayso-Snapshot"] == got.headers["X-Sayso-Snapshot"]


def test_a_post_is_answered_whatever_the_client_has(port: int) -> None:
    tag = ask(port, COUNT)[0].headers["ETag"]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("POST", "/sparql", COUNT, {"Content-Type": "application/sparql-query", "If-None-Match": tag})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["ETag"]) == (200, tag)
    assert json.loads(answer.read())["results"]


@pytest.mark.parametrize("host", ["here", "<x>", 'a"b', "a b", "", "[::1", "x:y:z"])
def test_no_name_of_the_host_breaks_the_description(port: int, host: str) -> None:
    for accept in ("text/turtle", "application/n-triples", "application/rdf+xml"):
        request = f"GET /sparql HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\nConnection: close\r\n\r\n"
        assert told(port, request.encode())[9:12] in {b"200", b"400"}


def test_options_say_what_can_be_done(port: int) -> None:
    answer, body = ask(port, None, "OPTIONS")
    assert (answer.status, body) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert "application/sparql-query" in answer.headers["Accept-Post"]


def test_pages_of_other_sites_may_ask_without_credentials(port: int) -> None:
    wanted = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type, if-none-match"}
    allowed, _ = ask(port, None, "OPTIONS", **FROM_ELSEWHERE, **wanted)
    assert allowed.status == 204
    assert "POST" in allowed.headers["Access-Control-Allow-Methods"]
    assert "if-none-match" in allowed.headers["Access-Control-Allow-Headers"].lower()
    assert int(allowed.headers["Access-Control-Max-Age"]) > 0
    for query in (COUNT, COUNT, "SELECT"):
        answer, _ = ask(port, query, Cookie="a=b", **FROM_ELSEWHERE)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused_with_those_that_there_are(port: int, method: str) -> None:
    answer, body = ask(port, COUNT, method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert json.loads(body)["status"] == 405


def test_another_type_of_body_is_refused_with_those_that_there_are(port: int) -> None:
    answer, body = ask(port, None, "POST", Content_Type="text/plain", Content_Length="0")
    assert answer.status == 415
    assert answer.headers["Accept-Post"] == "application/sparql-query, application/x-www-form-urlencoded"
    assert "application/sparql-query" in json.loads(body)["detail"]


def test_a_syntax_error_has_its_position(port: int) -> None:
    answer, body = ask(port, "SELECT *\nWHERE { ?s ?p }")
    found = json.loads(body)
    assert answer.status == 400
    assert (found["line"], found["column"] > 1) == (2, True)
    assert found["detail"].startswith(f"line 2, column {found['column']}: ")


def test_a_large_answer_streams_and_has_its_end(data: Path) -> None:
    with served(data, answer_buffer=1_000) as port:
        said = told(port, get(f"/sparql?{urlencode({'query': EVERYTHING, 'format': 'csv'})}"))
    head, _, body = said.partition(b"\r\n\r\n")
    assert b"transfer-encoding: chunked" in head.lower()
    assert b"etag:" in head.lower()
    assert body.endswith(b"\r\n0\r\n\r\n")


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_a_large_answer_is_the_same_in_every_coding_and_every_time(data: Path, coding: str) -> None:
    with served(data, answer_buffer=1_000) as streaming, served(data) as whole:
        first, again = (sorted(csv(streaming, coding)) for _ in range(2))
        assert first == again == sorted(csv(whole, "identity"))


def csv(port: int, coding: str) -> list[bytes]:
    import zstandard

    answer, body = ask(port, EVERYTHING, Accept="text/csv", Accept_Encoding=coding)
    assert answer.status == 200
    if coding == "gzip":
        return gzip.decompress(body).splitlines()
    return (zstandard.ZstdDecompressor().decompressobj().decompress(body) if coding == "zstd" else body).splitlines()


def test_an_answer_that_grows_too_large_breaks_off(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with served(data, answer_buffer=10_000, max_results=2_000_000) as port:
        said = told(port, get(f"/sparql?{urlencode({'query': PAIRS})}"))
        assert said.startswith(b"HTTP/1.1 200")
        assert not said.endswith(b"0\r\n\r\n")
        with pytest.raises(http.client.IncompleteRead):
            ask(port, PAIRS)
        assert ask(port, COUNT)[0].status == 200
    lines = [line for line in capsys.readouterr().err.splitlines() if "broke off" in line]
    assert len(lines) == 2
    assert all("GET /sparql broke off after" in line and "2000000" in line for line in lines)


def test_an_answer_too_large_from_the_start_is_an_error(data: Path) -> None:
    with served(data, max_results=10_000) as port:
        answer, body = ask(port, PAIRS)
    assert (answer.status, json.loads(body)["type"].partition("#")[2]) == (507, "QueryTooLarge")


@pytest.mark.slow
def test_who_goes_away_frees_the_reader(data: Path) -> None:
    with served(data, answer_buffer=10_000, readers=1, query_timeout=60, max_waiting=1) as port:
        for _ in range(6):
            with connected(port) as connection:
                connection.sendall(get(f"/sparql?{urlencode({'query': PAIRS})}"))
                assert connection.recv(100).startswith(b"HTTP/1.1 200")
        assert ask(port, COUNT)[0].status == 200


def test_a_head_without_end_is_cut_off(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        said = b""
        for _ in range(1_000):
            try:
                connection.sendall(b"X-Long: " + b"x" * 10_000 + b"\r\n")
            except OSError:
                break
        else:
            said = connection.recv(1000)
    assert not said.startswith(b"HTTP/1.1 2")
    assert ask(port, COUNT)[0].status == 200


def test_a_body_without_end_is_cut_off(port: int) -> None:
    most = Settings().max_query * 12 + 200_000
    with connected(port) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\n")
        connection.sendall(f"Content-Length: {most}\r\n\r\n".encode() + b"#" * most)
        assert connection.recv(1000).startswith(b"HTTP/1.1 413")


@pytest.mark.slow
def test_everything_else_is_answered_while_queries_wait(data: Path) -> None:
    with served(data, readers=1, query_timeout=20, long_query=60, max_waiting=100) as port:
        waiting = [threading.Thread(target=ask, args=(port, f"{ENDLESS} # {n}"), daemon=True) for n in range(80)]
        for each in waiting:
            each.start()
        for path in ("/healthz", "/api/stats", "/readyz"):
            assert told(port, get(path)).startswith(b"HTTP/1.1 200")
        assert any(each.is_alive() for each in waiting)


def test_requests_one_behind_the_other_are_answered_in_order(port: int) -> None:
    first, second = (
        f"GET /sparql?{urlencode({'query': f'SELECT ({n} AS ?x) {{ }}'})} HTTP/1.1\r\nHost: here\r\n" for n in (1, 2)
    )
    requests = f"{first}\r\n{second}\r\n{first}Connection: close\r\n\r\n".encode()
    for _ in range(2):
        said = told(port, requests)
        values = [json.loads(b"{" + part.partition(b"{")[2].partition(b"HTTP/1.1")[0]) for part in said.split(b"\r\n\r\n")[1:]]
        assert [found["results"]["bindings"][0]["x"]["value"] for found in values] == ["1", "2", "1"]
