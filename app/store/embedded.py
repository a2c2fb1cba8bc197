"""The embedded graph engine: Oxigraph, opened for writing by one process alone.

pyoxigraph 0.5 has no transactions that span calls. What it has is ``Store.update``: one SPARQL Update request, of any number of
operations, "either the full operation succeeds, or nothing is written". So a change becomes one request of ``DROP GRAPH``,
``DELETE DATA`` and ``INSERT DATA``. Its text is made of parsed terms that Oxigraph's own N-Triples serialiser writes; no string
of a user's is ever pasted into it. (Measured on one core: 55 ms for 2,000 new triples, where ``Store.extend`` takes 43 ms.)
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from app.errors import Busy, DataFolder
from app.graph.iris import Iris
from app.graph.names import SAYSO
from app.store.port import Change, Triples
from app.store.snapshots import Snapshots

SEQUENCE = NamedNode(str(SAYSO.ledgerSequence))
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")

MOST_UNFLUSHED = 64 << 20
"""Bytes of requests after which RocksDB writes its buffers to files.

Left alone it waits for much more: what it holds takes about six times the requests, and grew to 2 GB on a long catching up.
"""

MOST_COMPARED = 20_000
"""Triples up to which the new content of a graph is compared with what is there: writing one takes ten times as long."""


class EmbeddedStore:
    """The graph in ``data/graph``, with its snapshots in ``data/snapshots``.

    Raises ``Busy`` where another process has it open and ``DataFolder`` where it cannot be opened.
    """

    def __init__(self, data: Path, iris: Iris) -> None:
        self._dataset = NamedNode(str(iris.dataset()))
        self._about = NamedNode(str(iris.graph("dataset")))
        self.snapshots = Snapshots(data / "snapshots")
        self._store = _opened(data / "graph")
        self._position = self._found_position()
        self._published: int | None = None
        self._unflushed = 0

    def apply(self, change: Change) -> None:
        """Write a change in one transaction, the position with it."""
        self._published = None
        request = " ;\n".join(self._operations(change))
        self._store.update(request)
        self._position = change.sequence
        self._unflushed += len(request)
        if self._unflushed > MOST_UNFLUSHED:
            self._store.flush()
            self._unflushed = 0

    def position(self) -> int:
        """The ledger sequence up to which the graph is built, 0 for a new one."""
        return self._position

    def publish(self) -> str:
        """Make the committed state the newest snapshot; returns its name."""
        position, current = self.position(), self.snapshots.current()
        if current is not None and self._published == position:
            return current
        name = self.snapshots.add(position, self._store.backup)
        self._published, self._unflushed = position, 0  # a backup writes all buffers to files
        return name

    def clear(self) -> None:
        """Forget everything; snapshots stay."""
        self._published = None
        self._store.clear()
        self._position = 0

    def triples(self, graph: str) -> list[Triple]:
        """All triples of a named graph, as committed."""
        return [quad.triple for quad in self._store.quads_for_pattern(None, None, None, NamedNode(graph))]

    def quads(self) -> Iterator[Quad]:
        """Everything, as committed."""
        return iter(self._store)

    def close(self) -> None:
        """Let go of the engine, so that another process may open it."""
        del self._store

    def _operations(self, change: Change) -> Iterator[str]:
        remove, add = [change.remove], [change.add]
        for graph, triples in change.replace.items():
            here, there = list(triples), self._small(graph)
            if not here or there is None or (there and _any_blank([*here, *there])):
                yield f"DROP SILENT GRAPH {NamedNode(graph)}"
                there = set()
            remove.append({graph: there.difference(here)})
            add.append({graph: [each for each in here if each not in there]})
        # The position goes by its value. To drop its graph, RocksDB would look at all positions that there ever were.
        yield f"DELETE DATA {{ {_all_blocks(remove)} {self._said(self._position)} }}"
        yield f"INSERT DATA {{ {_all_blocks(add)} {self._said(change.sequence)} }}"

    def _small(self, graph: str) -> set[Triple] | None:
        """The triples of a graph, ``None`` where they are many: of a document that is built again, nearly all stay."""
        quads = self._store.quads_for_pattern(None, None, None, NamedNode(graph))
        triples = {quad.triple for quad in islice(quads, MOST_COMPARED + 1)}
        return triples if len(triples) <= MOST_COMPARED else None

    def _said(self, position: int) -> str:
        return _blocks({self._about.value: [Triple(self._dataset, SEQUENCE, Literal(str(position), datatype=INTEGER))]})

    def _found_position(self) -> int:
        for quad in self._store.quads_for_pattern(self._dataset, SEQUENCE, None, self._about):
            if isinstance(quad.object, Literal):
                return int(quad.object.value)
        return 0


def _blocks(graphs: Mapping[str, Triples]) -> str:
    written = ((NamedNode(graph), serialize(triples, format=RdfFormat.N_TRIPLES)) for graph, triples in graphs.items())
    return "\n".join(f"GRAPH {graph} {{\n{lines.decode()}}}" for graph, lines in written if lines)


def _all_blocks(several: Iterable[Mapping[str, Triples]]) -> str:
    return "\n".join(map(_blocks, several))


def _any_blank(triples: Iterable[Triple]) -> bool:
    return any(isinstance(each.subject, BlankNode) or isinstance(each.object, BlankNode) for each in triples)


def discard(data: Path) -> None:
    """Remove a graph that cannot be opened, for a rebuild; snapshots stay. The caller must own the data folder."""
    shutil.rmtree(data / "graph", ignore_errors=True)


def _opened(path: Path) -> Store:
    path.mkdir(parents=True, exist_ok=True)
    try:
        return Store(path)
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise Busy(f"another process has {path} open for writing") from error
        raise DataFolder(f"the graph in {path} cannot be opened ({error}): run `sayso rebuild`") from error
