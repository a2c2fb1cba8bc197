"""Workspace graphs as one writes them: replaced, merged into, removed; recorded in the ledger, so that a rebuild has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import NotFound, Overtaken
from app.graph.iris import Iris
from app.ledger.port import Entry, Ledger, WorkspaceGraph
from app.settings import Settings
from app.workspace.canonical import merged
from app.workspace.confined import ConfinedReader
from app.workspace.names import workspace_iri
from app.workspace.reading import Posted, too_large

Condition = Callable[[WorkspaceGraph | None], None]
"""What must hold of the graph that is there (``None`` where none is); raises ``PreconditionFailed``."""


def unconditional(_graph: WorkspaceGraph | None) -> None:
    """The condition of who sets none."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: the graph as it is now, whether it was not there before, and whether anything changed."""

    graph: WorkspaceGraph
    created: bool
    changed: bool


class Workspace:
    """The workspace graphs of one ledger. May be used from several threads, beside others in other processes.

    A graph is read and made outside of the ledger's transaction, and written in it only if nobody has written in between;
    otherwise it is made again from what is there then. So nobody's triples are lost, and nobody waits for a parser.
    """

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._iris = Iris(settings.base_iri)
        self._most = settings.max_workspace_graph
        self._ledger = ledger
        self._reader = ConfinedReader(settings)

    def graph(self, name: str) -> WorkspaceGraph | None:
        """The graph with this name, ``None`` where there is none."""
        return _present(self._ledger.graph(name))

    def graphs(self) -> list[WorkspaceGraph]:
        """All graphs, by name, without their content."""
        return self._ledger.graphs()

    def put(self, name: str, posted: Posted, by: str | None = None, condition: Condition = unconditional) -> Written:
        """Give the graph this content in place of what it has.

        Raises what ``ConfinedReader.read`` raises, and what ``condition`` does.
        """
        content = self._read(name, posted)
        return self._write(name, lambda _held: content, by, condition)

    def merge(self, name: str, posted: Posted, by: str | None = None, condition: Condition = unconditional) -> Written:
        """Add this content to what the graph has; blank nodes are new ones. Raises what ``put`` raises."""
        more = self._read(name, posted)

        def both(held: WorkspaceGraph | None) -> bytes:
            content = merged(held.content, more) if held is not None and held.content else more
            if len(content) > self._most:
                raise too_large(self._most)
            return content

        return self._write(name, both, by, condition)

    def drop(self, name: str, by: str | None = None, condition: Condition = unconditional) -> int:
        """Remove the graph; returns the ledger event. Raises ``NotFound``, and what ``condition`` raises."""

        def nothing(held: WorkspaceGraph | None) -> None:
            if held is None:
                raise NotFound(f"there is no workspace graph {name!r}")

        return self._write(name, nothing, by, condition).graph.sequence

    def close(self) -> None:
        """End the process that reads."""
        self._reader.close()

    def _read(self, name: str, posted: Posted) -> bytes:
        return self._reader.read(posted, workspace_iri(self._iris, name))

    def _write(
        self, name: str, make: Callable[[WorkspaceGraph | None], bytes | None], by: str | None, condition: Condition
    ) -> Written:
        while True:
            newest = self._ledger.graph(name)
            held = _present(newest)
            condition(held)
            content = make(held)
            try:
                entry = self._record(name, content, by, newest)
            except Overtaken:
                continue
            now = self._ledger.graph(name, entry.sequence)
            assert now is not None
            return Written(now, created=held is None, changed=entry.created)

    def _record(self, name: str, content: bytes | None, by: str | None, newest: WorkspaceGraph | None) -> Entry:
        triples = 0 if content is None else content.count(b"\n")
        return self._ledger.write_graph(name, content, triples, by, after=newest.sequence if newest else 0)


def _present(graph: WorkspaceGraph | None) -> WorkspaceGraph | None:
    return graph if graph is not None and graph.present else None
