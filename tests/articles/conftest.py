"""The two real articles, taken the whole road by ``sayso add`` and asked through the JSON API."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
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


@pytest.fixture(scope="session")
def get(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """GET on the API over the two articles."""
    folder = tmp_path_factory.mktemp("articles")
    shutil.copytree(shared_data / "articles", folder / "in")
    done = call(folder / "data", "add", folder / "in")
    assert done.returncode == 0, done.stderr
    with TestClient(create_app(Settings(data=folder / "data"))) as client:

        def fetch(path: str, **params: str | int) -> Json:
            answer = client.get(path, params=params)
            assert answer.status_code == 200, answer.text
            return answer.json()

        yield fetch


def items(get: Get, path: str, **params: str | int) -> list[Json]:
    """All items of a list."""
    return get(path, limit=1000, **params)["items"]


@pytest.fixture(scope="session")
def documents(get: Get) -> dict[str, str]:
    """The id of each outlet's article."""
    return {document["publisher"]["name"]: document["id"] for document in items(get, "/api/documents")}
