"""How conformance is tested: the W3C's own tests, read in place, asked of a real service over HTTP.

All data files of all tests are loaded once, each as a graph of its own; a test chooses its graphs by the protocol's fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.settings import Settings
from tests.w3c.endpoint import Endpoint
from tests.w3c.judging import EVALUATION
from tests.w3c.listing import MISSING
from tests.w3c.serving import load, serving
from tests.w3c.suite import Suite

PATIENCE = 60.0
"""Seconds that an answer may take on a busy machine."""


@pytest.fixture(scope="session")
def suite(shared_data: Path) -> Suite:
    """The SPARQL 1.1 test suite."""
    folder = shared_data / "w3c" / "sparql" / "sparql11"
    if not folder.is_dir():
        pytest.skip(MISSING)
    return Suite(folder)


@pytest.fixture(scope="session")
def endpoint(suite: Suite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """A service on a store with the data of all query tests; tests only read it."""
    data = tmp_path_factory.mktemp("w3c") / "data"
    load(data, suite, suite.cases(*EVALUATION))
    with serving(Settings(data=data)) as address, httpx.Client(base_url=address, timeout=PATIENCE) as client:
        yield Endpoint(client)
