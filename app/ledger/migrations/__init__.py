"""The steps that bring a ledger's database to the newest form (Alembic)."""
