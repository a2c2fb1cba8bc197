"""Workspace graphs in the graph: as the ledger has them, with their records, after a rebuild and after a crash as well."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad

from app.graph.names import SAYSO
from app.projection.agreement import check
from app.projection.triples import as_kept
from app.store.port import Change
from app.workspace.canonical import canonical, triples_of
from app.workspace.names import RECORDS, in_workspace, workspace_iri
from tests.projection.test_projector import TEXTS
from tests.projection.world import IRIS, World

RECORD_GRAPH = str(IRIS.graph(RECORDS))
NOTES = workspace_iri(IRIS, "notes")
CONTENT = (
    b'<http://e/a> <http://e/p> _:b0 .\n_:b0 <http://e/q> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    b'_:b0 <http://e/q> "a\\nb \xe2\x80\xa8 \\"}\\\\ . DROP ALL"@en .\n_:b0 <http://e/q> _:b1 .\n'
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = World(tmp_path)
    yield opened
    opened.close()


def write(world: World, name: str, content: bytes | None, by: str | None = None) -> int:
    newest = world.ledger.graph(name)
    count = (content or b"").count(b"\n")
    return world.ledger.write_graph(name, content, count, by, after=newest.sequence if newest else 0).sequence


def all_quads(world: World) -> Dataset:
    """Everything, with blank nodes in one form (RDFC-1.0)."""
    dataset = Dataset(world.store.quads())
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def held(world: World) -> list[str]:
    """The lines of the workspace graph, as the engine has them."""
    return canonical(world.store.triples(NOTES)).decode().split("\n")[:-1]


def record(world: World) -> dict[str, str]:
    """What is said of the workspace graphs: the last part of each predicate, and its value."""
    found = world.store.triples(RECORD_GRAPH)
    return {each.predicate.value.replace("#", "/").rpartition("/")[2]: each.object.value for each in found}


def test_a_graph_is_there_with_its_record(world: World) -> None:
    write(world, "notes", CONTENT, "ann")
    world.projector.catch_up()
    kept = CONTENT.replace(b'"01"', b'"1"')
    assert sorted(held(world)) == sorted(canonical(triples_of(kept)).decode().split("\n")[:-1])
    said = record(world)
    assert (said["author"], said["triples"], said["type"]) == ("ann", "4", str(SAYSO.WorkspaceGraph))
    assert said["generatedAtTime"].rstrip("Z")[:19] == world.ledger.events()[0].at[:19]


def test_a_later_event_replaces_graph_and_record(world: World) -> None:
    write(world, "notes", CONTENT, "ann")
    write(world, "other", CONTENT)
    world.projector.catch_up()
    write(world, "notes", b"<http://e/a> <http://e/p> <http://e/b> .\n")
    world.projector.catch_up()
    assert held(world) == ["<http://e/a> <http://e/p> <http://e/b> ."]
    about = {(each.subject.value, each.predicate.value.rpartition("#")[2]) for each in world.store.triples(RECORD_GRAPH)}
    assert len(world.store.triples(RECORD_GRAPH)) == len(about) == 6
    write(world, "notes", None)
    write(world, "other", None)
    world.projector.catch_up()
    assert world.store.triples(NOTES) == world.store.triples(RECORD_GRAPH) == []


def test_a_rebuild_gives_the_same(world: World) -> None:
    world.add(TEXTS[0])
    for number in range(3):
        write(world, "notes", CONTENT.replace(b"/a>", b"/a%d>" % number), f"writer {number}")
        write(world, "gone", CONTENT)
        write(world, "empty", b"")
        world.projector.catch_up()
    write(world, "gone", None)
    world.projector.catch_up()
    before = all_quads(world)
    world.projector.rebuild()
    assert all_quads(world) == before
    write(world, "notes", b"")
    world.projector.catch_up()
    assert held(world) == []


LINES = [
    *(
        b'<http://e/a> <http://e/p> "%s"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' % n
        for n in (b"1", b"01", b"+1", b"2")
    ),
    b'<http://e/a> <http://e/p> "1" .\n',
    b'<http://e/a> <http://e/p> "_:b0" .\n',
    b"<http://e/a> <http://e/p> _:b0 .\n",
    b'_:b0 <http://e/q> "x" .\n',
    b'_:b1 <http://e/q> "y" .\n',
]


def test_whatever_changes_the_engine_has_what_the_ledger_has(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rolls, replaced = random.Random(5), []
    apply = world.store.apply
    monkeypatch.setattr(world.store, "apply", lambda change: (replaced.append(NOTES in change.replace), apply(change)))
    for turn in range(60):
        content = None if turn % 20 == 19 else canonical(triples_of(b"".join(rolls.sample(LINES, rolls.randint(0, 6)))))
        write(world, "notes", content)
        world.projector.catch_up()
        assert held(world) == canonical(as_kept(triples_of(content or b""))).decode().split("\n")[:-1]
        if turn == 30:
            world.projector.rebuild()
    assert replaced.count(False) > 10
    assert replaced.count(True) > 10


def test_a_statement_more_does_not_write_the_whole_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [b'<http://e/a> <http://e/p> "%d" .\n' % number for number in range(500)] + [CONTENT]
    write(world, "notes", canonical(triples_of(b"".join(many))))
    world.projector.catch_up()
    changes: list[Change] = []
    apply = world.store.apply
    monkeypatch.setattr(world.store, "apply", lambda change: (changes.append(change), apply(change)))
    write(world, "notes", canonical(triples_of(b"".join([*many[1:], b"<http://e/a> <http://e/p> <http://e/b> .\n"]))))
    world.projector.catch_up()
    (only,) = changes
    assert (only.replace, len(list(only.remove[NOTES])), len(list(only.add[NOTES]))) == ({}, 1, 1)
    assert len(held(world)) == 504


def test_a_crash_between_graph_and_projection_loses_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    write(world, "notes", CONTENT, "ann")
    world.projector.catch_up()
    write(world, "notes", CONTENT.replace(b"/a>", b"/b>"), "ben")
    with monkeypatch.context() as patched:
        patched.setattr(world.projector._database, "commit", lambda: (_ for _ in ()).throw(OSError("the disk is full")))
        with pytest.raises(OSError, match="disk"):
            world.projector.catch_up()
    assert world.store.position() == world.projector.position() + 1
    world.projector.catch_up()
    after = all_quads(world)
    world.projector.rebuild()
    assert all_quads(world) == after
    assert record(world)["author"] == "ben"


def test_a_crash_before_the_graph_loses_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    write(world, "notes", CONTENT, "ann")
    with monkeypatch.context() as patched:
        patched.setattr(world.store, "apply", lambda _change: (_ for _ in ()).throw(OSError("the disk is full")))
        with pytest.raises(OSError, match="disk"):
            world.projector.catch_up()
    world.projector.catch_up()
    assert len(held(world)) == 4


def test_two_graphs_do_not_share_blank_nodes(world: World) -> None:
    write(world, "notes", CONTENT)
    write(world, "other", CONTENT)
    world.projector.catch_up()
    one, other = ({str(part) for part in _nodes(world.store.triples(iri))} for iri in (NOTES, workspace_iri(IRIS, "other")))
    assert len(one) == len(other) == 2
    assert one & other == set()


def _nodes(triples: list) -> set[object]:
    return {part for each in triples for part in (each.subject, each.object) if str(part).startswith("_:")}


def test_a_lost_workspace_graph_and_a_stray_one_are_seen(world: World) -> None:
    write(world, "notes", CONTENT)
    write(world, "empty", b"")
    last = world.projector.catch_up()
    world.projector.publish()
    assert check(world.ledger, world.reader, world.search, IRIS) == []
    stray = workspace_iri(IRIS, "stray")
    world.store.apply(Change(last, replace={NOTES: [], stray: triples_of(CONTENT)}))
    world.store.publish()
    assert {(one.subject, one.message.split(" but ")[0]) for one in check(world.ledger, world.reader, world.search, IRIS)} == {
        ("workspace/notes", "it is in the ledger"),
        ("workspace/stray", "it is in the graph"),
    }


def test_quads_of_a_workspace_are_told_from_ours(world: World) -> None:
    write(world, "notes", CONTENT)
    world.projector.catch_up()
    quads: list[Quad] = list(world.store.quads())
    assert {quad.graph_name.value for quad in quads if in_workspace(IRIS, quad)} == {NOTES}
    assert {quad.graph_name.value for quad in quads if not in_workspace(IRIS, quad)} == {
        RECORD_GRAPH,
        str(IRIS.graph("dataset")),
    }
