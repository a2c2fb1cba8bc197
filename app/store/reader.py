"""Our own queries, in process, on the newest snapshot. They are bounded by how they are written; strangers' go to ``pool``."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple, Variable

from app.errors import DataFolder, QuerySyntax
from app.store.port import Term
from app.store.snapshots import Lease, Snapshots

Found = QuerySolutions | QueryBoolean | QueryTriples


class OpenSnapshot:
    """One published state, a ``GraphReader`` that never changes: all that one request reads agrees with itself.

    It is let go when its last user has gone, so a long export keeps its version. May be used from several threads. ``query``
    texts are ours: constants or ``.rq`` files, with values as ``bindings``, never pasted. A SELECT query must name the
    variables that are bound among those that it selects (a rule of pyoxigraph's ``substitutions``). Raises ``DataFolder``
    where it cannot be opened.
    """

    def __init__(self, lease: Lease) -> None:
        self._lease = lease
        try:
            self.store = Store.read_only(str(lease.path))
        except (OSError, RuntimeError) as error:
            raise DataFolder(f"the state {lease.name} of the graph cannot be opened ({error}): run `sayso rebuild`") from error

    def __del__(self) -> None:
        # Reference counting is the point here: every running query holds the snapshot, the last one ends it.
        if hasattr(self, "store"):
            del self.store
        self._lease.release()

    def snapshot(self) -> str:
        """The name of this state."""
        return self._lease.name

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        """The solutions of a SELECT query; an unbound variable is left out."""
        with self._query(query, bindings) as found:
            if not isinstance(found, QuerySolutions):
                raise QuerySyntax("this is no SELECT query")
            names = [variable.value for variable in found.variables]
            rows = [zip(names, solution, strict=True) for solution in found]
            return [{name: term for name, term in row if term is not None} for row in rows]

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """The answer of an ASK query."""
        with self._query(query, bindings) as found:
            if not isinstance(found, QueryBoolean):
                raise QuerySyntax("this is no ASK query")
            return bool(found)

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        with self._query(query, bindings) as found:
            if not isinstance(found, QueryTriples):
                raise QuerySyntax("this is no CONSTRUCT query")
            return list(found)

    def count(self) -> int:
        """How many triples there are, counted once in each graph."""
        return len(self.store)

    def quads(self) -> Iterator[Quad]:
        """Everything, however long the reading takes."""
        yield from self.store

    @contextmanager
    def _query(self, query: str, bindings: Mapping[str, Term] | None) -> Iterator[Found]:
        given = {Variable(name): term for name, term in (bindings or {}).items()}
        try:
            yield self.store.query(query, use_default_graph_as_union=True, substitutions=given)
        except (SyntaxError, RuntimeError) as error:
            # RuntimeError: a variable that is bound is not among the selected ones.
            raise QuerySyntax(str(error)) from error


class SnapshotReader:
    """A ``GraphReader`` that goes with the newest snapshot of a data folder; may be used from several threads."""

    def __init__(self, data: Path) -> None:
        self._snapshots = Snapshots(data / "snapshots")
        self._open: OpenSnapshot | None = None
        self._opening = threading.Lock()

    def newest(self) -> OpenSnapshot:
        """The newest published state. Raises ``DataFolder`` where none was published."""
        held = self._open
        if held is not None and held.snapshot() == self._snapshots.current():
            return held
        with self._opening:
            held = self._open
            if held is None or held.snapshot() != self._snapshots.current():
                held = self._open = OpenSnapshot(self._snapshots.open())
            return held

    def let_go_of_old(self) -> bool:
        """Let go of the snapshot where there is a newer one, so that it can be removed; whether one is held still."""
        with self._opening:
            if self._open is not None and self._open.snapshot() != self._snapshots.current():
                self._open = None
            return self._open is not None

    def snapshot(self) -> str:
        """The name of the newest snapshot. Raises ``DataFolder`` where none was published."""
        return self.newest().snapshot()

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        """The solutions of a SELECT query in the newest state."""
        return self.newest().select(query, bindings)

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """The answer of an ASK query in the newest state."""
        return self.newest().ask(query, bindings)

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query in the newest state."""
        return self.newest().construct(query, bindings)

    def count(self) -> int:
        """How many triples the newest state has, counted once in each graph."""
        return self.newest().count()

    def quads(self) -> Iterator[Quad]:
        """Everything in the state that is the newest now, however long the reading takes."""
        return self.newest().quads()

    def sequence(self) -> int:
        """The ledger sequence of the newest snapshot, 0 before the first."""
        return self._snapshots.sequence()

    def wait_for(self, sequence: int, timeout: float) -> bool:
        """Wait until a snapshot has the ledger event ``sequence`` in it; false when ``timeout`` seconds were not enough."""
        return self._snapshots.wait_for(sequence, timeout)

    def close(self) -> None:
        """Let go of the snapshot."""
        self._open = None
