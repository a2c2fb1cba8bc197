"""Ids of entities that were merged into others: the old ones lead to the ones that stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.projection.identity import redirected


@dataclass(frozen=True, slots=True)
class Merges:
    """What the projection knows of merged entities; ``path`` is its file, which is only read."""

    path: Path

    def into(self, entity_id: str) -> str | None:
        """The id of the entity that this one was merged into; ``None`` for an id that is in use or never was."""
        if not self.path.exists():
            return None
        address = f"file:{self.path.absolute().as_posix()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
            return redirected(connection, entity_id)
