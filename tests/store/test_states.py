"""Which state of the graph a query is asked of: the newest, or a release; and old ones are not kept from being removed."""

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from app.errors import DataFolder, NotFound
from app.settings import Settings
from app.store.embedded import EmbeddedStore
from app.store.pool import QueryPool
from app.store.port import Change
from app.store.releases import RELEASES, Releases
from tests.store.conftest import P, filled
from tests.store.reader_processes import readers, until

COUNT = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/p> ?o }"


@pytest.fixture
def store(tmp_path: Path):
    made = filled(tmp_path)
    yield made
    made.close()


@pytest.fixture
def pool(store: EmbeddedStore, tmp_path: Path):
    made = QueryPool(Settings(data=tmp_path, readers=1))
    yield made
    made.close()


def count(pool: QueryPool, release: str | None = None) -> tuple[str, int]:
    answer = pool.run(COUNT, release=release)
    return answer.snapshot, int(json.loads(answer.content)["results"]["bindings"][0]["n"]["value"])


def grow(store: EmbeddedStore, sequence: int) -> None:
    triple = Triple(NamedNode(f"http://example.org/new/{sequence}"), P, Literal("new"))
    store.apply(Change(sequence, add={"http://example.org/g": [triple]}))
    store.publish()


def released(data: Path, name: str) -> None:
    newest = data / "snapshots" / (data / "snapshots" / "current").read_text().strip()
    Releases(data / RELEASES).add(name, lambda folder: shutil.copytree(newest, folder / "graph") and None)


def test_a_query_after_a_write_sees_it(pool: QueryPool, store: EmbeddedStore):
    assert (pool.state(), count(pool)) == ("7", ("7", 500))
    for sequence in (8, 9, 10):
        grow(store, sequence)
        assert pool.state() == str(sequence)
        assert count(pool) == (str(sequence), 493 + sequence)


def test_a_reader_without_questions_lets_an_old_snapshot_be_removed(pool: QueryPool, store: EmbeddedStore, tmp_path: Path):
    count(pool)
    until(lambda: len(readers(tmp_path)) == 2)
    grow(store, 8)
    grow(store, 9)

    def only_the_newest() -> bool:
        store.snapshots.prune()
        return [path.name for path in (tmp_path / "snapshots").iterdir() if path.is_dir()] == ["9"]

    until(only_the_newest)
    assert count(pool) == ("9", 502)


def test_a_release_is_asked_by_its_name(pool: QueryPool, store: EmbeddedStore, tmp_path: Path):
    released(tmp_path, "first")
    grow(store, 8)
    released(tmp_path, "second")
    grow(store, 9)
    assert [count(pool, name) for name in ("first", "second", "first", None)] == [
        ("first", 500),
        ("second", 501),
        ("first", 500),
        ("9", 502),
    ]
    assert pool.state("first") == "first"


def test_a_release_that_there_is_not_is_not_found(pool: QueryPool):
    for name in ("none", "../snapshots/7", "", "a/b"):
        with pytest.raises(NotFound):
            pool.run("ASK {}", release=name)
        with pytest.raises(NotFound):
            pool.state(name)


def test_a_reader_without_questions_lets_a_release_be_removed(pool: QueryPool, tmp_path: Path):
    released(tmp_path, "first")
    assert count(pool, "first") == ("first", 500)
    releases = Releases(tmp_path / RELEASES)
    releases.remove("first")
    with pytest.raises(NotFound, match="removed"):
        pool.run("ASK {}", release="first")

    def gone() -> bool:
        releases._cleared("first")
        return not (tmp_path / RELEASES / "first").exists()

    until(gone)


def test_releases_can_be_asked_where_nothing_was_published(tmp_path: Path, store: EmbeddedStore):
    released(tmp_path, "first")
    shutil.move(tmp_path / RELEASES, tmp_path / "elsewhere" / RELEASES)
    pool = QueryPool(Settings(data=tmp_path / "elsewhere", readers=1))
    try:
        assert count(pool, "first") == ("first", 500)
        with pytest.raises(DataFolder):
            pool.run("ASK {}")
    finally:
        pool.close()


def test_a_snapshot_that_is_damaged_is_told_of(tmp_path: Path, store: EmbeddedStore):
    for file in (tmp_path / "snapshots" / "7").iterdir():
        if file.name.startswith("MANIFEST"):
            file.write_bytes(b"nonsense")
    pool = QueryPool(Settings(data=tmp_path, readers=1))
    try:
        for _ in range(2):
            with pytest.raises(DataFolder):
                pool.run("ASK {}")
    finally:
        pool.close()


def test_a_name_of_a_snapshot_is_not_given_again_when_it_is_free(store: EmbeddedStore, tmp_path: Path):
    names = ["7"]
    for _ in range(3):
        store.clear()
        store.apply(Change(7, replace={"http://example.org/g": []}))
        names.append(store.publish())
    assert names == ["7", "7-2", "7-3", "7-4"]
    assert [path.name for path in (tmp_path / "snapshots").iterdir() if path.is_dir()] == ["7-4"]
    grow(store, 8)
    assert store.snapshots.current() == "8"
