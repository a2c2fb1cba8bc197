"""The first tables: events, documents, extractions, validations, authority files, tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("event_subject", "event", ["subject", "seq"])
    op.create_table(
        "document",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("metadata", sa.Text, nullable=False),
        sa.Column("segments", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
    )
    _results_of_reading()
    op.create_table(
        "authority",
        sa.Column("event", sa.Integer, sa.ForeignKey("event.seq"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("authority_name", "authority", ["name", "event"])
    op.create_table(
        "token",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("revoked", sa.Text),
    )


def _results_of_reading() -> None:
    op.create_table(
        "extraction",
        sa.Column("event", sa.Integer, sa.ForeignKey("event.seq"), primary_key=True),
        sa.Column("document", sa.Text, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("software", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("started", sa.Text, nullable=False),
        sa.Column("ended", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("extraction_document", "extraction", ["document", "event"])
    op.create_table(
        "validation",
        sa.Column("event", sa.Integer, sa.ForeignKey("event.seq"), primary_key=True),
        sa.Column("document", sa.Text, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("conforms", sa.Boolean, nullable=False),
        sa.Column("warnings", sa.Text, nullable=False),
    )
    op.create_index("validation_document", "validation", ["document", "event"])
