"""How the benchmark is tested: on the smallest data set that has everything, against small servers of these tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from app.graph.iris import Iris
from bench.sparql.claim_graphs import write

IRIS = Iris("http://127.0.0.1:8000")
SIZE = 12_000
SEED = 1


@pytest.fixture(scope="session")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated data set as N-Quads."""
    path = tmp_path_factory.mktemp("bench") / "claims.nq"
    write(path, SIZE, SEED, IRIS)
    return path


@pytest.fixture(scope="session")
def store(lines: Path) -> Store:
    """The same in the engine; tests only read it."""
    found = Store()
    found.bulk_load(path=lines)
    return found
