"""How the application is served: the only place that chooses and configures the HTTP server."""

from __future__ import annotations

import logging

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.api.problems import BrokenOff

LAST_ANSWERS = 10
"""Seconds that answers under way may take after the service was told to end."""
LONGEST_HEAD = 65_536
"""Bytes of a request before its body: the longest address with all headers. The parser itself would read without end."""


class BoundedHead(HttpToolsProtocol):
    """Closes a connection whose request goes on for ``LONGEST_HEAD`` bytes more without coming to its body."""

    _head: int | None = None
    _began = False

    def on_message_begin(self) -> None:
        """A request begins."""
        self._head, self._began = 0, True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The body begins, or there is none."""
        self._head = None
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Read on, unless it is too much."""
        self._began = False
        super().data_received(data)
        if self._head is None or self._began or self.transport.is_closing():
            return
        self._head += len(data)
        if self._head > LONGEST_HEAD:
            self.send_400_response(f"The address and headers of a request may have at most {LONGEST_HEAD} bytes.")


class OneLine(logging.Filter):
    """Says of an answer that broke off in one line what happened; a traceback would look like a defect."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record where it is about that."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, BrokenOff):
            record.msg, record.args, record.exc_info, record.exc_text = str(error), (), None, None
        return True


def server_of(app: ASGIApp) -> uvicorn.Server:
    """A server of the application, on uvloop and httptools; its ``run`` takes sockets that listen already."""
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http=BoundedHead,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LAST_ANSWERS,
    )
    log = logging.getLogger("uvicorn.error")
    if not any(isinstance(found, OneLine) for found in log.filters):
        log.addFilter(OneLine())
    return uvicorn.Server(config)
