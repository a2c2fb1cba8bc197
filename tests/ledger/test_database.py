"""Opening a ledger: new, older, damaged, from the future."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from app.errors import DataFolder
from app.ledger.database import HEAD, open_engine, sqlite_url, upgrade
from app.ledger.sql import SqlLedger
from app.ledger.tables import metadata
from app.settings import Settings


def test_the_newest_migration_is_the_one_that_the_code_knows():
    config = Config()
    config.set_main_option("script_location", "app.ledger:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_migrations_and_tables_agree(tmp_path: Path):
    engine = open_engine(sqlite_url(tmp_path / "l.sqlite"))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_an_empty_database_of_older_form_is_brought_to_the_newest(tmp_path: Path):
    url = sqlite_url(tmp_path / "l.sqlite")
    with create_engine(url).begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    ledger = SqlLedger(url)
    assert ledger.last() == 0
    assert SqlLedger(url).last() == 0


def test_a_ledger_of_the_first_form_keeps_what_it_has(tmp_path: Path):
    url = sqlite_url(tmp_path / "l.sqlite")
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, "0001")
        connection.execute(text("INSERT INTO token VALUES ('t', 'laptop', 'x', '2026-01-02T03:04:05Z', NULL)"))
    engine.dispose()
    ledger = SqlLedger(url)
    assert [token.name for token in ledger.tokens()] == ["laptop"]
    assert ledger.write_graph("notes", b"", 0, None, after=0).created
    ledger.close()


def test_sqlite_runs_with_a_write_ahead_log_and_foreign_keys(tmp_path: Path):
    engine = open_engine(sqlite_url(tmp_path / "l.sqlite"))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000


def test_a_ledger_of_newer_software_is_refused(tmp_path: Path):
    url = sqlite_url(tmp_path / "l.sqlite")
    with open_engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DataFolder, match="newer"):
        SqlLedger(url)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path):
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"This is no database at all. " * 200)
    with pytest.raises(DataFolder, match="cannot be opened"):
        SqlLedger(sqlite_url(path))


def test_the_settings_say_where_the_ledger_is(tmp_path: Path):
    SqlLedger.of(Settings(data=tmp_path / "a b"))
    assert (tmp_path / "a b" / "ledger.sqlite").is_file()
    SqlLedger.of(Settings(data=tmp_path / "c", ledger_url=sqlite_url(tmp_path / "d.sqlite")))
    assert (tmp_path / "d.sqlite").is_file()
    assert not (tmp_path / "c").exists()
