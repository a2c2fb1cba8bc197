"""A process that reads graphs for this one, and can be killed: what goes wrong in it goes wrong there alone."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from app.errors import Busy, GraphTooLarge
from app.settings import Settings
from app.store.confinement import confine
from app.workspace.reading import Posted, read_graph


class ConfinedReader:
    """Reads one graph at a time in a process under the limits that queries have, without sockets; made with the first graph."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._turn = threading.Lock()
        self._pool: ProcessPool | None = None
        self._closed = False

    def read(self, posted: Posted, graph: str) -> bytes:
        """The graph as canonical N-Triples.

        Raises what ``read_graph`` raises, and ``GraphTooLarge`` where reading takes too long or too much memory.
        """
        posted.kind()  # what we do not read needs no process
        limits = self._settings.base_iri, graph, self._settings.max_workspace_graph
        with self._turn:
            try:
                return self._asked(posted, *limits)
            except BrokenProcessPool:  # the process ended while it had nothing to do
                self._discard()
                return self._asked(posted, *limits)

    def _asked(self, posted: Posted, base: str, graph: str, most: int) -> bytes:
        asked = self._running().schedule(read_graph, args=(posted, base, graph, most), timeout=self._settings.query_timeout)
        try:
            found: bytes = asked.result()
        except (TimeoutError, ProcessExpired, MemoryError):
            raise GraphTooLarge(
                f"reading the graph takes more than {self._settings.query_timeout:g} seconds or {self._settings.query_memory} "
                "bytes of memory: send less at a time, and nest it less deeply"
            ) from None
        return found

    def _running(self) -> ProcessPool:
        if self._closed:
            raise Busy("the service is ending")
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                context=multiprocessing.get_context("spawn"),
                initializer=confine,
                initargs=(self._settings.query_memory,),
            )
        return self._pool

    def _discard(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._discard()
