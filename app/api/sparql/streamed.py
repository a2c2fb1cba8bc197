"""Answers that are begun before their end is made: sent chunk by chunk, and broken off for all to see where the end fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.api.problems import BrokenOff
from app.api.sparql.remembered import Headers


class Streamed(Response):
    """An answer of which only the beginning is made.

    No length is announced, so HTTP/1.1 sends it in chunks, and only a chunk of size 0 ends it (RFC 9112, 7.1). When ``rest``
    raises, ``BrokenOff`` is raised here: the server then closes the connection without that end, and the client knows that
    what it has is not the whole. When the client goes away, or there is any other end, ``rest`` is closed.
    """

    def __init__(self, headers: Headers, begun: bytes, rest: Iterator[bytes], limiter: CapacityLimiter) -> None:
        self.status_code = 200
        self.raw_headers = list(headers)
        self.background = None
        self._begun = begun
        self._rest = rest
        self._limiter = limiter
        self._gone = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it all, or raise ``BrokenOff``."""
        failed: BrokenOff | None = None
        try:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._until_gone, receive, tasks.cancel_scope)
                failed = await self._sent(scope, send)
                tasks.cancel_scope.cancel()
        finally:
            with anyio.CancelScope(shield=True):
                await self._close()
        if failed is not None:
            raise failed

    async def _until_gone(self, receive: Receive, sending: anyio.CancelScope) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        # A part that is waited for comes at once then, or as an error that nobody is told.
        await self._close()
        sending.cancel()

    async def _close(self) -> None:
        close: Callable[[], None] | None = getattr(self._rest, "close", None)
        if close is not None:
            # A generator that makes a part at this moment cannot be closed; it is when it has made it.
            with suppress(ValueError):
                await to_thread.run_sync(close, limiter=self._limiter)

    async def _sent(self, scope: Scope, send: Send) -> BrokenOff | None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        sent, part = 0, self._begun
        while True:
            await send({"type": "http.response.body", "body": part, "more_body": True})
            sent += len(part)
            try:
                following = await to_thread.run_sync(next, self._rest, None, limiter=self._limiter)
            except Exception as error:
                return None if self._gone else _broken(f"{scope['method']} {scope['path']}", sent, error)
            if following is None:
                break
            part = following
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return None


def _broken(request: str, sent: int, error: Exception) -> BrokenOff:
    broken = BrokenOff(f"{request} broke off after {sent} bytes: {error}")
    broken.__cause__ = error
    return broken
