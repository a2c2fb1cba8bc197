"""What holds for every request: the size of bodies, and HEAD."""

from __future__ import annotations

import anyio
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import problem, respond
from app.errors import TooLarge


class HeadAsGet:
    """Answers HEAD as GET without the body, and stops making the body (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            return await self.app(scope, receive, send)
        with anyio.CancelScope() as making:

            async def send_start(message: Message) -> None:
                if message["type"] == "http.response.start":
                    await send(message)
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
                    making.cancel()

            await self.app({**scope, "method": "GET"}, receive, send_start)
        return None


class BodyLimit:
    """Refuses bodies of more than ``limit`` bytes, announced or not, without reading on."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        message = f"a request may have at most {self.limit} bytes (SAYSO_MAX_BODY)"
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced) > self.limit:
            request = Request(scope)
            refusal = respond(request, problem(request, TooLarge.status, TooLarge.title, message, kind=TooLarge.__name__))
            return await refusal(scope, receive, send)
        read = 0

        async def receive_some() -> Message:
            nonlocal read
            part = await receive()
            read += len(part.get("body", b""))
            if read > self.limit:
                # FastAPI makes 400 of any other exception that it meets while it reads a body; the handler looks at the cause.
                raise HTTPException(TooLarge.status, message) from TooLarge(message)
            return part

        return await self.app(scope, receive_some, send)
