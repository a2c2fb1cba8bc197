"""What the house needs of a graph engine: a writer, a reader for our own queries, and a runner of strangers' queries.

``Engine`` is what the settings choose: the embedded one, or a SPARQL engine elsewhere; its methods make the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Triples: TypeAlias = Iterable[Triple]


@dataclass(frozen=True, slots=True)
class Change:
    """What one ledger event does to the graph, written as a whole or not at all.

    ``sequence`` is the ledger position that the graph has afterwards. ``replace`` gives named graphs their whole new content
    (none at all removes the graph). ``remove`` and ``add`` are by named graph; removal comes first. Applying a change twice is
    the same as once, unless it replaces a graph that has blank nodes, which then get other labels.
    """

    sequence: int
    replace: Mapping[str, Triples] = field(default_factory=dict)
    remove: Mapping[str, Triples] = field(default_factory=dict)
    add: Mapping[str, Triples] = field(default_factory=dict)


class GraphStore(Protocol):
    """The one writer of the graph."""

    def apply(self, change: Change) -> None:
        """Write a change in one transaction, the position with it."""

    def position(self) -> int:
        """The ledger sequence up to which the graph is built, 0 for a new one."""

    def publish(self) -> str:
        """Make the committed state visible to readers; returns the snapshot's name. Without a change, nothing."""

    def clear(self) -> None:
        """Forget everything, for a rebuild; published snapshots stay readable."""

    def triples(self, graph: str) -> list[Triple]:
        """All triples of a named graph, as committed."""

    def close(self) -> None:
        """Let go of the engine."""


class GraphReader(Protocol):
    """Our own bounded queries on the newest published state. The default graph of a query is the union of all graphs."""

    def snapshot(self) -> str:
        """The name of the newest snapshot: a key for caches. Raises ``DataFolder`` where none was published."""

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        """The solutions of a SELECT query; unbound variables are left out.

        The variables named in ``bindings`` stand for those terms, and must be among the selected ones.
        """

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """The answer of an ASK query."""

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""

    def count(self) -> int:
        """How many triples there are, counted once in each graph."""

    def quads(self) -> Iterator[Quad]:
        """Everything, a few at a time, however long the reading takes."""


class GraphStates(Protocol):
    """The published states of the graph. May be used from several threads."""

    def newest(self) -> GraphReader:
        """The newest one, which stays the same while it is held. Raises ``DataFolder`` where none was published."""

    def sequence(self) -> int:
        """The ledger sequence of the newest one, 0 before the first."""

    def wait_for(self, sequence: int, timeout: float) -> bool:
        """Wait until the ledger event ``sequence`` is published; false when ``timeout`` seconds were not enough."""

    def close(self) -> None:
        """Let go of what is open."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a stranger's query, with the state of the graph (snapshot or release) that it comes from.

    It is whole (``rest`` is ``None``), or so large that it was begun before its end was made: then ``rest`` gives the other
    parts once, and raises what cut it off (``QueryTimeout``, ``QueryTooLarge``), so that nobody takes a part for the whole.
    """

    begun: bytes
    media_type: str
    snapshot: str
    rest: Iterator[bytes] | None = None

    @property
    def whole(self) -> bool:
        """Whether ``begun`` is all of it."""
        return self.rest is None

    @property
    def content(self) -> bytes:
        """All of it, in memory; can be read once where it is not ``whole``. Raises what cut it off."""
        return self.begun + b"".join(self.rest or ())


class QueryRunner(Protocol):
    """Strangers' queries: an answer is whole or it is an error."""

    def run(
        self,
        query: str,
        formats: Sequence[str] = (),
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        release: str | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query on the newest state, or on the release of this name.

        ``formats`` are media types or short names (``json``, ``turtle``) in the order of preference: the first that fits the
        kind of query is used, JSON or Turtle where there are none. The graphs are those of the SPARQL 1.1 Protocol.

        Raises ``QuerySyntax``, ``QueryRefused`` (update, SERVICE), ``NotAcceptable``, ``QueryTimeout``, ``QueryTooLarge``,
        ``Busy``, and ``NotFound`` for a release that there is not.
        """

    def state(self, release: str | None = None) -> str:
        """The name of the state that a query would be asked of now, at the cost of a look: the key of caches.

        Raises ``NotFound`` for a release that there is not, ``DataFolder`` where nothing was published.
        """

    def close(self) -> None:
        """End all reader processes."""


class Engine(Protocol):
    """A graph engine as the settings name it."""

    def store(self) -> GraphStore:
        """The one writer; its process must own the data folder. Raises ``Busy`` or ``DataFolder``."""

    def states(self) -> GraphStates:
        """The reader of what is published."""

    def runner(self) -> QueryRunner:
        """The runner of strangers' queries."""

    def discard(self) -> None:
        """Remove a graph that cannot be opened, for a rebuild. The caller must own the data folder."""
