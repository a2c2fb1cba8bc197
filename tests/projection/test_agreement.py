"""Disagreements of ledger, graph and index are seen, one by one."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from app.graph.names import OA
from app.projection.agreement import check
from app.store.port import Change
from tests.projection.test_projector import TEXTS
from tests.projection.world import IRIS, World, made


@pytest.fixture
def world(tmp_path: Path):
    opened = World(tmp_path)
    opened.add(*TEXTS)
    opened.projector.catch_up()
    opened.projector.publish()
    yield opened
    opened.close()


def messages(world: World) -> list[str]:
    return [f"{one.subject}: {one.message}" for one in check(world.ledger, world.reader, world.search, IRIS)]


def test_a_sound_data_folder_has_none(world: World):
    assert messages(world) == []


def test_an_empty_data_folder_has_none(tmp_path: Path):
    world = World(tmp_path)
    assert messages(world) == []
    world.add(TEXTS[0])
    assert len(messages(world)) == 1
    world.close()


def test_a_document_that_is_not_projected_yet_is_seen(world: World):
    world.add("c:late")
    found = messages(world)
    assert len(found) == 3
    assert f"graph: it is built up to event {len(TEXTS)}, the ledger has {len(TEXTS) + 1}" in found


def test_a_lost_graph_and_a_stray_one_are_seen(world: World):
    lost, stray = made(TEXTS[0]).id, str(IRIS.graph_document("stray"))
    content = world.store.triples(str(IRIS.graph_document(made("").id)))
    world.store.apply(Change(len(TEXTS), replace={str(IRIS.graph_document(lost)): [], stray: content}))
    world.store.publish()
    found = messages(world)
    assert f"{lost}: it is in the ledger but not in the graph" in found
    assert "stray: it is in the graph but not in the ledger" in found


def test_a_lost_index_entry_is_seen(world: World):
    world.projector._database.connection.execute("DELETE FROM item WHERE kind = 'document' AND id = ?", (made(TEXTS[0]).id,))
    assert messages(world) == [f"{made(TEXTS[0]).id}: it is in the ledger but not in the search index"]
    world.projector._database.connection.execute("DELETE FROM item WHERE kind = 'claim'")
    assert len(messages(world)) == 2


def test_a_passage_whose_words_are_not_at_its_place_is_seen(world: World):
    graph = str(IRIS.graph_document(made(TEXTS[0]).id))
    exact = next(triple for triple in world.store.triples(graph) if triple.predicate.value == str(OA.exact))
    wrong = Triple(exact.subject, NamedNode(str(OA.exact)), Literal("other words"))
    world.store.apply(Change(len(TEXTS), remove={graph: [exact]}, add={graph: [wrong]}))
    world.store.publish()
    found = messages(world)
    assert len(found) == 1
    assert "'other words'" in found[0]
