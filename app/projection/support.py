"""Which documents support which statements of the graphs that documents share.

A statement stands in the graph while at least one document supports it, so retracting a document removes exactly what it alone
supported. Values of which there must be one are picked (``picks``) from all that is supported.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import DCTERMS

from app.projection.picks import CONSIDERED, PREFERRED, WEIGHED, Pick, Said, picks

SOURCE = NamedNode(str(DCTERMS.source))

Thing = tuple[str, str]
"""A subject in a graph, both as IRIs."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple in a shared graph; ``official`` where an authority file picks this name."""

    graph: str
    triple: Triple
    official: bool = False

    @property
    def thing(self) -> Thing:
        """What it is about."""
        return self.graph, str(self.triple.subject).strip("<>")

    @property
    def weighed(self) -> bool:
        """Whether it counts for a pick in place of standing in the graph as it is."""
        return self.triple.predicate.value in WEIGHED

    @property
    def considered(self) -> bool:
        """Whether picking looks at it."""
        return self.triple.predicate.value in CONSIDERED

    def digest(self) -> bytes:
        """Sixteen bytes that stand for it."""
        return blake2b(f"{self.graph}\x1f{self.triple}\x1f{self.official}".encode(), digest_size=16).digest()


@dataclass(slots=True)
class Delta:
    """What changed in the shared graphs since the last event, and of which things names or wordings did."""

    add: dict[str, list[Triple]] = field(default_factory=dict)
    remove: dict[str, list[Triple]] = field(default_factory=dict)
    things: dict[Thing, list[Said]] = field(default_factory=dict)


class Support:
    """The table of support, in the projection's transaction. ``replace`` and ``remove`` any number of times, then ``delta``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._stood: dict[Statement, bool] = {}
        self._picked: dict[Thing, frozenset[Pick]] = {}

    def begin(self) -> None:
        """Forget what changed before: a new event begins."""
        self._stood, self._picked = {}, {}

    def replace(self, document: str, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Let a document support these triples, and nothing else."""
        now = {
            statement.digest(): statement
            for graph, triples in graphs.items()
            for statement in _statements(graph, list(triples))
        }
        query = "SELECT digest, id FROM support JOIN statement ON statement = id WHERE document = ?"
        before: dict[bytes, int] = dict(self._sql.execute(query, (document,)).fetchall())
        for number in (number for digest, number in before.items() if digest not in now):
            self._withdraw(document, number)
        for statement in (statement for digest, statement in now.items() if digest not in before):
            self._sql.execute("INSERT INTO support VALUES (?, ?)", (self._interned(statement), document))

    def remove(self, document: str) -> None:
        """Let a document support nothing."""
        self.replace(document, {})

    def delta(self) -> Delta:
        """What the shared graphs must lose and gain since ``begin``."""
        delta = Delta()
        for statement, stood in self._stood.items():
            stands = self._number(statement) is not None
            if stands != stood:
                (delta.add if stands else delta.remove).setdefault(statement.graph, []).append(statement.triple)
        for thing, before in self._picked.items():
            said = delta.things[thing] = list(self._said(thing))
            after = picks(said)
            graph, subject = thing[0], NamedNode(thing[1])
            delta.remove.setdefault(graph, []).extend(Triple(subject, *pick) for pick in before - after)
            delta.add.setdefault(graph, []).extend(Triple(subject, *pick) for pick in after - before)
        return delta

    def _note(self, statement: Statement, stood: bool) -> None:
        """Keep how things stood before this statement comes or goes; only the first time counts."""
        if statement.considered and statement.thing not in self._picked:
            self._picked[statement.thing] = picks(self._said(statement.thing))
        if not statement.weighed:
            self._stood.setdefault(statement, stood)

    def _said(self, thing: Thing) -> Iterator[Said]:
        query = "SELECT line, official FROM statement WHERE graph = ? AND subject = ? AND weighed"
        for line, official in self._sql.execute(query, thing).fetchall():
            triple = _triple(line)
            if isinstance(triple.object, Literal):
                yield Said(triple.predicate.value, triple.object, bool(official))

    def _withdraw(self, document: str, number: int) -> None:
        self._sql.execute("DELETE FROM support WHERE statement = ? AND document = ?", (number, document))
        if self._sql.execute("SELECT 1 FROM support WHERE statement = ? LIMIT 1", (number,)).fetchone() is None:
            self._note(self._statement(number), stood=True)
            self._sql.execute("DELETE FROM statement WHERE id = ?", (number,))

    def _number(self, statement: Statement) -> int | None:
        row = self._sql.execute("SELECT id FROM statement WHERE digest = ?", (statement.digest(),)).fetchone()
        return None if row is None else int(row[0])

    def _statement(self, number: int) -> Statement:
        row = self._sql.execute("SELECT graph, line, official FROM statement WHERE id = ?", (number,)).fetchone()
        return Statement(row[0], _triple(row[1]), bool(row[2]))

    def _interned(self, statement: Statement) -> int:
        known = self._number(statement)
        if known is not None:
            return known
        self._note(statement, stood=False)
        insert = "INSERT INTO statement (digest, graph, subject, line, weighed, official) VALUES (?, ?, ?, ?, ?, ?)"
        line = f"{statement.triple} ."
        row = (statement.digest(), *statement.thing, line, statement.considered, statement.official)
        made = self._sql.execute(insert, row).lastrowid
        assert made is not None
        return made


def _statements(graph: str, triples: Iterable[Triple]) -> Iterator[Statement]:
    known = list(triples)
    sourced = {triple.subject for triple in known if triple.predicate == SOURCE}
    for triple in known:
        yield Statement(graph, triple, triple.predicate.value == PREFERRED and triple.subject in sourced)


def _triple(line: str) -> Triple:
    triple: Triple = next(iter(parse(line, RdfFormat.N_TRIPLES))).triple
    return triple
