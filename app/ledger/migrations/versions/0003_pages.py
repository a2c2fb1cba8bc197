"""Where the pages of a document lie in its text; documents that are in already have none."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("document", sa.Column("pages", sa.Text, nullable=False, server_default="[]"))
