"""Writing workspace graphs: nobody's triples are lost, whoever writes at the same time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import GraphTooLarge, NotFound, PreconditionFailed
from app.ledger.port import EventKind, WorkspaceGraph
from app.ledger.sql import SqlLedger
from app.settings import Settings
from app.workspace.reading import Posted
from app.workspace.writing import Workspace

BLANK = '_:a <http://e/p> "o" .'


def turtle(text: str) -> Posted:
    return Posted("text/turtle", text.encode())


def numbered(number: int) -> Posted:
    return turtle(f'<http://e/s> <http://e/p> {number} . [] <http://e/q> "{number}" .')


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, max_workspace_graph=50_000)


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    ledger = SqlLedger.of(settings)
    made = Workspace(settings, ledger)
    yield made
    made.close()
    ledger.close()


def events(settings: Settings) -> list[tuple[EventKind, str]]:
    ledger = SqlLedger.of(settings)
    found = [(event.kind, event.subject) for event in ledger.events()]
    ledger.close()
    return found


def test_put_replaces_merge_adds_and_drop_removes(workspace: Workspace, settings: Settings) -> None:
    first = workspace.put("notes", turtle(BLANK), "ann")
    again = workspace.merge("notes", turtle(BLANK), "ben")
    assert (first.created, first.graph.triples, again.created, again.graph.triples) == (True, 1, False, 2)
    assert (again.graph.by, again.graph.content) == ("ben", b'_:b0 <http://e/p> "o" .\n_:b1 <http://e/p> "o" .\n')
    assert workspace.put("notes", turtle("")).graph.content == b""
    assert [(graph.name, graph.triples) for graph in workspace.graphs()] == [("notes", 0)]
    workspace.drop("notes")
    assert workspace.graph("notes") is None
    assert workspace.graphs() == []
    with pytest.raises(NotFound):
        workspace.drop("notes")
    assert workspace.merge("notes", turtle(BLANK)).created
    assert events(settings) == [(EventKind.GRAPH, "notes")] * 5


def test_the_same_content_again_is_no_event(workspace: Workspace, settings: Settings) -> None:
    first = workspace.put("notes", turtle('[ <http://e/p> [ <http://e/q> "1" ] ; <http://e/p> [ <http://e/q> "2" ] ] .'), "ann")
    again = workspace.put("notes", turtle('_:x <http://e/q> "2" . _:y <http://e/p> _:z , _:x . _:z <http://e/q> "1" .'), "ben")
    assert (first.changed, again.changed, again.graph) == (True, False, first.graph)
    assert len(events(settings)) == 1


def test_a_condition_is_asked_of_what_is_there(workspace: Workspace, settings: Settings) -> None:
    seen: list[WorkspaceGraph | None] = []

    def refuse(held: WorkspaceGraph | None) -> None:
        seen.append(held)
        raise PreconditionFailed("no")

    for write in (workspace.put, workspace.merge):
        with pytest.raises(PreconditionFailed):
            write("notes", turtle(BLANK), None, refuse)
    held = workspace.put("notes", turtle(BLANK)).graph
    with pytest.raises(PreconditionFailed):
        workspace.drop("notes", None, refuse)
    assert seen == [None, None, held]
    assert len(events(settings)) == 1


def test_merging_stops_at_the_limit_and_leaves_what_is_there(workspace: Workspace) -> None:
    held = workspace.put("notes", turtle(f'<http://e/s> <http://e/p> "{"x" * 30_000}" .')).graph
    with pytest.raises(GraphTooLarge):
        workspace.merge("notes", turtle(f'<http://e/s> <http://e/p> "{"y" * 30_000}" .'))
    assert workspace.graph("notes") == held


def test_threads_that_merge_at_once_lose_nothing(workspace: Workspace, settings: Settings) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: workspace.merge("notes", numbered(number)), range(24)))
    graph = workspace.graph("notes")
    assert graph is not None
    assert (graph.triples, len(events(settings))) == (48, 24)


def _merge_all(settings: Settings, numbers: range) -> None:
    ledger = SqlLedger.of(settings)
    workspace = Workspace(settings, ledger)
    for number in numbers:
        workspace.merge("notes", numbered(number))
    workspace.close()
    ledger.close()


@pytest.mark.slow
def test_processes_that_merge_at_once_lose_nothing(workspace: Workspace, settings: Settings) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as processes:
        list(processes.map(_merge_all, [settings] * 2, [range(20), range(20, 40)]))
    graph = workspace.graph("notes")
    assert graph is not None
    assert (graph.triples, len(events(settings))) == (80, 40)
