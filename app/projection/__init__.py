"""From ledger events to graph and index: idempotent, catching up after any interruption."""
