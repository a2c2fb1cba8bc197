"""The suite's data in a store of ours, and a service on it that is asked over HTTP."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, parse

from app.api.main import create_app
from app.api.server import server_of
from app.graph.iris import Iris
from app.settings import Settings
from app.store.embedded import EmbeddedStore
from tests.w3c.suite import Case, Suite

PATIENCE = 30.0
"""Seconds that a service may take to start."""


def load(data: Path, suite: Suite, cases: Iterable[Case]) -> None:
    """Publish a graph in which each data file of the tests is a named graph of its own, named by the file's IRI."""
    (data / "graph").mkdir(parents=True, exist_ok=True)
    files = sorted({iri for case in cases for iri in (*case.data, *case.graph_data)})
    store = Store(data / "graph")
    store.bulk_extend(quad for iri in files for quad in _quads(suite.file(iri), iri))
    del store
    with closing(EmbeddedStore(data, Iris(Settings(data=data).base_iri))) as embedded:
        embedded.publish()


def _quads(file: Path, iri: str) -> Iterator[Quad]:
    graph = NamedNode(iri)
    for quad in parse(path=file, base_iri=iri, rename_blank_nodes=True):
        yield Quad(*quad.triple, graph)


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """A service on a free port of this machine, for the length of the block; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = server_of(create_app(settings, "127.0.0.1"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            _await(lambda: server.started or not thread.is_alive())
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def _await(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"the service did not start within {PATIENCE:g} seconds")
        time.sleep(0.01)
