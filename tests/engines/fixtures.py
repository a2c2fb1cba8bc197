"""Fixtures that run tests on each engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.engines.places import ENGINES, HERE, Places


@pytest.fixture(scope="session")
def all_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Places]]:
    """The places in each kind of engine; servers start when they are first needed, and end with the test run."""
    with ExitStack() as stack:
        found = {kind: Places(kind, tmp_path_factory.mktemp("engine")) for kind in ENGINES}
        for places in found.values():
            stack.callback(places.stop)
        yield found


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, all_places: dict[str, Places]) -> Iterator[str]:
    """The engine that the tests of this session run on, one after another. A fixture that makes a service must ask for it."""
    before = HERE.set(all_places[request.param])
    yield request.param
    HERE.reset(before)
