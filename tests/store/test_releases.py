"""Releases appear as a whole, never change, and stay while somebody reads them."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from app.errors import AlreadyThere, Busy, DataFolder, Gone, InvalidInput, NotFound
from app.graph.iris import Iris
from app.store.copies import copied
from app.store.embedded import EmbeddedStore
from app.store.port import Change
from app.store.reader import OpenSnapshot, SnapshotReader
from app.store.releases import GRAPH, Releases

GRAPH_NAME = "http://example.org/graph/g"
HAS = "ASK { ?s ?p ?value }"


def triple(value: int) -> Triple:
    return Triple(NamedNode("http://example.org/s"), NamedNode("http://example.org/p"), Literal(value))


def grown(store: EmbeddedStore, sequence: int) -> None:
    """Add a triple more than there are events, and publish."""
    store.apply(Change(sequence, replace={GRAPH_NAME: [triple(value) for value in range(sequence)]}))
    store.publish()


def kept(releases: Releases, name: str, data: Path) -> None:
    """Keep the newest snapshot, without a record."""
    releases.add(name, lambda part: copied(SnapshotReader(data), part / GRAPH))


class Elsewhere:
    """A state of an engine that has no snapshots to link."""

    def __init__(self, state: OpenSnapshot) -> None:
        self.snapshot, self.quads, self.count = state.snapshot, state.quads, state.count


@dataclass
class Far:
    """The states of such an engine, and what happens there between two looks at them."""

    reader: SnapshotReader
    meanwhile: list[Callable[[], None]] = field(default_factory=list)

    def newest(self) -> Elsewhere:
        if self.meanwhile:
            self.meanwhile.pop(0)()
        return Elsewhere(self.reader.newest())


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path / "releases")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A store whose first state, of two triples with the sequence, is published."""
    opened = EmbeddedStore(tmp_path, Iris("http://example.org"))
    grown(opened, 1)
    yield opened
    opened.close()


def test_a_release_keeps_its_state_while_the_graph_goes_on(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    kept(releases, "first", tmp_path)
    for sequence in range(2, 6):
        grown(store, sequence)
    store.clear()
    reader = releases.reader("first")
    assert (reader.snapshot(), reader.count()) == ("first", 2)
    assert reader.ask(HAS, {"value": Literal(0)})
    assert not reader.ask(HAS, {"value": Literal(4)})


def test_a_snapshot_is_linked_not_copied(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    kept(releases, "first", tmp_path)
    tables = list((tmp_path / "snapshots" / "1").glob("*.sst"))
    assert tables
    assert all((releases.graph("first") / table.name).samefile(table) for table in tables)


def test_what_reads_from_elsewhere_is_loaded(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    far = Far(SnapshotReader(tmp_path))
    releases.add("far", lambda part: copied(far, part / GRAPH))
    assert set(releases.reader("far").quads()) == set(far.newest().quads())
    assert files(releases.path("far")) == {GRAPH}


def test_what_changes_while_it_is_read_is_read_again(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    far = Far(SnapshotReader(tmp_path), [lambda: None, lambda: grown(store, 2)])
    releases.add("far", lambda part: copied(far, part / GRAPH))
    assert releases.reader("far").count() == 3
    assert files(releases.path("far")) == {GRAPH}


def test_what_never_holds_still_cannot_be_kept(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    far = Far(SnapshotReader(tmp_path), [partial(grown, store, sequence) for sequence in range(2, 9)])
    with pytest.raises(Busy, match="change while they are read"):
        releases.add("far", lambda part: copied(far, part / GRAPH))
    assert files(releases.folder) == {".lock"}


def test_names_are_listed_in_order(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    assert releases.names() == []
    for name in ("v2", "2018-02", "v1.part", "V1"):
        kept(releases, name, tmp_path)
    assert releases.names() == ["2018-02", "V1", "v1.part", "v2"]


@pytest.mark.parametrize("name", ["", ".", "..", ".lock", "../snapshots", "a/b", "a b", "-x", "é", "x\n", "a" * 65, "a\0b"])
def test_other_names_cannot_be_given_or_found(releases: Releases, name: str) -> None:
    with pytest.raises(InvalidInput, match="name"):
        releases.add(name, Path.mkdir)
    for ask in (releases.graph, releases.open, releases.reader, releases.remove):
        with pytest.raises(NotFound):
            ask(name)


def test_a_name_is_given_once(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    kept(releases, "v1", tmp_path)
    grown(store, 2)
    with pytest.raises(AlreadyThere, match="never changes"):
        kept(releases, "v1", tmp_path)
    assert releases.reader("v1").count() == 2


def test_a_failure_leaves_nothing(releases: Releases) -> None:
    def fail(part: Path) -> None:
        (part / "half").write_text("…")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        releases.add("v1", fail)
    assert releases.names() == []
    assert files(releases.folder) == {".lock"}


def test_a_killed_maker_leaves_no_release_and_the_next_call_tidies_up(releases: Releases) -> None:
    code = (
        "import sys; from pathlib import Path; from app.store.releases import Releases\n"
        "def write(part): (part / 'half').write_text('x'); print('half', flush=True); sys.stdin.read()\n"
        "Releases(Path(sys.argv[1])).add('v1', write)"
    )
    command = [sys.executable, "-c", code, str(releases.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half\n"
        with pytest.raises(Busy):
            releases.add("v2", lambda part: None)
        child.send_signal(signal.SIGKILL)
    assert releases.names() == []
    with pytest.raises(NotFound):
        releases.graph("v1")
    assert files(releases.folder) == {".lock", ".part-v1"}
    releases.add("v1", lambda part: (part / "whole").touch())
    assert files(releases.folder) == {".lock", "v1"}
    assert files(releases.path("v1")) == {"whole"}


def test_a_removed_release_is_gone_for_good(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    kept(releases, "v1", tmp_path)
    assert releases.remove("v1")
    assert releases.names() == []
    assert not (releases.folder / "v1").exists()
    for ask in (releases.graph, releases.open, releases.remove):
        with pytest.raises(Gone, match="was removed"):
            ask("v1")
    with pytest.raises(AlreadyThere, match="never given to another state"):
        kept(releases, "v1", tmp_path)


def test_a_removed_release_stays_for_those_who_read_it(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    kept(releases, "v1", tmp_path)
    reader = releases.reader("v1")
    assert not releases.remove("v1")
    assert releases.names() == []
    with pytest.raises(Gone):
        releases.reader("v1")
    assert reader.count() == len(list(reader.quads())) == 2
    kept(releases, "v2", tmp_path)
    assert (releases.folder / "v1").exists()
    del reader
    kept(releases, "v3", tmp_path)
    assert not (releases.folder / "v1").exists()


def test_whoever_opens_while_it_is_removed_has_it_or_learns_that_it_is_gone(
    store: EmbeddedStore, releases: Releases, tmp_path: Path
) -> None:
    found: list[int | type[Exception]] = []

    def read() -> None:
        while not found or isinstance(found[-1], int):
            try:
                found.append(releases.reader("v1").count())
            except NotFound as error:
                found.append(type(error))

    kept(releases, "v1", tmp_path)
    readers = [threading.Thread(target=read) for _ in range(4)]
    for thread in readers:
        thread.start()
    releases.remove("v1")
    for thread in readers:
        thread.join()
    assert set(found) <= {2, Gone, NotFound}


def test_a_damaged_graph_says_so(store: EmbeddedStore, releases: Releases, tmp_path: Path) -> None:
    kept(releases, "v1", tmp_path)
    (releases.graph("v1") / "CURRENT").write_text("nonsense")
    with pytest.raises(DataFolder, match="v1"):
        releases.reader("v1")
