"""Which documents support which statements of the graphs that documents share.

A statement stands in the graph while at least one document supports it, so retracting a document removes exactly what it alone
supported. Values of which there must be one are picked (``picks``) from all that is supported. What an authority file says of
an entity is kept apart from what a document itself shows of it, although it stands only while a document names the entity.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from app.model.support import Supporters
from app.projection.picks import ALSO, CONSIDERED, PREFERRED, TEXT, WEIGHED, WORDING, Pick, Said, picks

Thing = tuple[str, str]
"""A subject in a graph, both as IRIs."""

ALIKE: Mapping[str, tuple[str, ...]] = {PREFERRED: (PREFERRED, ALSO), ALSO: (PREFERRED, ALSO), TEXT: (TEXT, WORDING)}
"""What was picked, and under which properties documents give it: a name may be the first of one and another of the next."""

ON_ONE = "FROM support WHERE statement = ?"
ON_SEVERAL = "FROM support WHERE statement IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple in a shared graph, as documents show it, or as an authority file has it (``official``)."""

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
        self._stood: dict[tuple[str, Triple], bool] = {}
        self._picked: dict[Thing, frozenset[Pick]] = {}

    def begin(self) -> None:
        """Forget what changed before: a new event begins."""
        self._stood, self._picked = {}, {}

    def replace(
        self,
        document: str,
        graphs: Mapping[str, Iterable[Triple]],
        official: Collection[Triple] = frozenset(),
        borrowed: Collection[Triple] = frozenset(),
    ) -> None:
        """Let a document support these triples, and nothing else.

        ``official`` are those that stand in authority files, ``borrowed`` those of them that the document itself does not show.
        """
        now = {
            statement.digest(): statement
            for graph, triples in graphs.items()
            for statement in _statements(graph, triples, official, borrowed)
        }
        query = "SELECT digest, id FROM support JOIN statement ON statement = id WHERE document = ?"
        before: dict[bytes, int] = dict(self._sql.execute(query, (document,)).fetchall())
        for number in (number for digest, number in before.items() if digest not in now):
            self._withdraw(document, number)
        new = [statement for digest, statement in now.items() if digest not in before]
        self._sql.executemany("INSERT INTO support VALUES (?, ?)", [(self._interned(each), document) for each in new])

    def remove(self, document: str) -> None:
        """Let a document support nothing."""
        self.replace(document, {})

    def delta(self) -> Delta:
        """What the shared graphs must lose and gain since ``begin``."""
        delta = Delta()
        for (graph, triple), stood in self._stood.items():
            stands = any(self._number(Statement(graph, triple, official)) is not None for official in (False, True))
            if stands != stood:
                (delta.add if stands else delta.remove).setdefault(graph, []).append(triple)
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
            self._stood.setdefault((statement.graph, statement.triple), stood)

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
        other = Statement(statement.graph, statement.triple, not statement.official)
        self._note(statement, stood=self._number(other) is not None)
        insert = "INSERT INTO statement (digest, graph, subject, line, weighed, official) VALUES (?, ?, ?, ?, ?, ?)"
        line = f"{statement.triple} ."
        row = (statement.digest(), *statement.thing, line, statement.considered, statement.official)
        made = self._sql.execute(insert, row).lastrowid
        assert made is not None
        return made


def supporters(connection: sqlite3.Connection, graph: str, triple: Triple, most: int) -> Supporters:
    """Who supports a triple that stands in a shared graph: the first ``most`` documents by id, and how many there are."""
    shown = _numbers(connection, graph, triple, official=False)
    # Of a single statement the documents stand in order, each once: nothing need be sorted, however many they are.
    within, wanted, each = (ON_ONE, shown[0], "") if len(shown) == 1 else (ON_SEVERAL, json.dumps(shown), "DISTINCT ")
    (total,) = connection.execute(f"SELECT count({each}document) {within}", (wanted,)).fetchone()
    rows = connection.execute(f"SELECT {each}document {within} ORDER BY document LIMIT ?", (wanted, most))
    return Supporters(tuple(row[0] for row in rows), total, bool(_numbers(connection, graph, triple, official=True)))


@dataclass(frozen=True, slots=True)
class SupportFile:
    """The table of support as others than the projector see it; ``path`` is the projection's file, which is only read."""

    path: Path

    def of(self, graph: str, triples: Sequence[Triple], most: int) -> list[Supporters]:
        """Who supports each of these triples of a shared graph; at most ``most`` documents are named for each."""
        if not triples or not self.path.exists():
            return [Supporters() for _ in triples]
        address = f"file:{self.path.absolute().as_posix()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
            connection.execute("BEGIN")  # one state of the table for all of them
            return [supporters(connection, graph, triple, most) for triple in triples]


def _numbers(connection: sqlite3.Connection, graph: str, triple: Triple, official: bool) -> list[int]:
    """The statements on which a triple rests: itself, or all from which it may have been picked."""
    predicates = ALIKE.get(triple.predicate.value, (triple.predicate.value,))
    alike = [Triple(triple.subject, NamedNode(predicate), triple.object) for predicate in predicates]
    digests = [Statement(graph, each, official).digest() for each in alike]
    rows = [connection.execute("SELECT id FROM statement WHERE digest = ?", (digest,)).fetchone() for digest in digests]
    return [row[0] for row in rows if row is not None]


def _statements(
    graph: str, triples: Iterable[Triple], official: Collection[Triple], borrowed: Collection[Triple]
) -> Iterator[Statement]:
    for triple in triples:
        if triple in official:
            yield Statement(graph, triple, official=True)
        if triple not in borrowed:
            yield Statement(graph, triple)


def _triple(line: str) -> Triple:
    triple: Triple = next(iter(parse(line, RdfFormat.N_TRIPLES))).triple
    return triple
