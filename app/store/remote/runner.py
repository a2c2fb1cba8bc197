"""Strangers' queries, answered by the engine elsewhere: whole, or an error that says why not."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from app.errors import Busy
from app.graph.iris import Iris
from app.settings import Settings
from app.store import guard
from app.store.embedded import EmbeddedStore
from app.store.pool import PATIENCE, QueryPool
from app.store.port import Answer
from app.store.readers.lanes import ENDING
from app.store.readers.spool import OpenAnswers
from app.store.remote import doors
from app.store.remote.body import Deadline
from app.store.remote.connection import Chosen, Connection
from app.store.remote.making import Making, is_graph, make
from app.store.remote.reader import RemoteStates


class EmptyGraph:
    """The embedded engine on a graph without triples: it reads every query before the engine elsewhere sees it.

    So errors and their places are the same with every engine; what only an engine's own dialect allows is no query; the format
    is settled; and what would bring a parser down kills a process that is made to be killed.
    """

    def __init__(self, settings: Settings) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sayso-")
        data = Path(self._folder.name)
        with closing(EmbeddedStore(data, Iris(settings.base_iri))) as store:
            store.publish()
        self._pool = QueryPool(settings.model_copy(update={"data": data, "service_addresses": None}))

    def media_type(self, query: str, formats: Sequence[str], default: Sequence[str], named: Sequence[str]) -> str:
        """The media type of a query's answer. Raises what ``QueryRunner.run`` raises."""
        answer = self._pool.run(query, formats, default, named)
        if answer.rest is not None and hasattr(answer.rest, "close"):
            answer.rest.close()
        return answer.media_type

    def close(self) -> None:
        """End the reader processes."""
        self._pool.close()
        self._folder.cleanup()


class RemoteRunner:
    """A ``QueryRunner`` over the engine of the settings; releases are asked in the data folder.

    SERVICE is refused whatever its address: the engine elsewhere would call it without our limits. May be used from several
    threads.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection = Connection(settings)
        self._states = RemoteStates(settings, self._connection)
        self._local = QueryPool(settings)
        self._answers = OpenAnswers()
        self._turns = threading.BoundedSemaphore((settings.readers or os.cpu_count() or 1) + 1)
        self._making = threading.Lock()
        self._empty: EmptyGraph | None = None
        self._closed = False

    def run(
        self,
        query: str,
        formats: Sequence[str] = (),
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        release: str | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query; see ``QueryRunner``. Raises ``EngineFailed`` as well."""
        if release is not None:
            return self._local.run(query, formats, default_graphs, named_graphs, release)
        deadline = Deadline(self._settings.query_timeout)
        media_type = self._read().media_type(query, formats, default_graphs, named_graphs)
        let = guard.passed(query)
        doors.closed(let.text)
        chosen = Chosen(default_graphs, named_graphs, let.chooses_graphs)
        return self._answered(let.text, chosen, media_type, deadline)

    def state(self, release: str | None = None) -> str:
        """The name of the state that a query would be asked of now. Raises ``NotFound``, ``DataFolder`` or ``EngineFailed``."""
        return self._local.state(release) if release is not None else self._states.name()

    def close(self) -> None:
        """End the reader processes, and let go of the connections."""
        with self._making:
            self._closed = True
        if self._empty is not None:
            self._empty.close()
        self._local.close()
        self._connection.close()

    def _read(self) -> EmptyGraph:
        with self._making:
            if self._closed:
                raise Busy(ENDING)
            if self._empty is None:
                self._empty = EmptyGraph(self._settings)
            return self._empty

    def _answered(self, query: str, chosen: Chosen, media_type: str, deadline: Deadline) -> Answer:
        if not self._turns.acquire(timeout=min(PATIENCE, deadline.left())):
            raise Busy("the graph engine is busy with other queries: try again in a few seconds")
        try:
            state = self._states.name()
            ask = self._connection.graph if is_graph(media_type) else self._connection.table
            reply = ask(query, deadline, chosen)
            making = Making(state, self._answers, reply.stop)
            limits = self._settings.max_results, self._settings.answer_buffer, self._settings.data
            make(reply, making, media_type, limits, self._turns.release)
        except BaseException:
            self._turns.release()
            raise
        return making.answer()
