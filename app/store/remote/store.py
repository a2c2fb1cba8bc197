"""The one writer, into an engine elsewhere.

Such an engine has no transaction that spans requests, nor have all of them one for a request. So an event's changes come first,
and the position last: where something comes in between, the event is applied again, and applying it twice is applying it once.
What readers may see has its own mark, ``owl:versionInfo`` of the data set, set by ``publish``: so nobody waits for an event and
then finds the index behind it, and nobody reads a graph that is being built anew.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from app.errors import EngineFailed, InvalidInput
from app.graph.iris import Iris
from app.settings import Settings
from app.store.port import Change
from app.store.remote.connection import Connection
from app.store.remote.reader import State
from app.store.remote.refusals import EngineRefused
from app.store.remote.writing import BATCH, DELETE, INSERT, Data, Emptied, Operation, data, n_triples, requests, text
from app.store.snapshots import sequence_of

XSD_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")

log = logging.getLogger(__name__)


class RemoteStore:
    """The graphs below our base IRI in an engine elsewhere. Raises ``InvalidInput`` where the settings name no way to write."""

    def __init__(self, settings: Settings) -> None:
        if not settings.store_update_url:
            raise InvalidInput("SAYSO_STORE_UPDATE_URL is empty: give the address of the engine's SPARQL Update service")
        self._connection = Connection(settings)
        self._state = State(self._connection, Iris(settings.base_iri), settings.query_timeout)
        self._changed = True
        self._cleared: str | None = None

    def apply(self, change: Change) -> None:
        """Write a change, the position last. Raises ``EngineFailed``, and then the change is to be applied again."""
        self._changed = True
        replaced = [
            operation for graph, triples in change.replace.items() for operation in self._replaced(graph, list(triples))
        ]
        removed = (each for graph, triples in change.remove.items() for each in data(DELETE, graph, triples))
        added = (each for graph, triples in change.add.items() for each in data(INSERT, graph, triples))
        position = Literal(str(change.sequence), datatype=XSD_INTEGER)
        self._write([*replaced, *removed, *added, self._state.says(self._state.SEQUENCE, position)])

    def position(self) -> int:
        """The ledger sequence up to which the graph is built, 0 for a new one."""
        return self._state.position()

    def publish(self) -> str:
        """Let readers see what is written; returns the name of this state."""
        position, present = self._state.position(), self._state.name()
        if present is not None and not self._changed and sequence_of(present) == position:
            return present
        name = _following(present or self._cleared, position)
        self._write([self._state.says(self._state.VERSION, Literal(name))])
        self._changed = False
        return name

    def clear(self) -> None:
        """Remove every graph below our base IRI, and nothing else: the engine may hold others' data."""
        self._changed = True
        self._cleared = self._state.name() or self._cleared
        # First what says where we are: whatever is cut off here is then begun anew.
        self._write([Emptied(self._state.graph)])
        removed: list[str] = []
        while graphs := self._state.graphs():
            if graphs == removed:
                raise EngineFailed("graphs that were removed are still there: SAYSO_STORE_UPDATE_URL belongs to other data")
            self._write(map(Emptied, graphs))
            removed = graphs

    def triples(self, graph: str) -> list[Triple]:
        """All triples of a named graph, as committed."""
        return list(self._state.content(graph))

    def close(self) -> None:
        """Let go of the connections."""
        self._connection.close()

    def _replaced(self, graph: str, triples: list[Triple]) -> list[Operation]:
        """What gives a graph its whole new content; nothing where that was too much for one update and is done already."""
        if len(triples) > BATCH and self._connection.addresses.graphs is not None:
            try:
                self._connection.put(graph, n_triples(triples))
            except EngineRefused as error:
                log.warning("%s is written in pieces: %s", graph, error)
            else:
                return []
        return [Emptied(graph), *data(INSERT, graph, triples)]

    def _write(self, operations: Iterable[Operation]) -> None:
        for request in requests(operations):
            self._request(request)

    def _request(self, request: list[Operation]) -> None:
        try:
            self._connection.update(text(request))
        except EngineRefused as error:
            if len(request) > 1:
                for operation in request:
                    self._request([operation])
            else:
                self._without_what_is_refused(request[0], error)

    def _without_what_is_refused(self, operation: Operation, error: EngineRefused) -> None:
        """Write what the engine takes of triples that it refuses as a whole: one value must not stop all documents after it."""
        if not isinstance(operation, Data):
            raise error
        if len(operation.atoms) > 1:
            for half in operation.halves():
                self._request([half])
            return
        self._connection.update(str(Emptied(f"{self._state.graph}/probe")))  # raises where the engine refuses everything
        log.error("the graph engine cannot hold this, so it is left out: %s (%s)", operation, error)


def _following(before: str | None, position: int) -> str:
    """The name of the next state: a name always means one state, also where the same sequence is built again."""
    if before is None or sequence_of(before) != position:
        return str(position)
    return f"{position}-{int(before.partition('-')[2] or 1) + 1}"
