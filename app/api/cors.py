"""Pages of every site may read what the service answers (CORS, in the Fetch standard), and never with credentials."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING = "GET, HEAD, OPTIONS, POST"
"""What pages of other sites may send: POST for long queries. Writing from there needs a token all the same (``writing.py``)."""
SENT = "Accept, Content-Type, If-None-Match"
SHOWN = (
    "Content-Disposition, Content-Location, ETag, Link, Location, Retry-After, "
    "X-Sayso-Omitted, X-Sayso-Release, X-Sayso-Snapshot"
)
"""Headers of answers that scripts of other sites may read, beside those that they always may."""
HOLDS = 86_400
"""Seconds for which a browser need not ask again what it may send; browsers make it less (Chromium two hours)."""

ANSWERED = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", SHOWN.encode()),
]
PREFLIGHT = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", READING.encode()),
    (b"access-control-allow-headers", SENT.encode()),
    (b"access-control-max-age", str(HOLDS).encode()),
]


class OpenToAll:
    """Answers what browsers ask before a request of another site, and lets them show that site the answer.

    Every origin gets the same headers, so they stand on every answer, and no cache has to tell origins apart.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if scope["method"] == "OPTIONS" and _is_preflight(scope):
            await send({"type": "http.response.start", "status": 204, "headers": list(PREFLIGHT)})
            return await send({"type": "http.response.body"})

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *ANSWERED]
            await send(message)

        return await self.app(scope, receive, send_open)


def _is_preflight(scope: Scope) -> bool:
    names = {name for name, _ in scope["headers"]}
    return b"origin" in names and b"access-control-request-method" in names
