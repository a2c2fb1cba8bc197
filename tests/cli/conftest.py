"""How the command line is tested: as a process of its own, on a data folder of its own, as a person would call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import Sayso, call


@pytest.fixture
def sayso(tmp_path: Path) -> Sayso:
    """``sayso`` on an empty data folder."""
    return lambda *arguments, text=None: call(tmp_path / "data", *arguments, text=text)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder without documents, for calls that are refused and so leave it as it is."""
    return tmp_path_factory.mktemp("empty") / "data"


@pytest.fixture
def on_samples(sample_data: Path) -> Sayso:
    """``sayso`` on the data folder with the samples."""
    return lambda *arguments, text=None: call(sample_data, *arguments, text=text)
