"""Full text on a real SQLite file: any text is a valid query."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.port import Indexed
from app.search.sqlite import SqliteIndexWriter, SqliteSearch


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("search") / "a file?#.sqlite"
    path = path.with_name("projection.sqlite")
    writer = SqliteIndexWriter(sqlite3.connect(path, isolation_level=None))
    writer.put(
        Indexed.DOCUMENT,
        "d1",
        "Bridges in Düsseldorf",
        "The council closed two bridges; O’Neill's isn't safe.",
    )
    writer.put(Indexed.DOCUMENT, "d2", "Roads", "Nothing about bridges but this: a bridge. OIG-18-36 is a number.")
    writer.put(Indexed.ENTITY, "e1", "City Council", "City Council\nCC\nthe council")
    writer.put(Indexed.CLAIM, "c1", "", "the council closed two bridges")
    return SqliteSearch(path)


def ids(search: SqliteSearch, q: str, kind: Indexed | None = None) -> list[str]:
    return [hit.id for hit in search.search(q, kind).hits]


def test_all_words_must_be_there_and_the_title_counts_more(search: SqliteSearch):
    assert ids(search, "bridges", Indexed.DOCUMENT) == ["d1", "d2"]
    assert ids(search, "two bridges") == ["c1", "d1"] or ids(search, "two bridges") == ["d1", "c1"]
    assert ids(search, "council", Indexed.ENTITY) == ["e1"]
    assert search.documents("bridges") == ["d1", "d2"]
    assert ids(search, "bridges aeroplane") == []


def test_case_and_accents_do_not_matter_and_the_last_word_may_be_begun(search: SqliteSearch):
    assert ids(search, "DUSSELDORF") == ids(search, "düssel") == ids(search, "Du\u0308sseldorf") == ["d1"]
    assert ids(search, "dussel bridges") == []


def test_numbers_and_apostrophes_are_words(search: SqliteSearch):
    assert ids(search, "OIG-18-36") == ids(search, "oig-18") == ["d2"]
    assert ids(search, "isn't O’Neill") == ["d1"]


def test_pages_know_the_total(search: SqliteSearch):
    first, second = search.search("bridges", limit=1), search.search("bridges", limit=1, offset=1)
    assert first.total == second.total == 3
    assert first.hits[0].id != second.hits[0].id
    assert search.search("bridges", Indexed.DOCUMENT).hits[0].title == "Bridges in Düsseldorf"
    assert "bridges" in search.search("closed", Indexed.CLAIM).hits[0].snippet


@pytest.mark.parametrize(
    "q", ["", " ", '"', '""" ', "*", "AND", "OR NOT", "NEAR(", "a:b", "title:x", "^x", "(", "x\0y", "\ud800", "_"]
)
def test_no_query_is_an_error(search: SqliteSearch, q: str):
    assert search.search(q).total >= 0


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_no_text_at_all_is_an_error(search: SqliteSearch, q: str):
    assert search.search(q).total >= 0


def test_what_is_replaced_or_removed_is_not_found(tmp_path: Path):
    path = tmp_path / "projection.sqlite"
    assert SqliteSearch(path).search("x").total == 0
    connection = sqlite3.connect(path, isolation_level=None)
    assert SqliteSearch(path).search("x").total == 0
    writer, search = SqliteIndexWriter(connection), SqliteSearch(path)
    writer.put(Indexed.CLAIM, "c", "old", "words")
    writer.put(Indexed.CLAIM, "c", "new", "words")
    writer.put(Indexed.CLAIM, "c", "new", "words")
    assert (ids(search, "old"), ids(search, "new"), search.search("words").total) == ([], ["c"], 1)
    assert writer.ids(Indexed.CLAIM) == {"c"}
    writer.remove(Indexed.CLAIM, "c")
    writer.remove(Indexed.CLAIM, "c")
    assert search.search("words").total == 0


def test_changes_are_seen_with_their_transaction(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / "p.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    writer, search = SqliteIndexWriter(connection), SqliteSearch(tmp_path / "p.sqlite")
    connection.execute("BEGIN")
    writer.put(Indexed.ENTITY, "e", "name", "name")
    assert search.search("name").total == 0
    connection.execute("COMMIT")
    assert search.search("name").total == 1
