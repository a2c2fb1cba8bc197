"""What a reader process asks of the engine: one query on one state of the graph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from app.errors import DataFolder, InvalidInput, QuerySyntax, QueryTooLarge, ServiceFailed
from app.store.formats import graph_format, results_format
from app.store.reader import OpenSnapshot, SnapshotReader
from app.store.readers.output import Output
from app.store.releases import RELEASES, Releases

POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
CLASSES = re.compile(r"(?:, )?(?:one of )?\[[^\]]*\](?:\n\|[^,]*)?")
LONGEST_MESSAGE = 400

Found = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Question:
    """A query that the guard let through, with all that its reader must know.

    ``formats`` and graphs as in ``QueryRunner.run``; the ``seconds`` that it may take, the ``most`` bytes that it may give, and
    how many of them stay in the ``buffer``, off the disk; the ``release`` that is asked, if not the newest state; whether it
    ``calls`` other services; the ``base`` of its relative IRIs (the endpoint's address: RFC 3986, 5.1.3).
    """

    query: str
    chooses_graphs: bool
    formats: Sequence[str]
    default_graphs: Sequence[str]
    named_graphs: Sequence[str]
    seconds: float
    most: int
    buffer: int
    release: str | None = None
    calls: bool = False
    base: str | None = None

    def values(self) -> dict[str, Any]:
        """All fields, for the line; not by ``asdict``, which copies each and takes as long as a small query."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = tuple(field.name for field in fields(Question))


class States:
    """The states of the graph that a reader process has open: the newest one, and the release that was asked last."""

    def __init__(self, data: Path) -> None:
        self._newest = SnapshotReader(data)
        self._releases = Releases(data / RELEASES)
        self._release: OpenSnapshot | None = None

    def state(self, release: str | None = None) -> OpenSnapshot:
        """The newest state, or a release. Raises ``DataFolder`` where none was published and ``NotFound``."""
        if release is None:
            return self._newest.newest()
        if self._release is None or self._release.snapshot() != release:
            self._release = OpenSnapshot(self._releases.open(release))
        return self._release

    def let_go(self) -> bool:
        """Let go of all but the newest state, so that others may remove it; whether something is open still."""
        self._release = None
        return self._newest.let_go_of_old()


def answer(state: OpenSnapshot, question: Question, output: Output) -> None:
    """Write the answer to ``output``.

    Raises ``QuerySyntax``, ``QueryTooLarge``, ``NotAcceptable``, ``InvalidInput``, ``ServiceFailed``, and ``DataFolder`` where
    the state cannot be read.
    """
    try:
        _write(_found(state.store, question), question, output)
    except MemoryError:
        raise QueryTooLarge("the query needs more memory than it may use") from None
    except RuntimeError as error:
        raise QuerySyntax(f"the query cannot be evaluated: {error}") from None
    except OSError as error:
        if question.calls:
            raise ServiceFailed(f"a service that the query calls did not answer: {error}"[:LONGEST_MESSAGE]) from None
        raise DataFolder(f"the graph cannot be read ({error})") from None


def _found(store: Store, question: Question) -> Found:
    default, named = _nodes(question.default_graphs), _nodes(question.named_graphs)
    try:
        if default or named:
            # SPARQL 1.1 Protocol, 2.1.4: these take the place of the query's own, and what is not named is empty.
            return store.query(question.query, base_iri=question.base, default_graph=default, named_graphs=named)
        return store.query(question.query, base_iri=question.base, use_default_graph_as_union=not question.chooses_graphs)
    except SyntaxError as error:
        raise QuerySyntax(readable(str(error))) from None


def _nodes(iris: Sequence[str]) -> list[Any]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise InvalidInput(f"a graph's name is an absolute IRI: {error}") from None


def _write(found: Found, question: Question, output: Output) -> None:
    file = cast(IO[bytes], output)
    if isinstance(found, QueryTriples):
        graph = graph_format(question.formats)
        output.media_type = graph.media_type
        found.serialize(file, graph)
    else:
        results = results_format(question.formats)
        output.media_type = results.media_type
        found.serialize(file, results)


def readable(message: str) -> str:
    """The engine's message on a syntax error, with its position in words and without its classes of characters."""
    found = POSITION.search(message)
    if found is None:
        return message[:LONGEST_MESSAGE]
    said = " ".join(CLASSES.sub("", found[3]).split())
    return f"line {found[1]}, column {found[2]}: {said}"[:LONGEST_MESSAGE]
