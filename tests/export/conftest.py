"""How exports are tested: the small graph, stored by the real engine, only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.store.reader import SnapshotReader
from tests.graph import sample
from tests.small_graph import published


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnapshotReader]:
    """A reader of the small graph."""
    resolutions = (sample.first_article(), sample.second_article(), sample.foreign_document())
    made = published(tmp_path_factory.mktemp("export"), resolutions)
    yield made
    made.close()
