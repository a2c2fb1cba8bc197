"""What all tests share.

Strategy: a test builds the smallest data that shows its behaviour, in a folder of its own (``tmp_path``), with the real parts:
real spaCy pipeline, real SQLite, real Oxigraph, real processes. Nothing that can run here is replaced by a pretence. What is
costly to build (the sample documents as a graph) is built once and only read or copied. Data that is not ours to ship lies
beside the repository in ``../shared/data``; tests that need it skip with the reason where it is not there. Suites that take
more than a few seconds are marked ``slow``; ``make test`` runs them all the same.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.calling import call
from tests.engines.fixtures import all_places, engine

__all__ = ["all_places", "engine"]

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def samples(repository: Path) -> Path:
    """The folder of sample documents that ship with Sayso."""
    return repository / "samples"


@pytest.fixture(scope="session")
def samples_read(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which ``sayso add`` has read the samples, once for all workers; tests only copy it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    done = shared / "samples-read"
    with (shared / "samples-read.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.is_dir():
            added = call(shared / "samples-being-read", "add", samples)
            assert added.returncode == 0, added.stderr
            (shared / "samples-being-read").rename(done)
    return done


@pytest.fixture(scope="session")
def sample_data(samples_read: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the samples read; tests only read it."""
    return Path(shutil.copytree(samples_read, tmp_path_factory.mktemp("samples") / "data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The data that is not ours to ship: real articles, corpora, W3C suites."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not there: the articles and corpora that are not ours to ship")
    return folder
