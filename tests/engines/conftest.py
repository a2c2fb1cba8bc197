"""What the adapter for other engines is tested with: the real engines, emptied before each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import Settings
from app.store.remote.store import RemoteStore
from tests.engines.places import Places, emptied

BASE = "http://example.org"


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def kind(request: pytest.FixtureRequest) -> str:
    """The engines elsewhere, one after another."""
    return str(request.param)


@pytest.fixture(scope="session")
def place(kind: str, all_places: dict[str, Places], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings with a place in an engine, which all tests share."""
    settings = Settings(data=tmp_path_factory.mktemp("remote") / "data", base_iri=BASE, query_timeout=20)
    settings.data.mkdir()
    yield all_places[kind].take(settings)
    all_places[kind].leave(settings.data)


@pytest.fixture
def remote(place: Settings, tmp_path: Path) -> Settings:
    """The same place, emptied, with a data folder of its own."""
    emptied(place)
    return place.model_copy(update={"data": tmp_path})


@pytest.fixture
def store(remote: Settings) -> Iterator[RemoteStore]:
    """The writer."""
    made = RemoteStore(remote)
    yield made
    made.close()
