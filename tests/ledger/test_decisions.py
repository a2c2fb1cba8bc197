"""Decisions in the ledger: kept with who and why, told as any event left them, taken back; and texts of one address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app.errors import Contradiction, NotFound
from app.ledger.database import sqlite_url, upgrade
from app.ledger.port import EventKind
from app.ledger.sql import SqlLedger
from app.model.address import normal_address
from app.model.decision import Decision, DecisionKind, Spoken
from app.model.document import Document
from app.model.text import Span
from tests.ledger.test_sql import found, made

MERGE = Decision(DecisionKind.MERGE, "one office", entities=("a", "b"), keys=(("p", "q"), ("r",)), holders=("d",))


@pytest.fixture
def ledger(tmp_path: Path):
    opened = SqlLedger(sqlite_url(tmp_path / "l.sqlite"))
    yield opened
    opened.close()


def test_a_decision_comes_back_as_it_was(ledger: SqlLedger):
    spoken = (Spoken("d", (Span(1, 4), Span(6, 9)), Span(10, 12)), Spoken("e", (Span(0, 2),)))
    whole = Decision(DecisionKind.PART, "é “why”", claims=("c",), attributions=("x", "y"), spoken=((spoken[0],), (spoken[1],)))
    entries = [ledger.decide(each, "ann") for each in (MERGE, whole)]
    assert [each.created for each in entries] == [True, True]
    told = ledger.decisions()
    assert [each.decision for each in told] == [MERGE, whole]
    assert [(each.sequence, each.by, each.undone) for each in told] == [(1, "ann", None), (2, "ann", None)]
    assert [(event.kind, event.subject) for event in ledger.events()] == [
        (EventKind.DECISION, "merge"),
        (EventKind.DECISION, "part"),
    ]
    assert whole.touches() == {"d", "e"}


def test_the_same_again_changes_nothing(ledger: SqlLedger):
    first = ledger.decide(MERGE, "ann")
    turned = Decision(DecisionKind.MERGE, "again", entities=("b", "a"), keys=(("r",), ("q", "p")))
    assert ledger.decide(turned, "bob").sequence == first.sequence
    assert not ledger.decide(turned, "bob").created
    assert ledger.last() == first.sequence


def test_what_is_undone_can_be_decided_again(ledger: SqlLedger):
    first = ledger.decide(MERGE, "ann")
    undone = ledger.undo(first.sequence, "bob")
    assert (undone.sequence, undone.created) == (2, True)
    again = ledger.undo(first.sequence, "cid")
    assert (again.sequence, again.created) == (2, False)
    assert ledger.decisions() == []
    (told,) = ledger.decisions(in_force=False)
    assert (told.undone, told.undone_by, told.by) == (2, "bob", "ann")
    assert ledger.decide(MERGE).sequence == 3
    assert [each.sequence for each in ledger.decisions(until=1)] == [1]
    assert ledger.decisions(until=2) == []


def test_what_cannot_hold_beside_another_is_refused(ledger: SqlLedger):
    ledger.decide(MERGE)
    apart = Decision(DecisionKind.DIFFERENT, "two", entities=("x", "y"), keys=(("r", "s"), ("q",)))
    with pytest.raises(Contradiction, match=r"decision 1 \(merge\)"):
        ledger.decide(apart)
    ledger.decide(replace(apart, keys=(("r",), ("z",))))
    split = ledger.decide(Decision(DecisionKind.SPLIT, "another", entities=("a",), documents=("d",), keys=(("p",),)))
    back = Decision(DecisionKind.MERGE, "no", entities=("a", "n"), keys=(("p",), (f"split:{split.sequence}",)))
    with pytest.raises(Contradiction, match=rf"decision {split.sequence} \(split\)"):
        ledger.decide(back)


@pytest.mark.parametrize("number", [0, -1, 1, 99])
def test_only_decisions_are_undone(ledger: SqlLedger, number: int):
    ledger.add(made("one"), found(made("one")))
    with pytest.raises(NotFound):
        ledger.undo(number)


def test_a_retraction_is_a_decision(ledger: SqlLedger):
    ledger.add(made("one"), found(made("one")))
    before = ledger.document(made("one").id)
    with pytest.raises(NotFound):
        ledger.decide(Decision(DecisionKind.RETRACT, "wrong", documents=("none",)))
    entry = ledger.decide(Decision(DecisionKind.RETRACT, "wrong", documents=(made("one").id,)), "ann")
    (told,) = ledger.decisions()
    assert (told.sequence, told.decision.kind, told.decision.reason, told.by) == (
        entry.sequence,
        DecisionKind.RETRACT,
        "wrong",
        "ann",
    )
    assert list(ledger.documents()) == []
    back = ledger.undo(entry.sequence, "bob")
    after = ledger.document(made("one").id)
    assert (after.active, after.added, after.sequence) == (True, before.added, back.sequence)
    assert [each.added for each in ledger.documents()] == [before.added]
    assert not ledger.add(made("one"), found(made("one"))).created
    assert ledger.decisions() == []


def test_a_document_that_is_added_again_is_no_longer_retracted(ledger: SqlLedger):
    ledger.add(made("one"), found(made("one")))
    sequence = ledger.retract(made("one").id, "wrong", "ann")
    added = ledger.add(made("one"), found(made("one"))).sequence
    (told,) = ledger.decisions(in_force=False)
    assert (told.sequence, told.undone) == (sequence, added)
    assert [each.sequence for each in ledger.decisions(until=sequence)] == [sequence]


def at(address: str | None, words: str) -> Document:
    known = made(words)
    return replace(known, metadata=replace(known.metadata, url=address))


def test_the_texts_of_an_address_stand_in_the_order_in_which_they_were_added(ledger: SqlLedger):
    old, new, other = (
        at("http://e.org/a", "old"),
        at("HTTP://E.org:80/a/?utm_source=x#top", "new"),
        at("http://e.org/b", "other"),
    )
    for each in (old, new, other, at(None, "none")):
        ledger.add(each, found(each))
    assert ledger.revisions(old.id) == ledger.revisions(new.id) == (new.id, old.id)
    assert ledger.revisions(old.id, until=1) == (old.id,)
    assert ledger.revisions(other.id) == (other.id,)
    assert ledger.revisions(made("none").id) == (made("none").id,)
    assert ledger.revisions("never") == ()
    sequence = ledger.retract(new.id, "wrong")
    assert ledger.revisions(new.id) == (old.id,)
    ledger.undo(sequence)
    assert ledger.revisions(old.id) == (new.id, old.id)
    ledger.undo(ledger.retract(old.id, "wrong"))
    assert ledger.revisions(old.id) == (new.id, old.id), "to undo a retraction does not make an old text the newest"
    ledger.retract(old.id, "wrong")
    ledger.add(old, found(old))
    assert ledger.revisions(old.id) == (old.id, new.id), "to add an old text again does"


def test_a_ledger_of_an_older_form_knows_the_addresses_of_its_documents(tmp_path: Path):
    url = sqlite_url(tmp_path / "l.sqlite")
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, "0002")
        row = "INSERT INTO document VALUES ('d', :metadata, '[]', 'en', '', '', '2026-01-02T03:04:05Z')"
        connection.execute(text(row), {"metadata": '{"url":"http://E.org/a/"}'})
        connection.execute(text(row.replace("'d'", "'e'")), {"metadata": '{"url":null}'})
        connection.execute(text("INSERT INTO event VALUES (1, 'add', 'd', '2026-01-02T03:04:05Z', '{}')"))
    engine.dispose()
    ledger = SqlLedger(url)
    new = at("http://e.org/a", "new")
    ledger.add(new, found(new))
    assert ledger.revisions("d") == (new.id, "d")
    ledger.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.org/a", "HTTPS://E.ORG/a/"),
        ("https://e.org", "https://e.org:443/#top"),
        ("http://e.org/a?x=1", "http://e.org/a?utm_source=b&x=1&fbclid=2"),
        ("http://e.org/%7Ea/%c3%a9", "http://e.org/~a/é"),
        ("http://e.org/a", "  http://e.org/a?  "),
    ],
)
def test_addresses_that_are_one(one: str, other: str):
    assert normal_address(one) == normal_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://e.org/a", "http://e.org/A"),
        ("http://e.org/a", "https://e.org/a"),
        ("http://e.org/a", "http://www.e.org/a"),
        ("http://e.org/?p=1", "http://e.org/?p=2"),
        ("http://e.org:81/a", "http://e.org/a"),
        ("http://e.org/a%2Fb", "http://e.org/a/b"),
        ("urn:a:B", "urn:a:b"),
    ],
)
def test_addresses_that_are_two(one: str, other: str):
    assert normal_address(one) != normal_address(other)


@pytest.mark.parametrize("given", ["http://e.org:x/", "http://[", "a\ud800b", "http://e.org/\x00", "file:///a", "//e.org"])
def test_an_odd_address_is_kept_in_plain_letters(given: str):
    assert normal_address(given).isascii()
    assert normal_address(given) == normal_address(normal_address(given)) or "%" in normal_address(given)
    assert normal_address(None) is normal_address("  ") is None
