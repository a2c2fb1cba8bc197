"""The embedded store writes a change as a whole, and publishes what is committed."""

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from app.errors import Busy, DataFolder
from app.graph.iris import Iris
from app.store.embedded import EmbeddedStore
from app.store.port import Change
from app.store.reader import SnapshotReader
from app.store.snapshots import Snapshots

IRIS = Iris("http://example.org")
G, H = "http://example.org/graph/g", "http://example.org/graph/h"
NASTY = 'a "quoted" } ; DROP ALL # \\ \r\n\t\x00 \u2028 😀 '


def triple(subject: str, value: str) -> Triple:
    return Triple(NamedNode(f"http://example.org/{subject}"), NamedNode("http://example.org/p"), Literal(value))


@pytest.fixture
def store(tmp_path: Path):
    opened = EmbeddedStore(tmp_path, IRIS)
    yield opened
    opened.close()


def test_a_change_replaces_removes_and_adds(store: EmbeddedStore):
    store.apply(Change(1, replace={G: [triple("a", "1")]}, add={H: [triple("x", "1"), triple("x", "2")]}))
    store.apply(Change(2, replace={G: [triple("b", "2")]}, add={H: [triple("x", "3")]}, remove={H: [triple("x", "1")]}))
    assert store.triples(G) == [triple("b", "2")]
    assert set(store.triples(H)) == {triple("x", "2"), triple("x", "3")}
    assert store.position() == 2


def test_the_last_position_stands_alone_also_when_the_graph_is_opened_again(tmp_path: Path):
    for sequence in (3, 4, 7):
        opened = EmbeddedStore(tmp_path, IRIS)
        opened.apply(Change(sequence, add={H: [triple("x", str(sequence))]}))
        opened.apply(Change(sequence + 1))
        assert opened.position() == sequence + 1
        assert len(opened.triples(str(IRIS.graph("dataset")))) == 1
        opened.close()


def test_what_waits_in_memory_is_written_to_files(store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def tables() -> int:
        return len(list((tmp_path / "graph").glob("*.sst")))

    monkeypatch.setattr("app.store.embedded.MOST_UNFLUSHED", 4000)
    store.apply(Change(1, add={H: [triple("x", "1")]}))
    before = tables()
    store.apply(Change(2, add={H: [triple("x", "y" * 5000)]}))
    assert tables() > before


def test_replacing_with_nothing_removes_the_graph(store: EmbeddedStore):
    store.apply(Change(1, replace={G: [triple("a", "1")]}))
    store.apply(Change(2, replace={G: []}))
    assert store.triples(G) == []


def test_a_graph_that_loses_all_is_no_graph_any_more(store: EmbeddedStore, tmp_path: Path):
    store.apply(Change(1, replace={G: [triple("a", "1")]}))
    store.apply(Change(2, replace={G: []}))
    store.publish()
    assert [row["g"].value for row in SnapshotReader(tmp_path).select("SELECT ?g { GRAPH ?g {} }")] == [
        str(IRIS.graph("dataset"))
    ]


def test_a_large_graph_is_replaced_as_a_whole(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.store.embedded.MOST_COMPARED", 2)
    store.apply(Change(1, replace={G: [triple("a", str(number)) for number in range(3)]}))
    store.apply(Change(2, replace={G: [triple("a", "2"), triple("a", "3")]}))
    assert set(store.triples(G)) == {triple("a", "2"), triple("a", "3")}


def test_applying_a_change_again_changes_nothing(store: EmbeddedStore):
    store.apply(Change(1, add={H: [triple("x", "1")]}))
    change = Change(2, replace={G: [triple("a", "1")]}, add={H: [triple("x", "2")]}, remove={H: [triple("x", "1")]})
    store.apply(change)
    once = set(store.quads())
    store.apply(change)
    assert set(store.quads()) == once


def test_text_is_data_whatever_it_holds(store: EmbeddedStore):
    store.apply(Change(1, replace={G: [triple("a", NASTY)]}, add={H: [triple("a", NASTY)]}))
    assert store.triples(G) == store.triples(H) == [triple("a", NASTY)]
    store.apply(Change(2, remove={H: [triple("a", NASTY)]}))
    assert store.triples(H) == []


def test_an_iri_that_would_break_out_is_refused(store: EmbeddedStore):
    with pytest.raises(ValueError, match="IRI"):
        store.apply(Change(1, replace={"http://example.org/g> ; DROP ALL ; <x": [triple("a", "1")]}))


def test_a_change_that_fails_writes_nothing(store: EmbeddedStore):
    store.apply(Change(1, add={H: [triple("x", "1")]}))
    impossible = Triple(BlankNode("b"), NamedNode("http://example.org/p"), Literal("a blank node cannot be named for removal"))
    with pytest.raises(SyntaxError):
        store.apply(Change(2, replace={G: [triple("a", "1")]}, remove={H: [impossible]}))
    assert store.position() == 1
    assert store.triples(G) == []


def test_graphs_with_blank_nodes_can_be_replaced(store: EmbeddedStore):
    node = BlankNode("n")
    shape = [
        Triple(NamedNode("http://example.org/s"), NamedNode("http://example.org/p"), node),
        Triple(node, NamedNode("x:y"), node),
    ]
    store.apply(Change(1, replace={G: shape}))
    store.apply(Change(1, replace={G: shape}))
    assert len(store.triples(G)) == 2


def test_a_snapshot_keeps_its_state_while_the_writer_goes_on(store: EmbeddedStore, tmp_path: Path):
    reader = SnapshotReader(tmp_path)
    with pytest.raises(DataFolder):
        reader.snapshot()
    store.apply(Change(1, replace={G: [triple("a", "1")]}))
    assert store.publish() == "1"
    assert reader.count() == 2
    store.apply(Change(2, replace={G: [triple("a", "1"), triple("a", "2")]}))
    assert reader.count() == 2
    assert store.publish() == store.publish() == "2"
    assert reader.count() == 3
    assert reader.snapshot() == "2"


def test_a_rebuilt_state_has_a_name_of_its_own(store: EmbeddedStore):
    store.apply(Change(1, replace={G: [triple("a", "1")]}))
    store.publish()
    store.clear()
    assert store.position() == 0
    store.apply(Change(1, replace={G: [triple("a", "2")]}))
    assert store.publish() == "1-2"
    assert store.snapshots.sequence() == 1


def test_old_snapshots_go_when_nobody_reads_them(store: EmbeddedStore):
    snapshots = store.snapshots
    store.apply(Change(1))
    store.publish()
    lease = snapshots.open()
    for sequence in (2, 3):
        store.apply(Change(sequence))
        store.publish()
    assert {path.name for path in snapshots.folder.iterdir() if path.is_dir()} == {"1", "3"}
    lease.release()
    snapshots.prune()
    assert {path.name for path in snapshots.folder.iterdir()} == {"3", "3.lock", "current"}


def test_what_an_interrupted_publication_left_is_removed(store: EmbeddedStore):
    folder = store.snapshots.folder
    (folder / "7.part").mkdir(parents=True)
    (folder / "7.lock").touch()
    (folder / "1.part").mkdir()
    store.apply(Change(1))
    assert store.publish() == "1"
    assert {path.name for path in folder.iterdir()} == {"1", "1.lock", "current"}


def test_a_killed_reader_holds_nothing(store: EmbeddedStore, tmp_path: Path):
    store.apply(Change(1))
    store.publish()
    code = (
        "import sys; from pathlib import Path; from app.store.snapshots import Snapshots\n"
        "lease = Snapshots(Path(sys.argv[1])).open(); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "snapshots")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout.readline() == b"open\n"
        store.apply(Change(2))
        store.publish()
        assert (tmp_path / "snapshots" / "1").is_dir()
        child.kill()
    Snapshots(tmp_path / "snapshots").prune()
    assert not (tmp_path / "snapshots" / "1").exists()


def test_waiting_for_a_snapshot_ends_with_it_or_with_the_time(store: EmbeddedStore):
    store.apply(Change(4))
    assert not store.snapshots.wait_for(4, 0.05)
    store.publish()
    assert store.snapshots.wait_for(4, 0)
    assert not store.snapshots.wait_for(5, 0)


def test_a_second_writer_is_refused(store: EmbeddedStore, tmp_path: Path):
    with pytest.raises(Busy):
        EmbeddedStore(tmp_path, IRIS)


def test_a_damaged_store_says_what_to_do(tmp_path: Path):
    EmbeddedStore(tmp_path, IRIS).close()
    for path in (tmp_path / "graph").glob("MANIFEST*"):
        path.write_bytes(b"nonsense")
    with pytest.raises(DataFolder, match="rebuild"):
        EmbeddedStore(tmp_path, IRIS)
