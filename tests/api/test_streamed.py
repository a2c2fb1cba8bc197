"""Answers that are begun before their end is made, over a real server: whole, or broken off for all to see."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.api.sparql.streamed import Streamed
from app.errors import QueryTimeout
from tests.api.running import PATIENCE, connected, running, told

HEADERS = ((b"content-type", b"text/csv"),)
GET = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
END = b"0\r\n\r\n"


def service(rest: Iterator[bytes]) -> Starlette:
    """A service that gives one answer, once."""

    async def answer(_request: Request) -> Response:
        return Streamed(HEADERS, b"begun;", rest, CapacityLimiter(2))

    return Starlette(routes=[Route("/", answer)])


def test_a_large_answer_comes_in_chunks_with_an_end() -> None:
    with running(service(iter([b"more;", b"last;"]))) as port:
        said = told(port, GET)
    head, _, body = said.partition(b"\r\n\r\n")
    assert b"transfer-encoding: chunked" in head.lower()
    assert b"content-length" not in head.lower()
    assert body == b"6\r\nbegun;\r\n5\r\nmore;\r\n5\r\nlast;\r\n" + END


def test_an_answer_that_fails_has_no_end_and_is_logged_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    def rest() -> Iterator[bytes]:
        yield b"more;"
        raise QueryTimeout("the query was stopped after 30 seconds")

    with running(service(rest())) as port:
        said = told(port, GET)
    assert said.endswith(b"more;\r\n")
    assert END not in said
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("GET / broke off after 11 bytes: the query was stopped after 30 seconds")


def test_a_client_that_goes_away_ends_the_making() -> None:
    closed = threading.Event()

    def endless() -> Iterator[bytes]:
        try:
            while True:
                yield b"x" * 10_000
        finally:
            closed.set()

    with running(service(endless())) as port:
        with connected(port) as connection:
            connection.sendall(GET)
            while not connection.recv(1000).endswith(b"xx"):
                pass  # the making has begun
        assert closed.wait(PATIENCE)


def test_a_client_that_goes_away_while_a_part_is_made_ends_it() -> None:
    class Slow:
        """What a part takes long to come from, and what can be closed all the time."""

        def __init__(self) -> None:
            self.closed = threading.Event()
            self.waiting = threading.Event()

        def __iter__(self) -> Iterator[bytes]:
            return self

        def __next__(self) -> bytes:
            self.waiting.set()
            assert self.closed.wait(PATIENCE)
            raise ValueError("closed")

        def close(self) -> None:
            self.closed.set()

    slow = Slow()
    with running(service(slow)) as port:
        with connected(port) as connection:
            connection.sendall(GET)
            assert slow.waiting.wait(PATIENCE)
        assert slow.closed.wait(PATIENCE)
