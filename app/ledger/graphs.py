"""Workspace graphs: written as a whole, read as they were after any event. A row is never changed."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select

from app.errors import Overtaken
from app.ledger import tables
from app.ledger.database import writing
from app.ledger.events import record
from app.ledger.port import Entry, EventKind, WorkspaceGraph
from app.ledger.rows import now


def write(engine: Engine, name: str, content: bytes | None, triples: int, by: str | None, after: int) -> Entry:
    """Append an event with the whole content of a graph, ``None`` where it is removed. Raises ``Overtaken``."""
    with writing(engine) as connection:
        newest = _newest(connection, name)
        if (newest.event if newest else 0) != after:
            raise Overtaken(f"the graph {name!r} was written by someone else in the meantime: read it again")
        if (newest.content if newest else None) == content:
            return Entry(after, created=False)
        sequence = record(connection, EventKind.GRAPH, name, now())
        row = {"event": sequence, "name": name, "author": by, "triples": triples, "content": content}
        connection.execute(insert(tables.workspace_graph).values(row))
    return Entry(sequence, created=True)


def read(engine: Engine, name: str, until: int | None) -> WorkspaceGraph | None:
    """The graph after its newest event up to ``until``."""
    with engine.connect() as connection:
        row = _newest(connection, name, until)
        return None if row is None else _graph(row, row.content, present=row.content is not None)


def listed(engine: Engine) -> list[WorkspaceGraph]:
    """The graphs that are present, by name, without their content."""
    table = tables.workspace_graph
    columns = (table.c.event, table.c.name, table.c.author, table.c.triples, tables.event.c.at)
    newest = select(func.max(table.c.event)).group_by(table.c.name)
    chosen = _joined(select(*columns)).where(table.c.event.in_(newest), table.c.content.is_not(None))
    with engine.connect() as connection:
        return [_graph(row) for row in connection.execute(chosen.order_by(table.c.name))]


def _newest(connection: Connection, name: str, until: int | None = None) -> Row[tuple[object, ...]] | None:
    table = tables.workspace_graph
    chosen = _joined(select(table, tables.event.c.at)).where(table.c.name == name)
    if until is not None:
        chosen = chosen.where(table.c.event <= until)
    return connection.execute(chosen.order_by(table.c.event.desc()).limit(1)).first()


def _joined(columns: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    table = tables.workspace_graph
    return columns.select_from(table.join(tables.event, tables.event.c.seq == table.c.event))


def _graph(row: Row[tuple[object, ...]], content: bytes | None = None, *, present: bool = True) -> WorkspaceGraph:
    return WorkspaceGraph(row.name, row.event, row.at, row.author, row.triples, content, present)
