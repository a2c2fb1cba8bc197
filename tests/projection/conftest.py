"""What tests of who is who share: the tables of a projection, without the graph that follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.projection.database import ProjectionDatabase
from app.projection.identity import Identities


@pytest.fixture
def database(tmp_path: Path) -> Iterator[ProjectionDatabase]:
    """The tables of an empty projection, in the file ``p.sqlite``."""
    opened = ProjectionDatabase(tmp_path / "p.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def identities(database: ProjectionDatabase) -> Identities:
    """Who is who, before any document came."""
    return Identities(database.connection)
