"""A server on loopback that answers as an OpenAI endpoint would, from a list of answers, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Canned:
    """One answer; ``pause`` seconds pass before each of ``parts`` of its body."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    parts: int = 1


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    body: Any


def written(text: str) -> Canned:
    """An answer in which the model wrote this."""
    completion = {"object": "chat.completion", "choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]}
    return Canned(body=json.dumps(completion).encode())


def telling(*attributions: Mapping[str, Any]) -> Canned:
    """An answer in which the model tells these attributions, as it was asked to."""
    full = [{"source": None, "cue": None, "content": [], "via": [], **each} for each in attributions]
    return written(json.dumps({"attributions": full}))


class CannedServer:
    """Gives its answers in turn, the last one from then on."""

    def __init__(self, answers: Sequence[Canned]) -> None:
        self.answers = list(answers)
        self.asked: list[Asked] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answer = server.answers[min(len(server.asked), len(server.answers) - 1)]
                server.asked.append(Asked(self.path, dict(self.headers), json.loads(body)))
                self._give(answer)

            def do_GET(self) -> None:
                server.asked.append(Asked(self.path, dict(self.headers), None))
                self._give(Canned(404))

            def _give(self, answer: Canned) -> None:
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                size = max(1, len(answer.body) // answer.parts)
                try:
                    for start in range(0, len(answer.body), size):
                        time.sleep(answer.pause)
                        self.wfile.write(answer.body[start : start + size])
                        self.wfile.flush()
                except OSError:
                    pass  # who asked has gone, as some tests want

            def log_message(self, *args: object) -> None:
                pass

        return Handler


@contextmanager
def serving(*answers: Canned) -> Iterator[CannedServer]:
    """A server with these answers, for the length of the block."""
    server = CannedServer(answers)
    try:
        yield server
    finally:
        server.stop()
