"""Workspace graphs in the ledger: whole after each event, as they were after any, and never overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Overtaken
from app.ledger.database import sqlite_url
from app.ledger.port import EventKind
from app.ledger.sql import SqlLedger

ONE, TWO = b"<http://e/a> <http://e/b> <http://e/c> .\n", b'<http://e/a> <http://e/b> "\xc3\xa9" .\n'


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    opened = SqlLedger(sqlite_url(tmp_path / "ledger.sqlite"))
    yield opened
    opened.close()


def test_a_graph_is_kept_as_it_was_after_each_event(ledger: SqlLedger) -> None:
    first = ledger.write_graph("notes", ONE, 1, "ann", after=0)
    second = ledger.write_graph("notes", TWO, 1, None, after=first.sequence)
    third = ledger.write_graph("notes", None, 0, "ben", after=second.sequence)
    found = [ledger.graph("notes", until) for until in (first.sequence, second.sequence, third.sequence, None)]
    assert [(graph.content, graph.by, graph.present) for graph in found if graph] == [
        (ONE, "ann", True),
        (TWO, None, True),
        (None, "ben", False),
        (None, "ben", False),
    ]
    assert ledger.graph("notes", first.sequence - 1) is None
    assert ledger.graph("other") is None
    assert [(event.kind, event.subject) for event in ledger.events()] == [(EventKind.GRAPH, "notes")] * 3


def test_only_what_is_present_is_listed_without_its_content(ledger: SqlLedger) -> None:
    for name in ("c", "a", "b"):
        ledger.write_graph(name, ONE, 1, name, after=0)
    ledger.write_graph("b", None, 0, None, after=3)
    ledger.write_graph("c", b"", 0, None, after=1)
    assert [(graph.name, graph.sequence, graph.triples, graph.by, graph.content) for graph in ledger.graphs()] == [
        ("a", 2, 1, "a", None),
        ("c", 5, 0, None, None),
    ]


def test_who_has_not_seen_the_newest_event_is_refused(ledger: SqlLedger) -> None:
    first = ledger.write_graph("notes", ONE, 1, None, after=0)
    for after in (0, first.sequence + 1):
        with pytest.raises(Overtaken):
            ledger.write_graph("notes", TWO, 1, None, after=after)
    assert ledger.last() == first.sequence


def test_the_same_content_changes_nothing(ledger: SqlLedger) -> None:
    first = ledger.write_graph("notes", ONE, 1, "ann", after=0)
    again = ledger.write_graph("notes", ONE, 1, "ben", after=first.sequence)
    assert (again.sequence, again.created, ledger.last()) == (first.sequence, False, first.sequence)
    assert not ledger.write_graph("other", None, 0, None, after=0).created


def test_a_graph_has_nothing_to_do_with_a_document_of_its_name(ledger: SqlLedger) -> None:
    ledger.write_graph("0123456789abcdef", ONE, 1, None, after=0)
    assert ledger.document("0123456789abcdef") is None
    assert list(ledger.documents()) == []
