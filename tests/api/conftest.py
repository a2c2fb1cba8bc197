"""How the API is tested: the whole service in this process, on a folder of its own, with two documents taken in over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.api import create_app
from app.settings import Settings

HERE = {"base_url": "http://127.0.0.1:8000", "client": ("127.0.0.1", 50000)}
"""As a browser on this machine would come."""

FIRST = {
    "text": (
        "Audit counts the holds that jails decline\n\n"
        "WASHINGTON — The Department of Homeland Security Office of Inspector General said in a report that about 675 "
        "jurisdictions declined to honor detainers of Immigration and Customs Enforcement (ICE) between January 2014 and "
        "May 2017.\n\n"
        "“Many jails never answer a request at all,” Acting Inspector General John Kelly said.\n\n"
        "The office recommended that ICE count every declined request. ICE agreed with the recommendation.\n"
    ),
    "title": "Audit counts the holds that jails decline",
    "url": "https://harbor.example/audit",
    "publisher": "Harbor Ledger",
    "author": "A. Reed",
    "published": "2018-01-29",
}
SECOND = {
    "html": (
        "<!doctype html><html><head><title>Letters sent to cities</title></head><body><article><h1>Letters sent to cities</h1>"
        "<p>The Justice Department sent letters to 23 cities on Wednesday, according to a statement of the Department of "
        "Justice. The letters ask whether the cities comply with 8 USC 1373, a federal law about information on immigration "
        "status.</p><p>“Many jails never answer a request at all,” Acting Inspector General John Kelly of the Department of "
        "Homeland Security said, according to the Wren Institute. The Department of Justice did not answer questions about "
        "the letters.</p></article></body></html>"
    ),
    "publisher": "Dune Wire",
    "published": "2018-02",
}


def client_of(settings: Settings, host: str | None = "127.0.0.1") -> TestClient:
    """A client on this machine of a service that listens on ``host``; what the service does not foresee becomes an answer."""
    return TestClient(create_app(settings, host), raise_server_exceptions=False, follow_redirects=False, **HERE)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service with two documents; tests only read it."""
    with client_of(Settings(data=tmp_path_factory.mktemp("api") / "data")) as client:
        for body in (FIRST, SECOND):
            answer = client.post("/api/documents", json=body)
            assert answer.status_code == 201, answer.text
        yield client


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """A service without documents."""
    with client_of(Settings(data=tmp_path / "data")) as client:
        yield client


@pytest.fixture(scope="session")
def first(service: TestClient) -> str:
    """The id of the first document."""
    (found,) = service.get("/api/documents", params={"kind": "article", "published_to": "2018-01"}).json()["items"]
    return str(found["id"])
