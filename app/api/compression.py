"""Answers are compressed for clients that take it (RFC 9110, 8.4): by gzip or zstd, in threads where there is much of it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import Protocol, TypeVar

import zstandard
from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.negotiation import coding

T = TypeVar("T")

SMALLEST = 1_000
"""Bytes below which compression saves nothing: they go in one packet all the same."""
MUCH = 16_000
"""Bytes from which the work of compressing would be felt by the other requests of the event loop."""
GZIP_LEVEL, ZSTD_LEVEL = 5, 3
AT_ONCE = 4
"""Compressions that run at the same time, each in a thread."""

OTHERS = {
    "application/javascript",
    "application/json",
    "application/n-quads",
    "application/n-triples",
    "application/trig",
    "application/x-ndjson",
    "application/xml",
}
"""What is text by another name, beside ``text/…``, ``…+json`` and ``…+xml``."""


def compressible(media: str) -> bool:
    """Whether content of this type gets smaller; server-sent events do not wait for it."""
    kind = media.partition(";")[0].strip().lower()
    if kind == "text/event-stream":
        return False
    return kind.startswith("text/") or kind.endswith(("+json", "+xml")) or kind in OTHERS


def compressed(body: bytes, name: str) -> bytes:
    """The whole content in the coding of this name."""
    if name == "zstd":
        return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(body)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


class Encoder(Protocol):
    """Content in a coding, part by part; what it was given it has given when ``part`` returns, so that streams flow."""

    def part(self, body: bytes, last: bool) -> bytes:
        """The next part in the coding."""


class _Gzip:
    def __init__(self) -> None:
        self._coder = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)

    def part(self, body: bytes, last: bool) -> bytes:
        return self._coder.compress(body) + self._coder.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)


class _Zstd:
    def __init__(self) -> None:
        self._coder = zstandard.ZstdCompressor(level=ZSTD_LEVEL).compressobj()

    def part(self, body: bytes, last: bool) -> bytes:
        end = zstandard.COMPRESSOBJ_FLUSH_FINISH if last else zstandard.COMPRESSOBJ_FLUSH_BLOCK
        return self._coder.compress(body) + self._coder.flush(end)


class Compression:
    """Compresses what an application answers, whole or part by part.

    Left as they are: small answers, parts of content (206), what is compressed already (``Content-Encoding``, or a media type
    such as ``application/zip``) and server-sent events. Strong entity tags become weak, since the bytes are others.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._threads = CapacityLimiter(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        accepted = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
        return await self.app(scope, receive, _Answer(send, coding(accepted.decode("latin-1")), self._threads))


class _Answer:
    """One answer on its way: its head waits until the first of its content shows whether it is worth the work."""

    def __init__(self, send: Send, name: str | None, threads: CapacityLimiter) -> None:
        self._send = send
        self._name = name
        self._threads = threads
        self._head: Message | None = None
        self._encoder: Encoder | None = None

    async def __call__(self, message: Message) -> None:
        """Take the next message of the application."""
        if message["type"] == "http.response.start" and _eligible(message):
            _vary(message)
            if self._name is not None:
                self._head = message
                return
        elif message["type"] == "http.response.body":
            message = await self._encoded(message)
        await self._send(message)

    async def _encoded(self, message: Message) -> Message:
        body, more = message.get("body", b""), message.get("more_body", False)
        if self._head is not None:
            head, self._head = self._head, None
            if not more:
                return await self._whole(head, body)
            self._encoder = _Zstd() if self._name == "zstd" else _Gzip()
            await self._send(self._changed(head, None))
        if self._encoder is None or (more and not body):
            return message
        return {**message, "body": await self._worked(self._encoder.part, body, not more)}

    async def _whole(self, head: Message, body: bytes) -> Message:
        if len(body) >= SMALLEST:
            body = await self._worked(compressed, body, str(self._name))
            head = self._changed(head, len(body))
        await self._send(head)
        return {"type": "http.response.body", "body": body, "more_body": False}

    async def _worked(self, work: Callable[[bytes, T], bytes], body: bytes, how: T) -> bytes:
        if len(body) < MUCH:
            return work(body, how)
        return await to_thread.run_sync(work, body, how, limiter=self._threads)

    def _changed(self, head: Message, length: int | None) -> Message:
        headers = MutableHeaders(scope=head)
        headers["Content-Encoding"] = str(self._name)
        del headers["Content-Length"]
        if length is not None:
            headers["Content-Length"] = str(length)
        tag = headers.get("ETag")
        if tag is not None and not tag.startswith("W/"):
            headers["ETag"] = f"W/{tag}"
        return head


def _vary(start: Message) -> None:
    headers = MutableHeaders(scope=start)
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")


def _eligible(start: Message) -> bool:
    if start["status"] < 200 or start["status"] in {204, 205, 206, 304}:
        return False
    headers = Headers(raw=start["headers"])
    unchanged = "no-transform" in headers.get("cache-control", "")
    return "content-encoding" not in headers and not unchanged and compressible(headers.get("content-type", ""))
