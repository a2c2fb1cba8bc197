"""What a decision must know of entities when it is taken: by which keys they hold together, and which documents name them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.linking.evidence import evidence
from app.linking.identity import ONLY
from app.model.resolution import Strength
from app.model.support import JoinedBy
from app.projection.identity import Identities, redirected

SHARED = """SELECT key, count(DISTINCT document) AS documents
FROM signature JOIN signature_key ON signature_key.signature = signature.id
JOIN holder ON holder.signature = signature.id WHERE entity = ? GROUP BY key ORDER BY documents DESC, key LIMIT ?"""
MOST_EVIDENCE = 50

MOST_HOLDERS = 100
"""Of an entity without strong keys, so many documents stand for it in a decision: the first by id."""


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity as it is now, under the id that it has now.

    ``keys`` are values of strong keys, or else a key for each document that alone knows it (``ONLY``), which then is among the
    ``holders``. ``documents`` are the ids of all that name it.
    """

    id: str
    keys: tuple[str, ...]
    holders: tuple[str, ...]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class EntitiesFile:
    """The projection's tables of entities as others than the projector see them; ``path`` is its file, which is only read."""

    path: Path

    def get(self, entity: str) -> KnownEntity | None:
        """The entity with this id, or the one that it was merged into; ``None`` where there is none."""
        with self._opened() as connection:
            if connection is None:
                return None
            current = redirected(connection, entity) or entity
            documents = frozenset(_documents(connection, current))
            return KnownEntity(current, *_keys(connection, current), documents) if documents else None

    def shown(self, keys: Iterable[str]) -> bool:
        """Whether a document shows any of these strong keys."""
        query = "SELECT 1 FROM signature_key WHERE key = ? AND strength = ? LIMIT 1"
        with self._opened() as connection:
            if connection is None:
                return False
            return any(connection.execute(query, (key, int(Strength.STRONG))).fetchone() for key in keys)

    def joined_by(self, entity: str) -> list[JoinedBy]:
        """By what the documents that name an entity mean one: what most of them share first."""
        with self._opened() as connection:
            rows = connection.execute(SHARED, (entity, MOST_EVIDENCE)).fetchall() if connection is not None else []
        return [JoinedBy(*_told(key), documents) for key, documents in rows]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection | None]:
        if not self.path.exists():
            yield None
            return
        address = f"file:{self.path.absolute().as_posix()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
            connection.execute("BEGIN")  # one state of the tables for all questions
            yield connection


def _documents(connection: sqlite3.Connection, entity: str) -> Iterator[str]:
    for row in connection.execute("SELECT document FROM holder JOIN signature ON signature = id WHERE entity = ?", (entity,)):
        yield row[0]
    yield from (document for document, _ in _alone(connection, entity))


def _alone(connection: sqlite3.Connection, entity: str) -> list[tuple[str, str]]:
    query = "SELECT document, alone FROM holder LEFT JOIN signature ON signature = id WHERE alone = ? AND entity IS NULL"
    return connection.execute(query, (entity,)).fetchall()


def _keys(connection: sqlite3.Connection, entity: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the entity, and the documents that one of them is of."""
    strong = connection.execute("SELECT id FROM signature WHERE entity = ? AND strong LIMIT 1", (entity,)).fetchone()
    if strong is not None:
        keys = tuple(sorted(key.value for key in Identities(connection).component(strong[0]).keys))
        return keys, tuple(sorted(_holders(connection, keys)))
    query = "SELECT document, alone FROM holder JOIN signature ON signature = id WHERE entity = ?"
    weak = connection.execute(query, (entity,)).fetchall()
    first = sorted({*weak, *_alone(connection, entity)})[:MOST_HOLDERS]
    return tuple(sorted({f"{ONLY}{alone}" for _, alone in first})), tuple(sorted({document for document, _ in first}))


def _holders(connection: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    query = "SELECT document FROM signature_key JOIN holder USING (signature) WHERE key = ?"
    return {row[0] for key in keys if key.startswith(ONLY) for row in connection.execute(query, (key,))}


def _told(key: str) -> tuple[str, str, float]:
    by, score = evidence(key)
    return by, key, score
