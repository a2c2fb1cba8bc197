"""The tables of the ledger as SQLAlchemy Core knows them; ``migrations/`` makes them in a database."""

from __future__ import annotations

import zlib

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class ExactText(TypeDecorator[str]):
    """Text as UTF-8 bytes, since text types refuse some code points (PostgreSQL NUL, all of them lone surrogates)."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Text to bytes."""
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Bytes to text."""
        return None if value is None else bytes(value).decode("utf-8", "surrogatepass")


class Compressed(TypeDecorator[bytes]):
    """Bytes, deflated (RFC 1950): each event of a graph holds all of it, and N-Triples shrink to a tenth."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Deflate."""
        return None if value is None else zlib.compress(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Inflate."""
        return None if value is None else zlib.decompress(bytes(value))


metadata = MetaData()

event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Index("event_subject", "subject", "seq"),
    sqlite_autoincrement=True,
)

document = Table(
    "document",
    metadata,
    Column("id", Text, primary_key=True),
    Column("metadata", Text, nullable=False),
    Column("segments", Text, nullable=False),
    Column("pages", Text, nullable=False, server_default="[]"),
    Column("language", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("text", ExactText, nullable=False),
    Column("added", Text, nullable=False),
    Column("address", Text),
    Index("document_address", "address"),
)

extraction = Table(
    "extraction",
    metadata,
    Column("event", ForeignKey("event.seq"), primary_key=True),
    Column("document", ForeignKey("document.id"), nullable=False),
    Column("software", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("ended", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Index("extraction_document", "document", "event"),
)

validation = Table(
    "validation",
    metadata,
    Column("event", ForeignKey("event.seq"), primary_key=True),
    Column("document", ForeignKey("document.id"), nullable=False),
    Column("conforms", Boolean, nullable=False),
    Column("warnings", Text, nullable=False),
    Index("validation_document", "document", "event"),
)

authority = Table(
    "authority",
    metadata,
    Column("event", ForeignKey("event.seq"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("authority_name", "name", "event"),
)

workspace_graph = Table(
    "workspace_graph",
    metadata,
    Column("event", ForeignKey("event.seq"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("author", Text),
    Column("triples", Integer, nullable=False),
    Column("content", Compressed),
    Index("workspace_graph_name", "name", "event"),
)

decision = Table(
    "decision",
    metadata,
    Column("event", ForeignKey("event.seq"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("author", Text),
    Column("reason", Text, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("revoked", Text),
)
