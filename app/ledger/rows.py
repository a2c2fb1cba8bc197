"""The ledger's values as columns and back. JSON is written in ASCII, so every code point survives in every database."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Row

from app.ledger.port import Event, EventKind, Recorded, Token
from app.model.address import normal_address
from app.model.decision import Decision
from app.model.document import Document, Metadata, Segment
from app.model.extraction import Extraction
from app.model.text import Span


def now() -> str:
    """This moment in UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@cache
def _metadata() -> TypeAdapter[Metadata]:
    return TypeAdapter(Metadata)


@cache
def _segments() -> TypeAdapter[tuple[Segment, ...]]:
    return TypeAdapter(tuple[Segment, ...])


@cache
def _spans() -> TypeAdapter[tuple[Span, ...]]:
    return TypeAdapter(tuple[Span, ...])


@cache
def _extraction() -> TypeAdapter[Extraction]:
    return TypeAdapter(Extraction)


@cache
def _decision() -> TypeAdapter[Decision]:
    return TypeAdapter(Decision)


def written(value: object) -> str:
    """JSON in ASCII."""
    return json.dumps(value, separators=(",", ":"))


def document_row(document: Document, added: str) -> dict[str, str | None]:
    """The columns of a document."""
    return {
        "id": document.id,
        "metadata": written(_metadata().dump_python(document.metadata, mode="json")),
        "segments": written(_segments().dump_python(document.segments, mode="json")),
        "pages": written(_spans().dump_python(document.pages, mode="json")),
        "language": document.language,
        "sha256": document.sha256,
        "text": document.text,
        "added": added,
        "address": normal_address(document.metadata.url),
    }


def document_of(row: Row[tuple[object, ...]]) -> Document:
    """The document of these columns."""
    return Document(
        id=row.id,
        text=row.text,
        metadata=_metadata().validate_python(json.loads(row.metadata)),
        segments=_segments().validate_python(json.loads(row.segments)),
        language=row.language,
        sha256=row.sha256,
        pages=_spans().validate_python(json.loads(row.pages)),
    )


def recorded_of(row: Row[tuple[object, ...]], kind: str, at: str, sequence: int) -> Recorded:
    """The document of these columns, with the event that last brought it in or out."""
    return Recorded(document_of(row), at, sequence, active=kind != EventKind.RETRACT)


def extraction_row(extraction: Extraction) -> dict[str, str]:
    """The columns of an extraction."""
    activity = extraction.activity
    return {
        "document": extraction.document,
        "software": activity.software,
        "model": activity.model,
        "started": activity.started,
        "ended": activity.ended,
        "payload": written(_extraction().dump_python(extraction, mode="json")),
    }


def extraction_of(payload: str) -> Extraction:
    """The extraction of this payload."""
    return _extraction().validate_python(json.loads(payload))


def decision_row(decision: Decision, by: str | None) -> dict[str, str | None]:
    """The columns of a decision."""
    payload = written(_decision().dump_python(decision, mode="json"))
    return {"kind": decision.kind.value, "payload": payload, "author": by, "reason": decision.reason}


def decision_of(payload: str) -> Decision:
    """The decision of this payload."""
    return _decision().validate_python(json.loads(payload))


def event_of(row: Row[tuple[object, ...]]) -> Event:
    """The event of these columns."""
    return Event(row.seq, EventKind(row.kind), row.subject, row.at, json.loads(row.payload))


def token_of(row: Row[tuple[object, ...]]) -> Token:
    """The token of these columns, without its hash."""
    return Token(row.id, row.name, row.created, row.revoked)
