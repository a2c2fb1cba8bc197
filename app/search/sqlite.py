"""Full text in SQLite (FTS5), in the same file as the rest of the projection, so that it changes in the same transaction.

Tokens are those of ``unicode61`` without diacritics: "Düsseldorf" is found by "dusseldorf".
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from app.search.port import Found, Hit, Indexed

SCHEMA = """
CREATE TABLE IF NOT EXISTS item (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (kind, id)
);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
  title, text, content = 'item', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER IF NOT EXISTS item_in AFTER INSERT ON item BEGIN
  INSERT INTO words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER IF NOT EXISTS item_out AFTER DELETE ON item BEGIN
  INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;
"""

TITLE_WEIGHT = 5.0
"""How much more a word in the title counts than one in the text (weight of FTS5's bm25)."""

MOST_WORDS = 20
"""More words than this narrow no further."""

LONGEST_WORD = 100
IDS = "SELECT id FROM item WHERE kind = ?"
COUNT = """
SELECT count(*) FROM words JOIN item ON item.number = words.rowid WHERE words MATCH :q AND (:kind IS NULL OR kind = :kind)
"""
PAGE = f"""
SELECT kind, id, item.title, snippet(words, 1, '', '', '…', 12) FROM words JOIN item ON item.number = words.rowid
WHERE words MATCH :q AND (:kind IS NULL OR kind = :kind)
ORDER BY bm25(words, {TITLE_WEIGHT}, 1.0), kind, id LIMIT :limit OFFSET :offset
"""  # noqa: S608


def expression(q: str) -> str:
    """The FTS5 expression for words as people type them: each one quoted, the last one as the beginning of a word.

    The only place where one is written. Empty where there is no word.
    """
    words = [word[:LONGEST_WORD] for word in _readable(q).split() if re.search(r"[^\W_]", word[:LONGEST_WORD])][:MOST_WORDS]
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    return " AND ".join(quoted) + ("*" if quoted else "")


def _readable(text: str) -> str:
    # SQLite takes no half surrogate pairs, and its tokeniser ends at NUL.
    return text.encode("utf-8", "replace").decode().replace("\0", " ")


class SqliteIndexWriter:
    """Writes the index on the projection's connection, inside its transaction; makes the tables where they are missing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(SCHEMA)

    def put(self, kind: Indexed, identifier: str, title: str, text: str) -> None:
        """Make a thing findable by these words in place of those before."""
        said = (_readable(title), _readable(text))
        known = "SELECT title, text FROM item WHERE kind = ? AND id = ?"
        if self._connection.execute(known, (kind, identifier)).fetchone() == said:
            return
        self.remove(kind, identifier)
        row = (kind, identifier, *said)
        self._connection.execute("INSERT INTO item (kind, id, title, text) VALUES (?, ?, ?, ?)", row)

    def remove(self, kind: Indexed, identifier: str) -> None:
        """Forget a thing; one that is not there is no error."""
        self._connection.execute("DELETE FROM item WHERE kind = ? AND id = ?", (kind, identifier))

    def ids(self, kind: Indexed) -> set[str]:
        """All ids of a kind."""
        return {row[0] for row in self._connection.execute(IDS, (kind,))}


class SqliteSearch:
    """A ``SearchIndex`` on the projection's file, which it only reads; may be used from several threads.

    Before the projector has made the file, everything is empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def search(self, q: str, kind: Indexed | None = None, limit: int = 50, offset: int = 0) -> Found:
        """What has all words of ``q``, the best first."""
        wanted = {"q": expression(q), "kind": kind, "limit": limit, "offset": offset}
        connection = self._connection()
        if not wanted["q"] or connection is None:
            return Found(0, ())
        total = connection.execute(COUNT, wanted).fetchone()[0]
        rows = connection.execute(PAGE, wanted).fetchall() if total else []
        return Found(total, tuple(Hit(Indexed(row[0]), *row[1:]) for row in rows))

    def documents(self, q: str) -> Sequence[str]:
        """The ids of all documents that have the words of ``q``, the best first."""
        return [hit.id for hit in self.search(q, Indexed.DOCUMENT, limit=-1).hits]

    def ids(self, kind: Indexed) -> set[str]:
        """All ids of a kind."""
        connection = self._connection()
        return set() if connection is None else {row[0] for row in connection.execute(IDS, (kind,))}

    def _connection(self) -> sqlite3.Connection | None:
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is None and self._path.exists():
            known = sqlite3.connect(f"file:{self._path.absolute().as_posix()}?mode=ro", uri=True, timeout=30)
            if not known.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone():
                known.close()
                return None
            self._local.connection = known
        return known
