"""Run by Alembic: works on the connection that ``app.ledger.migrate`` hands over, inside its transaction."""

from alembic import context

from app.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
