"""Which short paragraphs each outlet has printed where: reading asks, to tell the page's furniture from the news."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.model.document import Document
from app.reading.segments.repetition import OutletMemory, repeatable

OTHERS = "SELECT count(*) FROM outlet_paragraph WHERE publisher = ? AND key = ? AND document != ?"


class Outlets:
    """Keeps the paragraphs of the documents that are in, in the projection's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def put(self, document: Document) -> None:
        """Take in (again) what a document prints; one without a publisher is not remembered."""
        self.remove(document.id)
        self._sql.executemany("INSERT OR IGNORE INTO outlet_paragraph VALUES (?, ?, ?)", _rows(document))

    def remove(self, document: str) -> None:
        """Forget a document."""
        self._sql.execute("DELETE FROM outlet_paragraph WHERE document = ?", (document,))


def _rows(document: Document) -> Iterator[tuple[str, str, str]]:
    publisher = document.metadata.publisher
    for key in repeatable(document.text, (segment.span for segment in document.segments)) if publisher else ():
        yield publisher or "", key, document.id


class PrintedBefore:
    """An ``OutletMemory`` over the projection, for a process that does not write it; knows nothing where there is none yet."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def documents_with(self, publisher: str, key: str, *, besides: str) -> int:
        """In how many documents of ``publisher``, ``besides`` the one with this id, the paragraph with this key stands."""
        if not self._path.exists():
            return 0
        with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
            try:
                found: int = connection.execute(OTHERS, (publisher, key, besides)).fetchone()[0]
            except sqlite3.OperationalError:  # the tables are not made yet
                return 0
            return found


class Remembered:
    """An ``OutletMemory`` of two: what is read together now, and what was printed before."""

    def __init__(self, *memories: OutletMemory) -> None:
        self._memories = memories

    def documents_with(self, publisher: str, key: str, *, besides: str) -> int:
        """The larger of what the memories know: a document may be in both."""
        return max((memory.documents_with(publisher, key, besides=besides) for memory in self._memories), default=0)
