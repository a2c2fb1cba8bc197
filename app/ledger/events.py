"""Writing one line of the record: the only place that does."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from app.ledger import tables
from app.ledger.port import EventKind
from app.ledger.rows import written


def record(connection: Connection, kind: EventKind, subject: str, at: str, **payload: str) -> int:
    """Append an event in the connection's transaction; returns its sequence number."""
    values = {"kind": kind.value, "subject": subject, "at": at, "payload": written(payload)}
    made = connection.execute(insert(tables.event).values(values)).inserted_primary_key
    return int(made[0])  # type: ignore[index]
