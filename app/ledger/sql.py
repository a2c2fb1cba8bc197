"""The ledger in a SQL database, through SQLAlchemy Core: SQLite in the data folder, PostgreSQL by URL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, select

from app.ledger import decisions, graphs, presence, tables, tokens
from app.ledger.database import open_engine, sqlite_url, writing
from app.ledger.events import record
from app.ledger.port import AuthorityFile, Entry, Event, EventKind, Recorded, Token, WorkspaceGraph
from app.ledger.rows import document_row, event_of, extraction_of, extraction_row, now, written
from app.model.decision import Decided, Decision
from app.model.document import Document
from app.model.extraction import Extraction
from app.settings import Settings


class SqlLedger:
    """The ledger at a SQLAlchemy URL; opening makes the tables or brings older ones to the newest form.

    Raises ``DataFolder`` when the database cannot be opened. May be used from several threads and processes.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)

    @classmethod
    def of(cls, settings: Settings) -> SqlLedger:
        """The ledger that the settings name: a URL, or ``ledger.sqlite`` in the data folder, which is made where missing."""
        if settings.ledger_url is not None:
            return cls(settings.ledger_url)
        settings.data.mkdir(parents=True, exist_ok=True)
        return cls(sqlite_url(settings.data / "ledger.sqlite"))

    def add(self, document: Document, extraction: Extraction, warnings: Sequence[str] = (), *, conforms: bool = True) -> Entry:
        """Take a document in; one that is in already changes nothing, one that was retracted comes back with a new event."""
        with writing(self._engine) as connection:
            latest = presence.newest(connection, document.id)
            if latest is not None and latest.kind in presence.IN:
                return Entry(latest.seq, created=False)
            at = now()
            if latest is None:
                connection.execute(insert(tables.document).values(document_row(document, at)))
            sequence = record(connection, EventKind.ADD, document.id, at)
            connection.execute(insert(tables.extraction).values(event=sequence, **extraction_row(extraction)))
            said = {"document": document.id, "conforms": conforms, "warnings": written(list(warnings))}
            connection.execute(insert(tables.validation).values(event=sequence, **said))
        return Entry(sequence, created=True)

    def retract(self, document_id: str, reason: str, by: str | None = None) -> int:
        """Record that a document is withdrawn; raises ``NotFound`` where it is not in."""
        with writing(self._engine) as connection:
            return decisions.retracted(connection, document_id, reason, by)

    def decide(self, decision: Decision, by: str | None = None) -> Entry:
        """Record a decision; raises ``Contradiction`` and ``NotFound``."""
        return decisions.decide(self._engine, decision, by)

    def undo(self, sequence: int, by: str | None = None) -> Entry:
        """Take back the decision with this number; raises ``NotFound``."""
        return decisions.undo(self._engine, sequence, by)

    def decisions(self, until: int | None = None, *, in_force: bool = True) -> list[Decided]:
        """The decisions up to the event ``until``, in their order; ``in_force`` leaves out undone ones."""
        return decisions.listed(self._engine, until, in_force=in_force)

    def revisions(self, document_id: str, until: int | None = None) -> tuple[str, ...]:
        """The ids of the active documents with this one's address, the one that was added last first."""
        with self._engine.connect() as connection:
            return presence.with_address_of(connection, document_id, until)

    def document(self, document_id: str, until: int | None = None) -> Recorded | None:
        """The document as recorded, with the newest event up to ``until`` that brought it in or out."""
        with self._engine.connect() as connection:
            return presence.recorded(connection, document_id, until)

    def documents(self, batch: int = 100) -> Iterator[Recorded]:
        """Every active document in the order of sequence numbers; no transaction stays open between batches."""
        after = 0
        while True:
            with self._engine.connect() as connection:
                found = presence.active(connection, after, batch)
            if not found:
                return
            yield from found
            after = found[-1].sequence

    def extraction(self, document_id: str, until: int | None = None) -> Extraction | None:
        """The document's newest extraction up to the event ``until``."""
        table = tables.extraction
        payload = self._newest(select(table.c.payload), table.c.document == document_id, table.c.event, until)
        return None if payload is None else extraction_of(payload)

    def warnings(self, document_id: str, until: int | None = None) -> tuple[str, ...]:
        """The warnings of the document's newest validation up to the event ``until``."""
        table = tables.validation
        said = self._newest(select(table.c.warnings), table.c.document == document_id, table.c.event, until)
        return () if said is None else tuple(json.loads(said))

    def events(self, after: int = 0, limit: int = 100) -> list[Event]:
        """At most ``limit`` events that follow ``after``, in order."""
        table = tables.event
        with self._engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.seq > after).order_by(table.c.seq).limit(limit))
            return [event_of(row) for row in rows]

    def last(self) -> int:
        """The sequence number of the newest event, 0 for an empty ledger."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.max(tables.event.c.seq))).scalar() or 0

    def add_authority(self, file: AuthorityFile) -> Entry:
        """Take in an authority file in place of an older one of its name; the same content changes nothing."""
        table = tables.authority
        with writing(self._engine) as connection:
            newest = select(table).where(table.c.name == file.name).order_by(table.c.event.desc()).limit(1)
            row = connection.execute(newest).first()
            if row is not None and (row.media_type, row.content) == (file.media_type, file.content):
                return Entry(row.event, created=False)
            sequence = record(connection, EventKind.AUTHORITY, file.name, now(), media_type=file.media_type)
            values = {"name": file.name, "media_type": file.media_type, "content": file.content}
            connection.execute(insert(table).values(event=sequence, **values))
        return Entry(sequence, created=True)

    def authorities(self) -> list[AuthorityFile]:
        """The newest file of each name, by name."""
        table = tables.authority
        newest = select(func.max(table.c.event)).group_by(table.c.name)
        with self._engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.event.in_(newest)).order_by(table.c.name))
            return [AuthorityFile(row.name, row.media_type, bytes(row.content)) for row in rows]

    def write_graph(self, name: str, content: bytes | None, triples: int, by: str | None, after: int) -> Entry:
        """Give a workspace graph its whole content, or remove it; raises ``Overtaken``."""
        return graphs.write(self._engine, name, content, triples, by, after)

    def graph(self, name: str, until: int | None = None) -> WorkspaceGraph | None:
        """The workspace graph after its newest event, up to ``until``; ``None`` where it never was."""
        return graphs.read(self._engine, name, until)

    def graphs(self) -> list[WorkspaceGraph]:
        """The workspace graphs that are present, by name, without their content."""
        return graphs.listed(self._engine)

    def create_token(self, name: str) -> tuple[Token, str]:
        """Make an API token; the second value is the secret, shown once."""
        return tokens.create(self._engine, name)

    def tokens(self) -> list[Token]:
        """All tokens, revoked ones included, oldest first."""
        return tokens.listed(self._engine)

    def revoke_token(self, token_id: str) -> None:
        """Make a token worthless; raises ``NotFound``."""
        tokens.revoke(self._engine, token_id)

    def verify_token(self, secret: str) -> Token | None:
        """The token whose secret this is, ``None`` where it is unknown or revoked."""
        return tokens.verify(self._engine, secret)

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    def _newest(self, query: Select[Any], of: ColumnElement[bool], column: ColumnElement[int], until: int | None) -> str | None:
        limited = query.where(of) if until is None else query.where(of, column <= until)
        with self._engine.connect() as connection:
            row = connection.execute(limited.order_by(column.desc()).limit(1)).first()
            return None if row is None else row[0]
