"""Opening the ledger's database: pragmas, transactions, and the migrations that bring it to the newest form."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import OperationalError

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from app.errors import DataFolder

HEAD = "0004"
"""The newest migration, known here so that opening need not load Alembic; a test holds it to ``migrations/``."""

BUSY_TIMEOUT = 30_000
"""Milliseconds that SQLite waits for another process's transaction, which takes a few."""

WRITE_LOCK = 0x5A150
"""The advisory lock under which PostgreSQL writes, so that events become visible in the order of their numbers."""


def sqlite_url(path: Path) -> str:
    """The SQLAlchemy URL of a SQLite file."""
    return f"sqlite:///{path}"


def open_engine(url: str) -> Engine:
    """Connect to the database and bring it to the newest form.

    Raises ``DataFolder`` when it cannot be opened, is damaged, or was written by a newer version of the software.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _pragmas)
        event.listen(engine, "begin", _begin)
    try:
        _migrate(engine)
    except DatabaseError as error:
        engine.dispose()
        raise DataFolder(f"the ledger cannot be opened: {error.orig}") from error
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other writer runs beside, committed when the block ends well."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
        yield connection


def _pragmas(connection: object, _entry: ConnectionPoolEntry) -> None:
    # The driver's own guesses about when to begin a transaction are off; _begin does it.
    connection.isolation_level = None  # type: ignore[attr-defined]
    for pragma in (f"busy_timeout={BUSY_TIMEOUT}", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()  # type: ignore[attr-defined]
    _write_ahead(connection)


def _write_ahead(connection: object) -> None:
    # SQLite does not wait where two processes switch a new file to its write-ahead log at once: one of them must ask again.
    deadline = time.monotonic() + BUSY_TIMEOUT / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()  # type: ignore[attr-defined]
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that began by reading could not wait for another, it would fail.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with writing(engine) as connection:
        version = _version(connection)
        if version is not None and version > HEAD:
            raise DataFolder(f"the ledger has the form {version}, newer than this software's {HEAD}: use the newer version")
        upgrade(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that the database has not seen, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "app.ledger:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
