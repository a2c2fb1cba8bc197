"""Decisions of people, and the normal form of documents' addresses, by which revisions find each other."""

import json

import sqlalchemy as sa
from alembic import op

from app.model.address import normal_address

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("event", sa.Integer, sa.ForeignKey("event.seq"), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("author", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.add_column("document", sa.Column("address", sa.Text))
    op.create_index("document_address", "document", ["address"])
    _fill()


def _fill() -> None:
    document = sa.table("document", sa.column("id", sa.Text), sa.column("metadata", sa.Text), sa.column("address", sa.Text))
    connection = op.get_bind()
    rows = connection.execute(sa.select(document.c.id, document.c.metadata)).all()
    known = [{"key": row.id, "address": normal_address(json.loads(row.metadata).get("url"))} for row in rows]
    known = [each for each in known if each["address"] is not None]
    if known:
        change = document.update().where(document.c.id == sa.bindparam("key")).values(address=sa.bindparam("address"))
        connection.execute(change, known)
