"""How answers are tested: two articles and a foreign document, resolved by hand, stored by the real engine, only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.answers.claims import Claims
from app.answers.documents import Documents
from app.answers.entities import Entities
from app.ledger.sql import SqlLedger, sqlite_url
from app.search.port import Indexed
from app.search.sqlite import SqliteIndexWriter, SqliteSearch
from app.store.port import Term
from app.store.reader import SnapshotReader
from tests.graph import sample
from tests.small_graph import published

RESOLUTIONS = (sample.first_article(), sample.second_article(), sample.foreign_document())


class ListeningReader(SnapshotReader):
    """The real reader, which also remembers what it was asked."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        self.asked: list[str] = []

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        self.asked.append(query)
        return super().select(query, bindings)


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ListeningReader]:
    """A reader of the small graph."""
    data = tmp_path_factory.mktemp("answers")
    published(data, RESOLUTIONS).close()
    made = ListeningReader(data)
    yield made
    made.close()


@pytest.fixture
def asked(reader: ListeningReader) -> list[str]:
    """The queries that the test asks."""
    reader.asked.clear()
    return reader.asked


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlLedger]:
    """A ledger that has the same documents."""
    made = SqlLedger(sqlite_url(tmp_path_factory.mktemp("ledger") / "ledger.sqlite"))
    for resolution in RESOLUTIONS:
        made.add(resolution.document, resolution.extraction)
    yield made
    made.close()


@pytest.fixture(scope="session")
def entities(reader: SnapshotReader) -> Entities:
    """Answers about entities."""
    return Entities(reader, sample.IRIS)


@pytest.fixture(scope="session")
def claims(reader: SnapshotReader) -> Claims:
    """Answers about claims."""
    return Claims(reader, sample.IRIS)


@pytest.fixture(scope="session")
def search(tmp_path_factory: pytest.TempPathFactory) -> SqliteSearch:
    """An index of the same documents."""
    path = tmp_path_factory.mktemp("search") / "projection.sqlite"
    with sqlite3.connect(path) as connection:
        writer = SqliteIndexWriter(connection)
        for resolution in RESOLUTIONS:
            document = resolution.document
            writer.put(Indexed.DOCUMENT, document.id, document.metadata.title or "", document.text)
    return SqliteSearch(path)


@pytest.fixture(scope="session")
def documents(reader: SnapshotReader, ledger: SqlLedger, search: SqliteSearch) -> Documents:
    """Answers about documents."""
    return Documents(reader, ledger, search, sample.IRIS)
