"""Workspace graphs: the whole content of a graph after each of its events."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "workspace_graph",
        sa.Column("event", sa.Integer, sa.ForeignKey("event.seq"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("author", sa.Text),
        sa.Column("triples", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary),
    )
    op.create_index("workspace_graph_name", "workspace_graph", ["name", "event"])
