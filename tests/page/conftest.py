"""How the pages are tested: the whole service in this process, on a data folder of its own, with three documents taken in.

The browser tests ask the same service over a real port, with Debian's Chromium; where that or axe is missing they are skipped.
"""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from app.api import create_app
from app.settings import Settings
from tests.together import join

HERE = {"base_url": "http://127.0.0.1:8000", "client": ("127.0.0.1", 50000)}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}

FIRST = {
    "text": (
        "Audit counts the holds that jails decline\n\n"
        "By A. Reed\n\n"
        "The Department of Homeland Security Office of Inspector General said in a report that about 675 jurisdictions "
        "declined to honor detainers of Immigration and Customs Enforcement (ICE) between January 2014 and May 2017.\r\n\r\n"
        "“Many jails never answer a single request 😀 at all,” Sheriff Dana Whitlock of Tarrow County said. She said ICE’s "
        "Detainer Policy asks for an answer within two days.\n\n"
        "Sign up for our newsletter\n"
    ),
    "title": "Audit counts the holds that jails decline",
    "url": "https://harbor.example/audit",
    "publisher": "Harbor Ledger",
    "author": "A. Reed",
    "published": "2018-01-29",
}
SECOND = {
    "text": (
        "The report has an echo\n\n“Many jails never answer a single request 😀 at all,” Sheriff Dana Whitlock of Tarrow "
        "County said, according to the Harbor Ledger. The Department of Justice sent letters to 23 cities on Wednesday.\n"
    ),
    "title": "The report has an echo",
    "publisher": "Dune Wire",
    "published": "2018-02",
}
HOSTILE = {
    "text": (
        "A <b>form</b> & its \"answer\"\n\n“<script>alert('text')</script> is all that the form ever sent back to us,” "
        "Sheriff Dana Whitlock of <i>Tarrow County</i> said on Monday.\n"
    ),
    "title": "<script>alert('title')</script> & \"more\"",
    "url": "https://hostile.example/?a=1&b=<script>",
    "publisher": "<img src=x onerror=alert('publisher')> Gazette",
    "author": "<script>alert('author')</script>",
    "published": "2018-02-01",
}


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page") / "data"


@pytest.fixture(scope="session")
def service(data: Path) -> Iterator[TestClient]:
    """A service with three documents, two of them joined, asked as a browser asks; tests only read it."""
    settings = Settings(data=data)
    with TestClient(create_app(settings, "127.0.0.1"), headers=BROWSER, **HERE) as client:
        for body in (FIRST, SECOND, HOSTILE):
            answer = client.post("/api/documents", json=body)
            assert answer.status_code == 201, answer.text
        (claim,) = client.get("/api/claims", params={"q": "single request"}).json()["items"]
        join(client, settings, claim["id"])
        yield client


@pytest.fixture(scope="session")
def ids(service: TestClient) -> dict[str, str]:
    """A document, an entity and a claim by name."""
    documents = {item["title"]: item["id"] for item in service.get("/api/documents").json()["items"]}
    claims = service.get("/api/claims", params={"q": "single request"}).json()["items"]
    entities = service.get("/api/entities", params={"q": "Immigration and Customs Enforcement"}).json()["items"]
    return {
        "document": documents[FIRST["title"]],
        "second": documents[SECOND["title"]],
        "hostile": documents[HOSTILE["title"]],
        "claim": claims[0]["id"],
        "entity": entities[0]["id"],
        "discrepancy": service.get("/api/discrepancies").json()["items"][0]["id"],
    }


@pytest.fixture(scope="session")
def paths(ids: dict[str, str]) -> dict[str, str]:
    """A page of each kind."""
    return {
        "start": "/",
        "search": "/search?q=request",
        "one type": "/search?q=request&type=claim",
        "documents": "/documents?q=jails",
        "entities": "/entities?type=agency",
        "claims": "/claims?min_documents=1",
        "discrepancies": "/discrepancies?drift=false",
        "discrepancy": f"/discrepancy/{ids['discrepancy']}",
        "document": f"/document/{ids['document']}",
        "hostile": f"/document/{ids['hostile']}",
        "entity": f"/entity/{ids['entity']}",
        "claim": f"/claim/{ids['claim']}",
        "queries": "/queries",
        "query": "/queries/claims-of-source",
        "editor": "/sparql",
        "problem": "/claim/nothing",
        "ontology": "/ontology",
        "shapes": "/shapes",
        "dataset": "/dataset",
        "problems": "/problems",
        "graph": "/graph/claims",
        "software": "/software/sayso-0.1.0",
        "extraction": f"/extraction/{ids['document']}",
    }


@pytest.fixture(scope="session")
def site(service: TestClient) -> Iterator[str]:
    """The address of the same service on a port of this machine."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        server = uvicorn.Server(uvicorn.Config(service.app, lifespan="off", log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("Debian's chromium is not installed")
    return found


@pytest.fixture(scope="session")
def assets(repository: Path) -> Path:
    """The folder of built page assets."""
    folder = repository / "app" / "api" / "page" / "static" / "build"
    if not (folder / "page.js").is_file():
        pytest.skip("the page's assets are not built: make setup")
    return folder


@pytest.fixture(scope="session")
def axe(repository: Path) -> str:
    """The accessibility checker's script."""
    script = repository / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip("axe-core is not installed: make setup")
    return script.read_text("utf-8")
