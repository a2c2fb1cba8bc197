"""Strangers' queries, in processes that can be killed: an answer is whole, or it is an error that says why not."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from pebble import ProcessExpired, ProcessPool

from app.errors import Busy, NotFound, QueryRefused, QueryTimeout, QueryTooLarge
from app.settings import Settings
from app.store import guard
from app.store.asking import Question, answered
from app.store.confinement import confine
from app.store.port import Answer
from app.store.snapshots import Snapshots

PATIENCE = 10.0
"""Seconds that a query waits for a free reader before the service says that it is busy."""


class QueryPool:
    """A ``QueryRunner`` over the snapshots of the data folder.

    Processes start afresh (``spawn``), so that they inherit neither threads nor models, and each is ended and replaced when its
    query takes longer or more memory than the settings allow. May be used from several threads; ``run`` blocks.
    """

    def __init__(self, settings: Settings, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._patience = patience
        self._free = threading.BoundedSemaphore(settings.readers or os.cpu_count() or 1)
        self._making = threading.Lock()
        self._closed = False
        self._pool: ProcessPool | None = None

    def run(
        self,
        query: str,
        formats: Sequence[str] = (),
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        release: str | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query; see ``QueryRunner``."""
        if len(query) > self._settings.max_query:
            raise QueryRefused(f"the query has {len(query)} characters; at most {self._settings.max_query} are read")
        let = guard.passed(query)
        limits = self._settings.query_timeout, self._settings.max_results
        question = Question(let.text, let.chooses_graphs, tuple(formats), tuple(default_graphs), tuple(named_graphs), *limits)
        self.state(release)
        with self._reader():
            return self._asked(question)

    def state(self, release: str | None = None) -> str:
        """The name of the state that a query would be asked of now. Raises ``NotFound`` or ``DataFolder``."""
        if release is not None:
            raise NotFound(f"there is no release {release!r}")
        return Snapshots(self._settings.data / "snapshots").newest()

    def close(self) -> None:
        """End all reader processes."""
        with self._making:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    @contextmanager
    def _reader(self) -> Iterator[None]:
        if not self._free.acquire(timeout=self._patience):
            raise Busy("all readers are busy with other queries: try again in a few seconds")
        try:
            yield
        finally:
            self._free.release()

    def _asked(self, question: Question) -> Answer:
        pool = self._running()
        try:
            return self._answer(pool, question)
        except (BrokenProcessPool, RuntimeError):
            # A reader that dies between two queries breaks pebble's whole pool.
            self._discard(pool)
        try:
            return self._answer(self._running(), question)
        except BrokenProcessPool:
            raise QueryTooLarge("the reader that had the query ended before it could answer") from None

    def _answer(self, pool: ProcessPool, question: Question) -> Answer:
        asked = pool.schedule(answered, args=(self._settings.data, question), timeout=self._settings.query_timeout)
        try:
            answer: Answer = asked.result()
        except TimeoutError:
            raise QueryTimeout(f"the query was stopped after {self._settings.query_timeout:g} seconds: ask for less") from None
        except ProcessExpired:
            memory = self._settings.query_memory
            raise QueryTooLarge(
                f"the query needs more than the {memory} bytes of memory that it may use: ask for less"
            ) from None
        return answer

    def _running(self) -> ProcessPool:
        with self._making:
            if self._closed:
                raise Busy("the service is ending")
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=self._settings.readers or os.cpu_count() or 1,
                    context=multiprocessing.get_context("spawn"),
                    initializer=confine,
                    initargs=(self._settings.query_memory,),
                )
            return self._pool

    def _discard(self, pool: ProcessPool) -> None:
        with self._making:
            if self._pool is pool:
                self._pool = None
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
