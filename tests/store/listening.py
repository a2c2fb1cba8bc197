"""A listener on loopback that counts who connects: a SPARQL service, a slow one, or one that sends callers elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


class Listener(ThreadingHTTPServer):
    """``calls`` counts connections, ``asked`` holds the queries; where it ``sleeps`` it takes them and never answers."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, sends_on: str | None = None, sleeps: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Service)
        self.calls = 0
        self.asked: list[str] = []
        self.sends_on, self.sleeps = sends_on, sleeps
        self.over = Event()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def verify_request(self, *_: object) -> bool:
        """Count a connection before anything is read from it."""
        self.calls += 1
        return True

    def handle_error(self, *_: object) -> None:
        """Nobody need know that a caller hung up."""


class Service(BaseHTTPRequestHandler):
    """Answers every query with one row: ``?found`` is 42."""

    server: Listener

    def do_POST(self) -> None:
        self.server.asked.append(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        if self.server.sleeps:
            self.server.over.wait(60)
        elif self.server.sends_on:
            self._send(307, "text/plain", b"elsewhere", Location=self.server.sends_on)
        else:
            row = {"found": {"type": "literal", "value": "42"}}
            body = {"head": {"vars": ["found"]}, "results": {"bindings": [row]}}
            self._send(200, "application/sparql-results+json", json.dumps(body).encode())

    do_GET = do_POST

    def _send(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def listening(sends_on: str | None = None, sleeps: bool = False) -> Iterator[Listener]:
    """A listener for as long as the block runs."""
    with Listener(sends_on, sleeps) as listener:
        thread = Thread(target=listener.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield listener
        finally:
            listener.over.set()
            listener.shutdown()
            thread.join()
