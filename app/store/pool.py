"""Strangers' queries, in processes that can be killed: an answer is whole, or it is an error that says why not."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence

from app.errors import QueryRefused
from app.settings import Settings
from app.store import guard
from app.store.asking import Question
from app.store.port import Answer
from app.store.readers.crew import Crew
from app.store.readers.lanes import Lanes
from app.store.readers.process import Share
from app.store.readers.spool import OpenAnswers
from app.store.readers.turn import Limits
from app.store.releases import RELEASES, Releases
from app.store.snapshots import Snapshots

PATIENCE = 10.0
"""Seconds that a query waits for a free reader before the service says that it is busy."""

CALLERS = 2
"""Queries with SERVICE at a time: they hold a process while others let them wait."""


class QueryPool:
    """A ``QueryRunner`` over the snapshots and releases of the data folder.

    Each reader process is ended and replaced when its query takes longer or more memory than the settings allow. Queries that
    call other services have readers of their own, which may open sockets and answer one question each. May be used from
    several threads; ``run`` blocks.
    """

    def __init__(self, settings: Settings, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._snapshots = Snapshots(settings.data / "snapshots")
        self._releases = Releases(settings.data / RELEASES)
        self._services = guard.service_addresses(settings.service_addresses)
        answers = OpenAnswers()
        self._quiet = _quiet(settings, patience, answers)
        self._calling = _calling(settings, patience, answers)

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
        let = guard.passed(query, self._services)
        self.state(release)
        question = Question(
            query=let.text,
            chooses_graphs=let.chooses_graphs,
            formats=tuple(formats),
            default_graphs=tuple(default_graphs),
            named_graphs=tuple(named_graphs),
            seconds=self._settings.service_timeout if let.calls else self._settings.query_timeout,
            most=self._settings.max_results,
            buffer=self._settings.answer_buffer,
            release=release,
            calls=let.calls,
            base=f"{self._settings.base_iri}/sparql",
        )
        return (self._calling if let.calls else self._quiet).answer(question)

    def state(self, release: str | None = None) -> str:
        """The name of the state that a query would be asked of now. Raises ``NotFound`` or ``DataFolder``."""
        if release is None:
            return self._snapshots.newest()
        self._releases.path(release)
        return release

    def close(self) -> None:
        """End all reader processes; queries that run get ``Busy``."""
        self._quiet.close()
        self._calling.close()


def _quiet(settings: Settings, patience: float, answers: OpenAnswers) -> Crew:
    readers = settings.readers or os.cpu_count() or 1
    limits = Limits(settings.query_timeout, settings.long_query, settings.query_memory)
    lanes = Lanes(readers, settings.max_waiting, patience)
    return Crew(readers + 1, Share(settings.data, settings.query_memory), limits, lanes, answers)


def _calling(settings: Settings, patience: float, answers: OpenAnswers) -> Crew:
    limits = Limits(settings.service_timeout, math.inf, settings.query_memory, once=True)
    lanes = Lanes(CALLERS, CALLERS, patience)
    return Crew(CALLERS, Share(settings.data, settings.query_memory, calls=True), limits, lanes, answers)
