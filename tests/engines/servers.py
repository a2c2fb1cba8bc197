"""Other SPARQL engines, started for tests on loopback with folders of their own; they end with the process that made them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import pytest
import requests
from pydantic import SecretStr

PATIENCE = 90.0
"""Seconds that an engine may take to start, on a machine that does much else."""

PASSWORD = "a password"

VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
CaseMode = 2
CheckpointInterval = 0
MaxClientConnections = 40
NumberOfBuffers = 4000
MaxDirtyBuffers = 2500
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
MaxClientConnections = 40
ServerThreads = 40
Charset = UTF-8
EnabledGzipContent = 1
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 0
"""

VIRTUOSO_USERS = f"""\
USER_SET_PASSWORD ('dba', '{PASSWORD} of the owner');
DB.DBA.USER_CREATE ('sayso', '{PASSWORD}');
GRANT SPARQL_UPDATE TO "sayso";
DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('sayso', 7);
"""


class Server(Protocol):
    """An engine that runs."""

    @property
    def settings(self) -> dict[str, Any]:
        """How Sayso is told of it."""

    lasting: bool
    """Whether another service may have it when one is done with it."""

    def stop(self) -> None:
        """End it."""


class Oxigraph:
    """The ``oxigraph`` server of the package of that name, its data in memory. ``seconds``: its own time limit for queries.

    It goes on with some queries that it has given up, as with a count over a product, until it is ended.
    """

    lasting = False

    def __init__(self, folder: Path, seconds: int = 20) -> None:
        program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
        if program is None:
            pytest.skip("the oxigraph server is not installed (package oxigraph)")
        self.address = f"http://127.0.0.1:{free_port()}"
        command = [program, "serve", "--timeout-s", str(seconds), "--bind", self.address.removeprefix("http://")]
        self._process = started(command, folder, f"{self.address}/query?query=ASK%7B%7D")

    @property
    def settings(self) -> dict[str, Any]:
        """It says by its address that the default graph is the union, and has an update service."""
        return {
            "store_url": f"{self.address}/query?union-default-graph",
            "store_update_url": f"{self.address}/update",
            "store_graph_url": None,
            "store_auth": "none",
        }

    def stop(self) -> None:
        """End it."""
        ended(self._process)


class Virtuoso:
    """Debian's Virtuoso 7 with an empty database, and a user who may write."""

    lasting = True

    def __init__(self, folder: Path, rows: int = 1_000_000) -> None:
        if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
            pytest.skip("Virtuoso is not installed (Debian package virtuoso-opensource-7-bin; make engines)")
        sql, http = free_port(), free_port()
        self.address = f"http://127.0.0.1:{http}"
        (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=sql, http=http, rows=rows))
        command = ["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"]
        self._process = started(command, folder, f"{self.address}/sparql?query=ASK%7B%7D")
        isql = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", "errors=stdout"]
        said = subprocess.run(isql, input=VIRTUOSO_USERS, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout
        assert "Error" not in said, said

    @property
    def settings(self) -> dict[str, Any]:
        """It has an address for everybody, and others that want to know who writes."""
        return {
            "store_url": f"{self.address}/sparql",
            "store_update_url": f"{self.address}/sparql-auth",
            "store_graph_url": f"{self.address}/sparql-graph-crud-auth",
            "store_auth": "digest",
            "store_user": "sayso",
            "store_password": SecretStr(PASSWORD),
        }

    def stop(self) -> None:
        """End it."""
        ended(self._process)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def started(command: list[str], folder: Path, probe: str) -> subprocess.Popen[bytes]:
    """The process, as soon as it answers at the address ``probe``. It is killed when ours ends, however that comes about."""
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command], cwd=folder, stdout=log, stderr=log)
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(requests.ConnectionError):
            if requests.get(probe, timeout=PATIENCE).ok:
                return process
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError(f"{command[0]} did not start: {(folder / 'server.log').read_text('utf-8', 'replace')[-2000:]}")
        time.sleep(0.05)


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a server whose data nobody wants any more."""
    process.kill()
    process.wait()
