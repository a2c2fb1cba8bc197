"""How the API is tested: the whole service in this process, on a folder of its own, with two documents taken in over HTTP.

Every test is run on every engine (``tests/engines``). A fixture that outlives a test and makes a service asks for ``engine``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from app.api import create_app
from app.settings import Settings
from tests.api.stock import FROM_HERE, Stock
from tests.engines.differences import DIFFERENCES
from tests.engines.places import HERE

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


class Client(TestClient):
    """A client whose service has a place in the engine of the test at hand."""

    def __init__(self, settings: Settings, host: str | None) -> None:
        self._places, self._data = HERE.get(), settings.data
        app = create_app(self._places.take(settings) if self._places else settings, host)
        super().__init__(app, raise_server_exceptions=False, follow_redirects=False, **FROM_HERE)  # type: ignore[arg-type]

    def request(self, *args: Any, **kwargs: Any) -> Response:
        """The answer; refuses to let a test believe that it is on another engine than it is."""
        assert HERE.get() in (None, self._places), "this service was made on another engine: let its fixture ask for `engine`"
        return super().request(*args, **kwargs)

    def __exit__(self, *args: Any) -> None:
        try:
            super().__exit__(*args)
        finally:
            if self._places:
                self._places.leave(self._data)


def client_of(settings: Settings, host: str | None = "127.0.0.1") -> TestClient:
    """A client on this machine of a service that listens on ``host``; what the service does not foresee becomes an answer."""
    return Client(settings, host)


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], TestClient]]:
    """A service with two documents on each engine, made when it is first wanted and kept, since tests only read it."""
    made: dict[str, TestClient] = {}
    with ExitStack() as stack:

        def service_on(engine: str) -> TestClient:
            if engine not in made:
                client = stack.enter_context(client_of(Settings(data=tmp_path_factory.mktemp("api") / "data")))
                for body in (FIRST, SECOND):
                    answer = client.post("/api/documents", json=body)
                    assert answer.status_code == 201, answer.text
                made[engine] = client
            return made[engine]

        yield service_on


@pytest.fixture(scope="session")
def service(services: Callable[[str], TestClient], engine: str) -> TestClient:
    """A service with two documents; tests only read it."""
    return services(engine)


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """Data folders with documents in them, for services that tests start."""
    return Stock(tmp_path_factory.mktemp("stock"))


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


@pytest.fixture(autouse=True)
def _on_each_engine(engine: str) -> None:
    """Every test here is run on every engine."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what makes no service and so is the same on every engine; expect to fail what cannot be the same.

    That such a test passes is then an error, so that the list of differences stays true.
    """
    mine = [item for item in items if isinstance(item, pytest.Function) and "engine" in item.fixturenames]
    needless = [item for item in mine if kind_of(item) != "embedded" and not makes_a_service(item)]
    if needless:
        config.hook.pytest_deselected(items=needless)
        items[:] = [item for item in items if item not in set(needless)]
    for item in mine:
        for name, reason in DIFFERENCES.get(kind_of(item), {}).items():
            if name in (item.originalname, item.name.replace(f"{kind_of(item)}-", "").replace(f"[{kind_of(item)}]", "")):
                item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


def kind_of(item: pytest.Function) -> str:
    """The engine that a test is run on."""
    return str(item.callspec.params["engine"])


def makes_a_service(item: pytest.Function) -> bool:
    """Whether the test has a service to talk to."""
    return bool({"service", "empty", "shelf"} & set(item.fixturenames)) or hasattr(item.module, "client_of")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, stock: Stock, engine: str) -> Iterator[TestClient]:
    """A service with one document and small limits, for tests of workspace graphs."""
    data = stock.copied(tmp_path_factory.mktemp("graphs") / "data", SECOND)
    with client_of(Settings(data=data, max_workspace_graph=20_000, max_body=100_000)) as client:
        yield client


@pytest.fixture
def client(shelf: TestClient) -> Iterator[TestClient]:
    """The shelf, without workspace graphs before and after a test."""
    yield shelf
    for item in shelf.get("/graphs?kind=workspace").json()["items"]:
        assert shelf.delete(f"/graphs/{item['id']}").status_code == 204
