"""The ledger on a real SQLite file: what goes in comes back, once, in order."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import NotFound
from app.ledger.database import sqlite_url
from app.ledger.port import AuthorityFile, EventKind
from app.ledger.sql import SqlLedger
from app.model.document import Document, Kind, Metadata, Role, Segment
from app.model.extraction import (
    Activity,
    Attribution,
    ClaimKind,
    Comparator,
    EntityType,
    Extraction,
    Form,
    Mention,
    Period,
    Quantity,
    RoleMention,
    Style,
    TimeMention,
)
from app.model.text import Span

ACTIVITY = Activity("sayso 0.1.0", "rules 1", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z")


def made(text: str, published: str | None = None) -> Document:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    segments = (Segment(Span(0, len(text)), Role.BODY, "all there is"),) if text else ()
    return Document(digest[:16], text, Metadata(Kind.PRIMARY, title="T", published=published), segments, "en", digest)


def found(document: Document) -> Extraction:
    return Extraction(
        document.id,
        ACTIVITY,
        mentions=(Mention(Span(0, 1), EntityType.AGENCY, Form.ACRONYM, expands=0, owner=0, authority="https://example.org/a"),),
        roles=(RoleMention(0, "Chair", Span(0, 2), 0),),
        quantities=(
            Quantity(
                Span(0, 1), None, 1.5, 2.0, "cities", Comparator.GREATER_EQUAL, approximate=True, period=Period("2014", None)
            ),
        ),
        times=(TimeMention(Span(1, 2), Period(None, "2018-01"), relative=True),),
        attributions=(
            Attribution((Span(0, 1), Span(1, 2)), Style.MIXED, via=(0,), kind=ClaimKind.RECOMMENDATION, ordinal=2, addressee=0),
        ),
    )


@pytest.fixture
def ledger(tmp_path: Path):
    opened = SqlLedger(sqlite_url(tmp_path / "ledger.sqlite"))
    yield opened
    opened.close()


def test_what_goes_in_comes_back(ledger: SqlLedger):
    document = made("The board met.", "2018-01")
    entry = ledger.add(document, found(document), ["no publisher"])
    recorded = ledger.document(document.id)
    assert entry.created
    assert recorded is not None
    assert (recorded.document, recorded.sequence, recorded.active) == (document, entry.sequence, True)
    assert recorded.added.endswith("Z")
    assert ledger.extraction(document.id) == found(document)
    assert ledger.warnings(document.id) == ("no publisher",)


def test_the_same_document_twice_changes_nothing(ledger: SqlLedger):
    document = made("The board met.")
    first = ledger.add(document, found(document))
    second = ledger.add(document, replace(found(document), mentions=()), ["other"])
    assert (second.sequence, second.created) == (first.sequence, False)
    assert ledger.last() == first.sequence
    assert ledger.extraction(document.id) == found(document)


def test_a_retracted_document_can_come_back(ledger: SqlLedger):
    document = made("The board met.")
    first = ledger.add(document, found(document))
    out = ledger.retract(document.id, "asked by the publisher")
    assert list(ledger.documents()) == []
    again = ledger.add(document, replace(found(document), mentions=()), ["w"])
    assert again.created
    assert [(event.kind, event.subject) for event in ledger.events()] == [
        (EventKind.ADD, document.id),
        (EventKind.RETRACT, document.id),
        (EventKind.ADD, document.id),
    ]
    assert ledger.events(after=first.sequence, limit=1)[0].payload == {"reason": "asked by the publisher"}
    assert ledger.extraction(document.id, until=out) == found(document)
    assert ledger.extraction(document.id) == replace(found(document), mentions=())
    assert ledger.warnings(document.id, until=out) == ()
    assert not ledger.document(document.id, until=out).active
    assert ledger.document(document.id, until=first.sequence).sequence == first.sequence


def test_only_what_is_in_can_be_retracted(ledger: SqlLedger):
    with pytest.raises(NotFound):
        ledger.retract("nothing", "no reason")
    document = made("x y")
    ledger.add(document, found(document))
    ledger.retract(document.id, "once")
    with pytest.raises(NotFound):
        ledger.retract(document.id, "twice")
    assert ledger.document("nothing") is None
    assert ledger.extraction("nothing") is None


def test_active_documents_come_in_the_order_of_their_events(ledger: SqlLedger):
    documents = [made(f"Text {number}.") for number in range(7)]
    for document in documents:
        ledger.add(document, found(document))
    ledger.retract(documents[2].id, "r")
    ledger.retract(documents[0].id, "r")
    ledger.add(documents[0], found(documents[0]))
    active = [recorded.document for recorded in ledger.documents(batch=2)]
    assert active == [documents[1], *documents[3:], documents[0]]


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_every_code_point_is_kept(tmp_path_factory: pytest.TempPathFactory, text: str):
    ledger = SqlLedger(sqlite_url(tmp_path_factory.mktemp("l") / "ledger.sqlite"))
    document = made(text + "\x00\ud800\r\n\u2028é")
    document = replace(document, metadata=Metadata(title=text + "\x00\udfff"))
    ledger.add(document, Extraction(document.id, ACTIVITY))
    assert ledger.document(document.id).document == document
    ledger.close()


def _add_all(url: str, texts: list[str]) -> int:
    ledger = SqlLedger(url)
    return sum(ledger.add(made(text), found(made(text))).created for text in texts)


def test_racing_processes_take_each_document_once(tmp_path: Path):
    url, texts = sqlite_url(tmp_path / "ledger.sqlite"), [f"Text {number}." for number in range(25)]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        created = list(pool.map(_add_all, [url, url], [texts, texts[::-1]]))
    ledger = SqlLedger(url)
    assert sum(created) == 25
    assert sorted(recorded.document.text for recorded in ledger.documents()) == sorted(texts)
    assert ledger.last() == 25


def test_racing_threads_share_one_ledger(ledger: SqlLedger):
    documents = [made(f"Text {number % 10}.") for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        entries = list(threads.map(lambda document: ledger.add(document, found(document)), documents))
    assert sum(entry.created for entry in entries) == 10


def test_authority_files_are_replaced_by_name(ledger: SqlLedger):
    first = ledger.add_authority(AuthorityFile("mine.ttl", "text/turtle", b"\x00one"))
    assert not ledger.add_authority(AuthorityFile("mine.ttl", "text/turtle", b"\x00one")).created
    second = ledger.add_authority(AuthorityFile("mine.ttl", "text/turtle", b"two"))
    ledger.add_authority(AuthorityFile("a.csv", "text/csv", b"three"))
    assert second.sequence > first.sequence
    assert [(file.name, file.content) for file in ledger.authorities()] == [("a.csv", b"three"), ("mine.ttl", b"two")]
    assert ledger.events()[0].kind is EventKind.AUTHORITY


def test_tokens_are_known_by_their_hash_alone(ledger: SqlLedger, tmp_path: Path):
    token, secret = ledger.create_token("laptop")
    assert ledger.verify_token(secret) == token
    assert ledger.verify_token(secret + "x") is None
    assert ledger.verify_token("\ud800") is None
    ledger.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("ledger.sqlite*"))
    assert secret.encode() not in stored


def test_a_revoked_token_is_worthless(ledger: SqlLedger):
    token, secret = ledger.create_token("laptop")
    other, _ = ledger.create_token("other")
    ledger.revoke_token(token.id)
    assert ledger.verify_token(secret) is None
    assert {known.id: known.revoked is None for known in ledger.tokens()} == {token.id: False, other.id: True}
    with pytest.raises(NotFound):
        ledger.revoke_token("none")
