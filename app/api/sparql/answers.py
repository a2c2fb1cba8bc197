"""Answers to strangers' queries: not at all where the client has it, from memory where it was made, else from the pool."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from anyio import CapacityLimiter, to_thread
from starlette.responses import Response
from starlette.types import Scope

from app.api.compression import MUCH, SMALLEST, compressed
from app.api.formats import content_type
from app.api.negotiation import coding
from app.api.sparql.question import Asked, Received, asked
from app.api.sparql.remembered import Headers, Remembered, Whole
from app.api.sparql.streamed import Streamed
from app.settings import Settings
from app.store import guard
from app.store.port import Answer, QueryRunner

SPARE = 16
"""Threads beside those that queries may wait in, so that one query too many is refused without waiting itself."""
LOOKS = 8
"""Looks at a remote engine's state at the same time."""
READINGS = 1_000
"""Requests whose reading is remembered: who asks again asks in the same bytes."""
LONG = 8_000
"""Bytes from which a request is read each time."""
REVALIDATE = b"public, no-cache"
"""Everyone may keep an answer, and asks each time whether it still is the answer (RFC 9111, 5.2.2.4)."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the client wants the answer, and what it has of it: ``Accept-Encoding`` and ``If-None-Match``."""

    coding: str | None = None
    has: str = ""

    def has_already(self, tag: str) -> bool:
        """Whether the client has the answer with this entity tag (weak comparison, RFC 9110, 8.8.3.2)."""
        return tag.removeprefix("W/") in self.has


def wishes(scope: Scope) -> Wishes:
    """How the client of a request wants the answer; only GET has an answer that the client may have already."""
    accepted = has = ""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepted += f",{value.decode('latin-1')}"
        elif name == b"if-none-match" and scope["method"] in {"GET", "HEAD"}:
            has += f",{value.decode('latin-1')}"
    return Wishes(coding(accepted), has)


class Ready(Response):
    """An answer whose headers and content are made; the same headers may go out many times."""

    def __init__(self, status: int, headers: Headers, body: bytes = b"") -> None:
        self.status_code = status
        self.raw_headers = list(headers)
        self.body = body
        self.background = None


class Answers:
    """Answers over one pool of readers, with the memory of one web process. Its methods belong to the event loop."""

    def __init__(self, pool: QueryRunner, settings: Settings) -> None:
        self._pool = pool
        self._services = guard.service_addresses(settings.service_addresses)
        self._remembered = Remembered(settings.answer_cache)
        self._threads = CapacityLimiter((settings.readers or os.cpu_count() or 1) + 1 + settings.max_waiting + SPARE)
        self._looks = CapacityLimiter(LOOKS)
        self._embedded = settings.store_url is None
        self._readings = lru_cache(READINGS)(asked)

    def read(self, received: Received) -> Asked:
        """What a request asks. Raises what ``asked`` raises."""
        if len(received.query_string) + len(received.body or b"") > LONG:
            return asked(received)
        return self._readings(received)

    async def to(self, question: Asked, wish: Wishes) -> Response:
        """The answer to a query. Raises what ``QueryRunner.run`` and ``QueryRunner.state`` raise."""
        state = await self._state(question.release)
        tag = question.tag(state)
        if wish.has_already(tag):
            return Ready(304, headed(question, state, tag))
        found = self._remembered.get((tag, None))
        if found is None:
            return await self._fresh(question, wish)
        return Ready(200, *await self._in_coding(found, tag, wish.coding))

    async def _state(self, release: str | None) -> str:
        """The name of the state that is asked. In the data folder that is a look at a small file, quicker than any thread."""
        if self._embedded or release is not None:
            return self._pool.state(release)
        return await to_thread.run_sync(self._pool.state, None, limiter=self._looks)

    async def _fresh(self, question: Asked, wish: Wishes) -> Response:
        answer, varies = await to_thread.run_sync(self._run, question, limiter=self._threads)
        tag = None if varies else question.tag(answer.snapshot)
        headers = (*headed(question, answer.snapshot, tag), (b"content-type", content_type(answer.media_type).encode()))
        if answer.rest is not None:
            return Streamed(headers, answer.begun, answer.rest, self._threads)
        found = Whole((*headers, (b"content-length", str(len(answer.begun)).encode())), answer.begun)
        if tag is not None:
            self._remembered.put((tag, None), found)
        return Ready(200, *await self._in_coding(found, tag, wish.coding))

    def _run(self, question: Asked) -> tuple[Answer, bool]:
        """The pool's answer, and whether it may be another one next time. Blocks."""
        assert question.query is not None
        answer = self._pool.run(
            question.query, question.formats, question.default_graphs, question.named_graphs, question.release
        )
        return answer, guard.passed(question.query, self._services).varies

    async def _in_coding(self, plain: Whole, tag: str | None, name: str | None) -> tuple[Headers, bytes]:
        """An answer in the coding of this name; that is remembered, too, where the answer has a tag."""
        if name is None or len(plain.body) < SMALLEST:
            return plain.headers, plain.body
        found = None if tag is None else self._remembered.get((tag, name))
        if found is None:
            if len(plain.body) < MUCH:
                body = compressed(plain.body, name)
            else:
                body = await to_thread.run_sync(compressed, plain.body, name, limiter=self._threads)
            length = (b"content-length", str(len(body)).encode())
            found = Whole((*plain.headers[:-1], length, (b"content-encoding", name.encode())), body)
            if tag is not None:
                self._remembered.put((tag, name), found)
        return found.headers, found.body


def headed(question: Asked, state: str, tag: str | None) -> Headers:
    """The headers that an answer has, made or not: where it comes from, and how long it holds."""
    headers = [(b"x-sayso-snapshot", state.encode()), (b"vary", b"Accept, Accept-Encoding")]
    if question.release is not None:
        headers.append((b"x-sayso-release", question.release.encode()))
    if tag is None:
        return (*headers, (b"cache-control", b"no-store"))
    return (*headers, (b"etag", tag.encode()), (b"cache-control", REVALIDATE))
