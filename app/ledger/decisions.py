"""Decisions of people: recorded, listed, taken back. A retraction is one of them, with an event of its own kind."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, Row, insert, select

from app.errors import Contradiction, NotFound
from app.ledger import presence, tables
from app.ledger.database import writing
from app.ledger.events import record
from app.ledger.port import Entry, EventKind
from app.ledger.rows import decision_of, decision_row, now
from app.model.decision import Decided, Decision, DecisionKind, again, against

KINDS = (EventKind.DECISION.value, EventKind.RETRACT.value, EventKind.UNDO.value)


def decide(engine: Engine, decision: Decision, by: str | None) -> Entry:
    """Record a decision. Raises ``Contradiction``, and ``NotFound`` for the retraction of a document that is not in."""
    with writing(engine) as connection:
        known = _in_force(_told(connection, None))
        same = again(decision, known)
        if same is not None:
            return Entry(same.sequence, created=False)
        if decision.kind is DecisionKind.RETRACT:
            return Entry(retracted(connection, decision.documents[0], decision.reason, by), created=True)
        opposed = [f"{each.sequence} ({each.decision.kind})" for each in against(decision, known)]
        if opposed:
            raise Contradiction(f"decision {', '.join(opposed)} says otherwise: undo it first, or leave it")
        sequence = record(connection, EventKind.DECISION, decision.kind.value, now())
        connection.execute(insert(tables.decision).values(event=sequence, **decision_row(decision, by)))
    return Entry(sequence, created=True)


def undo(engine: Engine, sequence: int, by: str | None) -> Entry:
    """Take back a decision. Raises ``NotFound``."""
    with writing(engine) as connection:
        found = next((each for each in _told(connection, None) if each.sequence == sequence), None)
        if found is None:
            raise NotFound(f"there is no decision {sequence}")
        if found.undone is not None:
            return Entry(found.undone, created=False)
        decision = found.decision
        subject = decision.documents[0] if decision.kind is DecisionKind.RETRACT else f"decision/{sequence}"
        said = {"undoes": str(sequence)} | ({"by": by} if by is not None else {})
        return Entry(record(connection, EventKind.UNDO, subject, now(), **said), created=True)


def listed(engine: Engine, until: int | None, *, in_force: bool) -> list[Decided]:
    """The decisions as the event ``until`` left them, in their order."""
    with engine.connect() as connection:
        found = _told(connection, until)
    return _in_force(found) if in_force else found


def retracted(connection: Connection, document_id: str, reason: str, by: str | None) -> int:
    """Record that a document is withdrawn; raises ``NotFound`` where it is not in."""
    latest = presence.newest(connection, document_id)
    if latest is None or latest.kind == EventKind.RETRACT:
        raise NotFound(f"there is no document {document_id!r} to retract")
    said = {"reason": reason} | ({"by": by} if by is not None else {})
    return record(connection, EventKind.RETRACT, document_id, now(), **said)


def _in_force(found: list[Decided]) -> list[Decided]:
    return [each for each in found if each.undone is None]


def _told(connection: Connection, until: int | None) -> list[Decided]:
    event, table = tables.event, tables.decision
    chosen = select(event, table.c.payload.label("decided"), table.c.author)
    chosen = chosen.select_from(event.outerjoin(table, table.c.event == event.c.seq)).where(event.c.kind.in_(KINDS))
    if until is not None:
        chosen = chosen.where(event.c.seq <= until)
    rows = connection.execute(chosen.order_by(event.c.seq)).all()
    undone = {int(json.loads(row.payload)["undoes"]): row for row in rows if row.kind == EventKind.UNDO}
    back = _brought_back(connection, until, rows)
    return [_decided(row, undone.get(row.seq) or back.get(row.seq)) for row in rows if row.kind != EventKind.UNDO]


def _brought_back(
    connection: Connection, until: int | None, rows: Iterable[Row[tuple[object, ...]]]
) -> dict[int, Row[tuple[object, ...]]]:
    """For each retraction the event that added the document again."""
    found = {}
    for row in rows:
        if row.kind == EventKind.RETRACT:
            later = presence.next_addition(connection, row.subject, row.seq, until)
            if later is not None:
                found[row.seq] = later
    return found


def _decided(row: Row[tuple[object, ...]], undone: Row[tuple[object, ...]] | None) -> Decided:
    said = json.loads(row.payload)
    if row.kind == EventKind.RETRACT:
        decision, by = Decision(DecisionKind.RETRACT, said.get("reason", ""), documents=(row.subject,)), said.get("by")
    else:
        decision, by = decision_of(row.decided), row.author
    if undone is None:
        return Decided(row.seq, decision, row.at, by)
    return Decided(row.seq, decision, row.at, by, undone.seq, undone.at, json.loads(undone.payload).get("by"))
