"""Data folders with documents in them: taken in over HTTP once by a service, then copied for each test that starts its own.

To take documents in loads the models and goes the whole road, which takes seconds; to start a service on a copy of what came of
it takes tenths. Where the service of a test is on another engine, that is empty, and it projects the ledger of its copy anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from starlette.testclient import TestClient

from app.api import create_app
from app.settings import Settings

FROM_HERE = {"base_url": "http://127.0.0.1:8000", "client": ("127.0.0.1", 50000)}
"""As a browser on this machine would come."""


class Stock:
    """The data folders that were made so far, by the documents that are in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Path] = {}

    def copied(self, data: Path, *bodies: Mapping[str, str]) -> Path:
        """The new data folder ``data`` with these documents in it, in this order."""
        key = repr(bodies)
        if key not in self._made:
            self._made[key] = self._taken_in(bodies)
        return Path(shutil.copytree(self._made[key], data))

    def _taken_in(self, bodies: tuple[Mapping[str, str], ...]) -> Path:
        data = self._folder / str(len(self._made))
        with TestClient(create_app(Settings(data=data), "127.0.0.1"), **FROM_HERE) as client:  # type: ignore[arg-type]
            for body in bodies:
                answer = client.post("/api/documents", json=body)
                assert answer.status_code == 201, answer.text
        return data
