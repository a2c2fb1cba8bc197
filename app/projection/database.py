"""``projection.sqlite``: what the projector must remember between events. It can be lost; a rebuild makes it again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from app.errors import DataFolder

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS signature (
  id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, strong INTEGER NOT NULL, entity TEXT
);
CREATE TABLE IF NOT EXISTS signature_key (
  key TEXT NOT NULL, strength INTEGER NOT NULL, signature INTEGER NOT NULL, PRIMARY KEY (key, strength, signature)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS signature_keys ON signature_key (signature);
CREATE INDEX IF NOT EXISTS signature_entity ON signature (entity);
CREATE TABLE IF NOT EXISTS holder (
  document TEXT NOT NULL, place INTEGER NOT NULL, signature INTEGER, alone TEXT NOT NULL, PRIMARY KEY (document, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS holder_signature ON holder (signature);
CREATE INDEX IF NOT EXISTS holder_alone ON holder (alone);
CREATE TABLE IF NOT EXISTS redirect (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS rule (
  sequence INTEGER NOT NULL, apart INTEGER NOT NULL, side INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (sequence, side, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rule_key ON rule (key);

CREATE TABLE IF NOT EXISTS statement (
  id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, graph TEXT NOT NULL, subject TEXT NOT NULL, line TEXT NOT NULL,
  weighed INTEGER NOT NULL, official INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS statement_weighed ON statement (graph, subject) WHERE weighed;
CREATE TABLE IF NOT EXISTS support (
  statement INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (statement, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS support_document ON support (document);

CREATE TABLE IF NOT EXISTS wording (
  id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, key TEXT NOT NULL, facets TEXT NOT NULL, first TEXT,
  claim TEXT
);
CREATE INDEX IF NOT EXISTS wording_claim ON wording (claim);
CREATE TABLE IF NOT EXISTS wording_block (
  block INTEGER NOT NULL, wording INTEGER NOT NULL, place INTEGER NOT NULL, met INTEGER NOT NULL, names INTEGER NOT NULL,
  month INTEGER, number REAL, one REAL, two REAL, three REAL, PRIMARY KEY (block, wording, place)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alike (
  one INTEGER NOT NULL, other INTEGER NOT NULL, score REAL NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS saying (
  document TEXT NOT NULL, place INTEGER NOT NULL, wording INTEGER NOT NULL, published TEXT NOT NULL, said TEXT NOT NULL,
  PRIMARY KEY (document, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS saying_wording ON saying (wording, published);
CREATE TABLE IF NOT EXISTS claim_redirect (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shown (document TEXT PRIMARY KEY, passages TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS derived_line (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, line TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS derived (claim TEXT NOT NULL, line INTEGER NOT NULL, PRIMARY KEY (claim, line)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS derived_of_line ON derived (line);

CREATE TABLE IF NOT EXISTS outlet_paragraph (
  publisher TEXT NOT NULL, key TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (publisher, key, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS outlet_document ON outlet_paragraph (document);

CREATE TABLE IF NOT EXISTS copy_profile (
  document TEXT PRIMARY KEY, profile TEXT NOT NULL, words INTEGER NOT NULL, prints BLOB NOT NULL
);
"""

FORM = 7
"""The form of the tables; a file of another form is made anew."""

CACHE = 64 << 20
"""Bytes of the file that SQLite keeps in memory: blocks and digests lie anywhere in it, so its own 2 MB hold too few."""

TABLES = (
    "meta",
    "signature",
    "signature_key",
    "holder",
    "redirect",
    "rule",
    "statement",
    "support",
    "wording",
    "wording_block",
    "alike",
    "saying",
    "claim_redirect",
    "shown",
    "derived_line",
    "derived",
    "outlet_paragraph",
    "copy_profile",
    "item",
    "words",
)


class ProjectionDatabase:
    """The open file. Raises ``DataFolder`` where it is damaged.

    One process writes it, under the lock of the data folder; others read the search tables and redirects.
    """

    def __init__(self, path: Path) -> None:
        # Threads may take turns: the projector guards each use.
        self.connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise DataFolder(f"{path} cannot be used ({error}): remove it and run `sayso rebuild`") from error

    def _prepare(self) -> None:
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=NORMAL")
        self.connection.execute(f"PRAGMA cache_size=-{CACHE >> 10}")
        if self.connection.execute("PRAGMA user_version").fetchone()[0] not in (0, FORM):
            self.drop()
        self.connection.executescript(SCHEMA)
        self.connection.execute(f"PRAGMA user_version={FORM}")

    def drop(self) -> None:
        """Remove all tables."""
        for table in TABLES:
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")

    def empty(self) -> None:
        """Remove all rows but those of the search index, which its own writer keeps."""
        for table in TABLES[:-1]:
            self.connection.execute(f"DELETE FROM {table}")  # noqa: S608

    def begin(self) -> None:
        """Begin a transaction."""
        self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the transaction last."""
        self.connection.execute("COMMIT")

    def rollback(self) -> None:
        """Forget the transaction, if there is one."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def remembered(self, name: str, default: str) -> str:
        """A value kept under a name."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return default if row is None else str(row[0])

    def remember(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
