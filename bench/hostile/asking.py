"""Sends one request and judges what comes back."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead

from bench.hostile.requests import CLOSED, REFUSALS, Request

PROBLEM = "application/problem+json"
PART = 1 << 16


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the status (``CLOSED`` for none), its headers, the body, and whether the body breaks off."""

    status: int
    media_type: str = ""
    retry_after: str | None = None
    body: bytes = b""
    cut: bool = False


def ask(port: int, request: Request, limit: float) -> Reply:
    """Send a request and read what comes back, over a connection of its own. Raises ``TimeoutError``."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=limit)) as connection:
        try:
            # A service that refuses a large body before its end has answered all the same.
            with suppress(ConnectionError):
                connection.request(request.method, request.target, request.body, dict(request.headers))
            return _read(connection.getresponse())
        except TimeoutError:
            raise
        except (OSError, HTTPException):
            return Reply(CLOSED)


def _read(response: HTTPResponse) -> Reply:
    body, cut = bytearray(), False
    try:
        while part := response.read(PART):
            body += part
    except (IncompleteRead, ConnectionError):
        cut = True
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    return Reply(response.status, media_type, response.headers.get("Retry-After"), bytes(body), cut)


def fault(request: Request, reply: Reply) -> str | None:
    """What is wrong with this answer to the request, if anything."""
    if reply.status not in request.statuses | REFUSALS:
        return f"answered with {reply.status or 'nothing'}: {reply.body[:300]!r}"
    if reply.status == CLOSED:
        return None
    if reply.status >= 400 and (reply.media_type != PROBLEM or not reply.body or reply.cut) and request.method != "HEAD":
        return f"status {reply.status} without a whole problem document: {reply.body[:300]!r}"
    if reply.status == 503 and reply.retry_after is None:
        return "busy, but not for how long (Retry-After)"
    return None
