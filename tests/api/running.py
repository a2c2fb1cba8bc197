"""An application on a real server and a free port, for what only shows on the wire."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from starlette.types import ASGIApp

from app.api.server import server_of

PATIENCE = 30.0
"""Seconds that a server may take to start or to say something."""


@contextmanager
def running(app: ASGIApp) -> Iterator[int]:
    """The port of a server of this application, for the length of the block."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        server = server_of(app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            deadline = time.monotonic() + PATIENCE
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                assert time.monotonic() < deadline
                time.sleep(0.01)
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    """A connection to a port of this machine."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        yield connection


def told(port: int, request: bytes) -> bytes:
    """All that the server says to a request until it closes the connection."""
    with connected(port) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))
