"""Which documents are in: a document comes in and goes out by events, and the newest of them says which."""

from __future__ import annotations

from sqlalchemy import Connection, Row, Select, and_, exists, func, select

from app.ledger import tables
from app.ledger.port import EventKind, Recorded
from app.ledger.rows import recorded_of

IN = (EventKind.ADD.value, EventKind.UNDO.value)
"""The kinds of event that bring a document in: for the first time, again, or by undoing its retraction."""

KINDS = (*IN, EventKind.RETRACT.value)

Found = Row[tuple[object, ...]]


def newest(connection: Connection, document_id: str, until: int | None = None) -> Found | None:
    """The newest event up to ``until`` that brought the document in or out."""
    table = tables.event
    query = select(table).where(table.c.subject == document_id, table.c.kind.in_(KINDS))
    if until is not None:
        query = query.where(table.c.seq <= until)
    return connection.execute(query.order_by(table.c.seq.desc()).limit(1)).first()


def next_addition(connection: Connection, document_id: str, after: int, until: int | None) -> Found | None:
    """The first event after ``after``, up to ``until``, that added the document."""
    table = tables.event
    query = select(table).where(table.c.subject == document_id, table.c.kind == EventKind.ADD.value, table.c.seq > after)
    if until is not None:
        query = query.where(table.c.seq <= until)
    return connection.execute(query.order_by(table.c.seq).limit(1)).first()


def recorded(connection: Connection, document_id: str, until: int | None) -> Recorded | None:
    """The document with the newest event up to ``until`` that brought it in or out; ``None`` where it never came in."""
    latest = newest(connection, document_id, until)
    if latest is None:
        return None
    row = connection.execute(select(tables.document).where(tables.document.c.id == document_id)).one()
    at = _added_at(connection, document_id, latest.seq) if latest.kind == EventKind.UNDO else latest.at
    return recorded_of(row, latest.kind, at, latest.seq)


def active(connection: Connection, after: int, batch: int) -> list[Recorded]:
    """The first documents that are in by an event after ``after``, in the order of these events."""
    rows = connection.execute(_active().where(tables.event.c.seq > after).limit(batch)).all()
    return [recorded_of(row, row.kind, _at(connection, row), row.seq) for row in rows]


def with_address_of(connection: Connection, document_id: str, until: int | None) -> tuple[str, ...]:
    """The ids of the active documents with this one's address, by their newest addition up to ``until``, the newest first."""
    document, event = tables.document, tables.event
    own = select(document.c.address).where(document.c.id == document_id).scalar_subquery()
    alike = (document.c.id == document_id) | (document.c.address == own)
    joined = document.join(event, and_(event.c.subject == document.c.id, event.c.kind == EventKind.ADD.value))
    query = select(document.c.id, func.max(event.c.seq).label("seq")).select_from(joined).where(alike)
    if until is not None:
        query = query.where(event.c.seq <= until)
    rows = connection.execute(query.group_by(document.c.id).order_by(func.max(event.c.seq).desc())).all()
    return tuple(row.id for row in rows if _is_in(connection, row.id, until))


def _is_in(connection: Connection, document_id: str, until: int | None) -> bool:
    latest = newest(connection, document_id, until)
    return latest is not None and latest.kind in IN


def _at(connection: Connection, row: Found) -> str:
    return _added_at(connection, row.id, row.seq) if row.kind == EventKind.UNDO else str(row.at)


def _added_at(connection: Connection, document_id: str, until: int) -> str:
    table = tables.event
    mine = (table.c.subject == document_id, table.c.kind == EventKind.ADD.value, table.c.seq <= until)
    return str(connection.execute(select(table.c.at).where(*mine).order_by(table.c.seq.desc()).limit(1)).scalar_one())


def _active() -> Select[tuple[object, ...]]:
    event, later = tables.event, tables.event.alias("later")
    followed = exists().where(and_(later.c.subject == event.c.subject, later.c.kind.in_(KINDS), later.c.seq > event.c.seq))
    joined = tables.document.join(event, event.c.subject == tables.document.c.id)
    chosen = select(tables.document, event.c.at, event.c.seq, event.c.kind).select_from(joined)
    return chosen.where(event.c.kind.in_(IN), ~followed).order_by(event.c.seq)
