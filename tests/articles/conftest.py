"""The two real articles, taken the whole road by ``sayso add`` and asked through the JSON API."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api import create_app
from app.settings import Settings
from tests.cli.calling import call

Json = dict[str, Any]
Get = Callable[..., Json]
SENTINEL, JOURNAL = OUTLETS = ("The National Sentinel", "The Western Journal")
US = "us-federal-"
SAMPLES, REPORT = Path(__file__).parents[2] / "samples", "oig-18-36-summary.txt"


@contextmanager
def asked(folder: Path, *inputs: Path) -> Iterator[Get]:
    """GET on the API over what ``sayso add`` made of these inputs."""
    done = call(folder / "data", "add", *inputs)
    assert done.returncode == 0, done.stderr
    with TestClient(create_app(Settings(data=folder / "data"))) as client:

        def fetch(path: str, **params: str | int) -> Json:
            answer = client.get(path, params=params)
            assert answer.status_code == 200, answer.text
            return answer.json()

        yield fetch


@pytest.fixture(scope="session")
def get(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """GET on the API over the two articles."""
    folder = tmp_path_factory.mktemp("articles")
    shutil.copytree(shared_data / "articles", folder / "in")
    with asked(folder, folder / "in") as fetch:
        yield fetch


@pytest.fixture(scope="session")
def with_report(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """GET on the API over the two articles and, added after them, a primary document with the report's figures."""
    folder = tmp_path_factory.mktemp("report")
    shutil.copytree(shared_data / "articles", folder / "in")
    (folder / "primary").mkdir()
    for name in (REPORT, "articles.json"):
        shutil.copy(SAMPLES / name, folder / "primary" / name)
    with asked(folder, folder / "in", folder / "primary" / REPORT) as fetch:
        yield fetch


def items(get: Get, path: str, **params: str | int) -> list[Json]:
    """All items of a list."""
    return get(path, limit=1000, **params)["items"]


@pytest.fixture(scope="session")
def documents(get: Get) -> dict[str, str]:
    """The id of each outlet's article."""
    return {document["publisher"]["name"]: document["id"] for document in items(get, "/api/documents")}
