"""What an older version has written is read as what it was."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

from app.ledger.rows import document_of, document_row
from app.model.document import Document, Metadata, Role, Segment
from app.model.text import Span

DOCUMENT = Document(
    "0123456789abcdef", "Rain.", Metadata(url="https://a.example/1"), (Segment(Span(0, 5), Role.BODY, "b"),), "en", "0" * 64
)


def test_a_document_without_links_has_none() -> None:
    row = document_row(DOCUMENT, "2026-01-01T00:00:00.000Z")
    metadata = json.loads(row["metadata"])
    del metadata["links"]
    assert document_of(cast("Any", SimpleNamespace(**(row | {"metadata": json.dumps(metadata)})))) == DOCUMENT


def test_links_come_back() -> None:
    linked = Document(DOCUMENT.id, "Rain.", Metadata(links=("https://a.example/2",)), DOCUMENT.segments, "en", "0" * 64)
    assert document_of(cast("Any", SimpleNamespace(**document_row(linked, "2026-01-01T00:00:00.000Z")))) == linked
