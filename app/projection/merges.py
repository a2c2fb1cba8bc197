"""Ids of entities and claims that were merged into others: the old ones lead to the ones that stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.projection.claims import claim_redirected
from app.projection.identity import redirected

REDIRECTED = {"entity": redirected, "claim": claim_redirected}


@dataclass(frozen=True, slots=True)
class Merges:
    """What the projection knows of merged entities and joined claims; ``path`` is its file, which is only read."""

    path: Path

    def into(self, kind: str, identifier: str) -> str | None:
        """The id of the entity or claim that this one has become a part of; ``None`` for an id that is in use or never was."""
        found = REDIRECTED.get(kind)
        if found is None or not self.path.exists():
            return None
        address = f"file:{self.path.absolute().as_posix()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
            return found(connection, identifier)
