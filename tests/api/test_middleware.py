"""What holds for every request: bodies are limited, HEAD is GET without a body, answers keep browsers safe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from starlette.middleware import Middleware
from starlette.responses import StreamingResponse
from starlette.testclient import TestClient

from app.api.middleware import BodyLimit, HeadAsGet
from app.api.problems import handle_errors
from app.api.safety import SAFE, SafeHeaders

LIMIT = 1000


@pytest.fixture
def client() -> TestClient:
    """A small service behind the middleware."""
    app = FastAPI(middleware=[Middleware(SafeHeaders), Middleware(HeadAsGet), Middleware(BodyLimit, limit=LIMIT)])
    handle_errors(app)

    @app.post("/length")
    async def length(request: Request) -> int:
        return len(await request.body())

    @app.get("/endless")
    def endless() -> StreamingResponse:
        def chunks() -> Iterator[bytes]:
            while True:
                yield b"more"

        return StreamingResponse(chunks(), media_type="text/plain")

    return TestClient(app, raise_server_exceptions=False)


def chunks(number: int) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(number):
        yield b"x" * 100


def test_a_body_up_to_the_limit_goes_in(client: TestClient) -> None:
    assert client.post("/length", content=b"x" * LIMIT).json() == LIMIT
    assert client.post("/length", content=chunks(10)).json() == LIMIT


def test_a_larger_body_is_refused_whether_announced_or_not(client: TestClient) -> None:
    announced, chunked = client.post("/length", content=b"x" * (LIMIT + 1)), client.post("/length", content=chunks(11))
    for answer in (announced, chunked):
        assert answer.status_code == 413
        assert answer.headers["content-type"] == "application/problem+json"
        assert "SAYSO_MAX_BODY" in answer.json()["detail"]
    assert announced.json() == chunked.json()


def test_head_ends_even_where_get_does_not(client: TestClient) -> None:
    answer = client.head("/endless")
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["/endless", "/nothing"])
def test_every_answer_is_safe(client: TestClient, path: str) -> None:
    headers = client.head(path).headers
    assert {name: headers[name] for name in SAFE} == SAFE
