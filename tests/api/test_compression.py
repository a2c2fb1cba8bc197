"""Answers are compressed for those who take it: over a real server, as bytes come."""

from __future__ import annotations

import gzip
import http.client
import threading
import zlib
from collections.abc import Iterator

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from app.api.compression import SMALLEST, Compression, compressible
from app.api.middleware import HeadAsGet
from app.api.negotiation import coding
from tests.api.running import PATIENCE, running

TEXT = b"who said what, and through whom; " * 2_000
GO_ON = threading.Event()


def text(request: Request) -> Response:
    return Response(TEXT[: int(request.query_params.get("bytes", len(TEXT)))], headers={"ETag": '"one"'}, media_type="text/csv")


def archive(_request: Request) -> Response:
    return Response(TEXT, media_type="application/zip")


def stream(_request: Request) -> Response:
    def parts() -> Iterator[bytes]:
        yield b"first"
        GO_ON.wait(PATIENCE)
        yield b"second"

    return StreamingResponse(parts(), media_type="application/n-quads")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    routes = [Route("/text", text), Route("/archive", archive), Route("/stream", stream)]
    with running(Starlette(routes=routes, middleware=[Middleware(HeadAsGet), Middleware(Compression)])) as found:
        yield found


def ask(port: int, path: str, accepted: str | None, method: str = "GET") -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_accept_encoding=True)
    if accepted is not None:
        connection.putheader("Accept-Encoding", accepted)
    connection.endheaders()
    answer = connection.getresponse()
    return answer, answer.read()


@pytest.mark.parametrize(
    ("accepted", "name"),
    [
        ("gzip", "gzip"),
        ("zstd", "zstd"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("*", "gzip"),
        ("zstd;q=0, *;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0, *", None),
        ("identity;q=1, gzip;q=0.5", None),
        ("identity", None),
        ("br", None),
        ("", None),
        (None, None),
    ],
)
def test_the_coding_liked_best_is_used(port: int, accepted: str | None, name: str | None) -> None:
    assert coding(accepted) == name
    answer, body = ask(port, "/text", accepted)
    assert answer.headers["content-encoding"] == name
    assert {"gzip": gzip.decompress, "zstd": zstandard.decompress, None: bytes}[name](body) == TEXT
    assert int(answer.headers["content-length"]) == len(body)
    assert answer.headers["vary"] == "Accept-Encoding"


@given(st.text())
def test_no_header_breaks_it(accepted: str) -> None:
    assert coding(accepted) in {None, "gzip", "zstd"}


def test_a_strong_entity_tag_becomes_weak(port: int) -> None:
    assert ask(port, "/text", None)[0].headers["etag"] == '"one"'
    assert ask(port, "/text", "gzip")[0].headers["etag"] == 'W/"one"'


def test_small_answers_and_archives_stay_as_they_are(port: int) -> None:
    small, body = ask(port, f"/text?bytes={SMALLEST - 1}", "gzip")
    assert (small.headers["content-encoding"], len(body)) == (None, SMALLEST - 1)
    zipped, body = ask(port, "/archive", "gzip, zstd")
    assert (zipped.headers["content-encoding"], zipped.headers["vary"], body) == (None, None, TEXT)


def test_head_says_what_get_says(port: int) -> None:
    get, head = ask(port, "/text", "gzip")[0], ask(port, "/text", "gzip", "HEAD")[0]
    assert sorted(head.getheaders()) == sorted(get.getheaders())


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_stream_flows_while_it_is_made(port: int, name: str) -> None:
    GO_ON.clear()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/stream", headers={"Accept-Encoding": name})
    answer = connection.getresponse()
    assert answer.headers["content-encoding"] == name
    coder = zlib.decompressobj(zlib.MAX_WBITS | 16) if name == "gzip" else zstandard.ZstdDecompressor().decompressobj()
    said = b""
    while said != b"first":
        said += coder.decompress(answer.read1(1000))
    GO_ON.set()
    assert said + coder.decompress(answer.read()) == b"firstsecond"


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        ("text/turtle; charset=utf-8", True),
        ("application/sparql-results+json", True),
        ("application/rdf+xml", True),
        ("application/n-quads", True),
        ("text/event-stream", False),
        ("application/zip", False),
        ("image/png", False),
        ("", False),
    ],
)
def test_what_gets_smaller(media: str, expected: bool) -> None:
    assert compressible(media) is expected
