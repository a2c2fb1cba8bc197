"""What runs in a reader process: one query on the newest snapshot, whole or refused."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from app.errors import InvalidInput, QuerySyntax, QueryTooLarge
from app.store.confinement import ended_after
from app.store.formats import graph_format, results_format
from app.store.port import Answer
from app.store.reader import SnapshotReader

POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
CLASSES = re.compile(r"(?:, )?(?:one of )?\[[^\]]*\](?:\n\|[^,]*)?")
LONGEST_MESSAGE = 400


@dataclass(frozen=True, slots=True)
class Question:
    """A query that the guard let through, with the graphs of the protocol, the formats liked, and the limits."""

    query: str
    chooses_graphs: bool
    formats: Sequence[str]
    default_graphs: Sequence[str]
    named_graphs: Sequence[str]
    seconds: float
    most: int


class Bounded(io.BytesIO):
    """A buffer that refuses what is too much for it."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, part: object) -> int:
        """Take in more; raises ``QueryTooLarge``."""
        written = super().write(part)  # type: ignore[arg-type]
        if self.tell() > self._most:
            raise QueryTooLarge(f"the answer is larger than {self._most} bytes: ask for less, or page with LIMIT and OFFSET")
        return written


@cache
def _reader(data: Path) -> SnapshotReader:
    return SnapshotReader(data)


def answered(data: Path, question: Question) -> Answer:
    """The whole answer. Raises ``QuerySyntax``, ``QueryTooLarge``, ``NotAcceptable`` or ``InvalidInput``."""
    with ended_after(question.seconds):
        held = _reader(data).newest()
        try:
            return _written(_found(held.store, question), question, held.snapshot())
        except MemoryError:
            raise QueryTooLarge("the query needs more memory than it may use") from None
        except RuntimeError as error:
            raise QuerySyntax(f"the query cannot be evaluated: {error}") from None


def _found(store: Store, question: Question) -> QuerySolutions | QueryBoolean | QueryTriples:
    default, named = _nodes(question.default_graphs), _nodes(question.named_graphs)
    try:
        if default or named:
            # SPARQL 1.1 Protocol, 2.1.4: these take the place of the query's own, and what is not named is empty.
            return store.query(question.query, default_graph=default, named_graphs=named)
        return store.query(question.query, use_default_graph_as_union=not question.chooses_graphs)
    except SyntaxError as error:
        raise QuerySyntax(readable(str(error))) from None


def _nodes(iris: Sequence[str]) -> list[Any]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise InvalidInput(f"a graph's name is an absolute IRI: {error}") from None


def _written(found: QuerySolutions | QueryBoolean | QueryTriples, question: Question, snapshot: str) -> Answer:
    buffer = Bounded(question.most)
    if isinstance(found, QueryTriples):
        graph = graph_format(question.formats)
        found.serialize(buffer, graph)
        return Answer(buffer.getvalue(), graph.media_type, snapshot)
    results = results_format(question.formats)
    found.serialize(buffer, results)
    return Answer(buffer.getvalue(), results.media_type, snapshot)


def readable(message: str) -> str:
    """The engine's message on a syntax error, with its position in words and without its classes of characters."""
    found = POSITION.search(message)
    if found is None:
        return message[:LONGEST_MESSAGE]
    said = " ".join(CLASSES.sub("", found[3]).split())
    return f"line {found[1]}, column {found[2]}: {said}"[:LONGEST_MESSAGE]
