"""Our own queries, asked of the engine elsewhere."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from app.errors import DataFolder, EngineFailed, QuerySyntax
from app.graph.iris import Iris
from app.graph.names import SAYSO
from app.settings import Settings
from app.store.port import Term
from app.store.remote.body import Deadline
from app.store.remote.connection import Connection, Reply
from app.store.remote.writing import Only
from app.store.snapshots import sequence_of

POLL = 0.05
"""Seconds between two looks at the state of one who waits for it."""

LOOKS = 5
"""How often is looked for a value that is being replaced."""

WHOLE_GRAPH = 600.0
"""Seconds that the engine may take to give a whole graph."""

IN_MEMORY = 4_000_000
"""Bytes of a graph kept in memory on the way; more go to a file."""

GROUP = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
VALUE = "SELECT ?value { GRAPH ?graph { ?thing ?property ?value } }"
SEEN = "ASK { ?thing ?property ?value }"
GRAPHS = """SELECT ?graph {
  GRAPH ?graph { ?s ?p ?o } FILTER(STRSTARTS(STR(?graph), STR(?below)) && STR(?graph) > STR(?after))
} GROUP BY ?graph ORDER BY ?graph LIMIT 1000"""
"""Grouped and not ``DISTINCT``, which Virtuoso answers by a procedure of its own that may take a minute."""

COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } FILTER(STRSTARTS(STR(?graph), STR(?below))) }"
CONTENT = "SELECT ?s ?p ?o { GRAPH ?graph { ?s ?p ?o } }"
"""A table, which every engine ends so that one sees it."""

UNION = (
    "the default graph of the graph engine is not the union of its named graphs, which SAYSO_STORE_URL must see to "
    "(Oxigraph: add ?union-default-graph; others: docs/engines.md)"
)


class State:
    """Where the engine's copy of our graph stands, and how it is asked. May be used from several threads."""

    SEQUENCE = NamedNode(str(SAYSO.ledgerSequence))
    VERSION = NamedNode("http://www.w3.org/2002/07/owl#versionInfo")

    def __init__(self, connection: Connection, iris: Iris, seconds: float) -> None:
        self.connection = connection
        self.graph = str(iris.graph("dataset"))
        self._dataset = NamedNode(str(iris.dataset()))
        self._below = Literal(f"{iris.base}/")
        self._seconds = seconds
        self._is_union = False

    def says(self, predicate: NamedNode, value: Literal) -> Only:
        """The operation that says this of the data set, in place of what was said before."""
        return Only(self.graph, Triple(self._dataset, predicate, value))

    def position(self) -> int:
        """The ledger sequence up to which the graph is built, 0 where there is none."""
        return max((int(text) for text in self._said(self.SEQUENCE)), default=0)

    def name(self) -> str | None:
        """The name of the state that readers may see, ``None`` before the first."""
        return max(self._said(self.VERSION), key=_age, default=None)

    def check_union(self) -> None:
        """Raises ``EngineFailed`` where the default graph does not hold what the named graphs hold. Asked until it is so."""
        if not self._is_union:
            self._is_union = self.ask(SEEN, {"thing": self._dataset, "property": self.SEQUENCE})
            if not self._is_union:
                raise EngineFailed(UNION)

    def graphs(self, after: str = "") -> list[str]:
        """The names of some graphs of ours, in their order, from the one after ``after``; none where there are no more."""
        rows = self.select(GRAPHS, {"below": self._below, "after": Literal(after)})
        return [graph.value for row in rows if isinstance(graph := row.get("graph"), NamedNode)]

    def count(self) -> int:
        """How many triples our graphs have."""
        (row,) = self.select(COUNT, {"below": self._below})
        return int(str(getattr(row["n"], "value", 0)))

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        """The solutions of a SELECT query; unbound variables are left out."""
        with self.connection.table(bound(query, bindings or {}), self.deadline()) as reply:
            found = _results(reply)
            if not isinstance(found, QuerySolutions):
                raise QuerySyntax("this is no SELECT query")
            names = [variable.value for variable in found.variables]
            with _whole():
                rows = [zip(names, solution, strict=True) for solution in found]
        return [{name: term for name, term in row if term is not None} for row in rows]

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """The answer of an ASK query."""
        with self.connection.table(bound(query, bindings or {}), self.deadline()) as reply:
            found = _results(reply)
            if not isinstance(found, QueryBoolean):
                raise QuerySyntax("this is no ASK query")
            return bool(found)

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        with self.connection.graph(bound(query, bindings or {}), self.deadline()) as reply:
            return list(_triples(reply.file, reply.media_type))

    def content(self, graph: str) -> Iterator[Triple]:
        """The triples of a graph of any size. What the engine gives is kept in a file, so that no slow reader makes it wait."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
            with self.connection.table(bound(CONTENT, {"graph": NamedNode(graph)}), Deadline(WHOLE_GRAPH)) as reply:
                shutil.copyfileobj(reply.file, file)
            file.seek(0)
            yield from _triples_of(file)

    def deadline(self) -> Deadline:
        """How long one of our own queries may take from now on."""
        return Deadline(self._seconds)

    def _said(self, predicate: NamedNode) -> list[str]:
        """What is said of the data set. Virtuoso shows a value that is being replaced as a solution without it: look again."""
        terms: dict[str, Term] = {"graph": NamedNode(self.graph), "thing": self._dataset, "property": predicate}
        for _ in range(LOOKS):
            rows = self.select(VALUE, terms)
            values = [value.value for row in rows if isinstance(value := row.get("value"), Literal)]
            if len(values) == len(rows):
                break
            time.sleep(POLL)
        return values


class RemoteReader:
    """A ``GraphReader`` of what the engine has. It has the name of the state in which it was made, and sees what came after."""

    def __init__(self, state: State, name: str) -> None:
        self._state, self._name = state, name
        self.select = state.select
        self.ask = state.ask
        self.construct = state.construct
        self.count = state.count

    def snapshot(self) -> str:
        """The name of the state that it was made in."""
        return self._name

    def quads(self) -> Iterator[Quad]:
        """Everything below our base IRI, graph by graph."""
        after = ""
        while graphs := self._state.graphs(after):
            for graph in graphs:
                name = NamedNode(graph)
                yield from (
                    Quad(triple.subject, triple.predicate, triple.object, name) for triple in self._state.content(graph)
                )
            after = graphs[-1]


class RemoteStates:
    """``GraphStates`` of an engine elsewhere: there is one state, the newest."""

    def __init__(self, settings: Settings, connection: Connection | None = None) -> None:
        self._connection = connection or Connection(settings)
        self._state = State(self._connection, Iris(settings.base_iri), settings.query_timeout)

    def newest(self) -> RemoteReader:
        """A reader. Raises ``DataFolder`` where nothing was published, ``EngineFailed`` where the engine fails."""
        return RemoteReader(self._state, self.name())

    def name(self) -> str:
        """The name of the state. Raises what ``newest`` raises."""
        name = self._state.name()
        if name is None:
            raise DataFolder("there is no graph to read yet: add a document first, or wait for the end of sayso rebuild")
        self._state.check_union()
        return name

    def sequence(self) -> int:
        """The ledger sequence of the published state, 0 before the first."""
        return sequence_of(self._state.name() or "0")

    def wait_for(self, sequence: int, timeout: float) -> bool:
        """Wait until the ledger event ``sequence`` is published; false when ``timeout`` seconds were not enough."""
        deadline = time.monotonic() + timeout
        while self.sequence() < sequence:
            if time.monotonic() >= deadline:
                return False
            time.sleep(POLL)
        return True

    def close(self) -> None:
        """Let go of the connections."""
        self._connection.close()


def bound(query: str, bindings: Mapping[str, Term]) -> str:
    """Our query with values for its variables, as the first thing of its group; the terms are written by pyoxigraph.

    Not behind the query, where SPARQL has a place for it: Virtuoso takes ``VALUES`` there with SELECT alone.
    """
    if not bindings:
        return query
    block = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in bindings.items())
    found = GROUP.search(query)
    place = found.end() if found else query.index("{") + 1
    return f"{query[:place]} {block} {query[place:]}"


def _age(name: str) -> tuple[int, int]:
    return sequence_of(name), int(name.partition("-")[2] or 1)


def _results(reply: Reply) -> QuerySolutions | QueryBoolean:
    with _whole():
        return parse_query_results(reply.file, QueryResultsFormat.JSON)


def _triples(file: IO[bytes], media_type: str) -> Iterator[Triple]:
    with _whole():
        for quad in parse(file, RdfFormat.from_media_type(media_type), rename_blank_nodes=True):
            yield quad.triple


def _triples_of(file: IO[bytes]) -> Iterator[Triple]:
    with _whole():
        found = parse_query_results(file, QueryResultsFormat.JSON)
        assert isinstance(found, QuerySolutions)
        # A label of a blank node may mean another node in another answer.
        nodes: dict[Term, BlankNode] = defaultdict(BlankNode)
        for terms in found:
            subject, predicate, value = (nodes[term] if isinstance(term, BlankNode) else term for term in terms)
            assert isinstance(predicate, NamedNode)
            yield Triple(subject, predicate, value)


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise EngineFailed(f"what the graph engine gave is not whole, or not of the format asked for: {error}") from None
