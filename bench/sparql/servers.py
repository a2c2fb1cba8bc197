"""The servers that are compared, each started on the same data as its own process or processes, and ended with the block."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.sparql.client import Address, Failed, one
from bench.sparql.data import DataSet

OURS, OXIGRAPH, RDFLIB = "sayso", "oxigraph", "rdflib-endpoint"
HOST = "127.0.0.1"
READY = 300.0
"""Seconds that a server may take to load its data."""
PATIENCE = 10.0
"""Seconds that a server may take to end before it is killed."""
MOST_FOR_RDFLIB = 300_000
"""More quads than this rdflib would hold in gigabytes, and answer in minutes; the comparison with it ends here."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A server: how it is started on a data set, where it answers queries, and why it may be missing."""

    name: str
    command: Callable[[DataSet, int], list[str]]
    path: str
    missing: Callable[[], str | None] = lambda: None


def ours(workers: int) -> Peer:
    """``sayso serve``, with so many web processes."""
    start = [sys.executable, "-m", "app.cli.main"]
    options = ["--workers", str(workers)]
    return Peer(OURS, lambda data, port: [*start, "--data", str(data.data), "serve", "--port", str(port), *options], "/sparql")


def oxigraph() -> Peer:
    """The Oxigraph server, reading a copy of our snapshot."""
    flags = ["serve-read-only", "--union-default-graph", "--location"]
    return Peer(
        OXIGRAPH,
        lambda data, port: [_oxigraph() or OXIGRAPH, *flags, str(data.copy), "--bind", f"{HOST}:{port}"],
        "/query",
        lambda: None if _oxigraph() else "the package oxigraph is not installed",
    )


def rdflib() -> Peer:
    """rdflib-endpoint under uvicorn, with the snapshot's quads in memory."""
    start = [sys.executable, "-m", "bench.sparql.rdflib_server"]
    found = importlib.util.find_spec("rdflib_endpoint") is not None
    return Peer(
        RDFLIB,
        lambda data, port: [*start, str(data.file), str(port)],
        "/",
        lambda: None if found else "the package rdflib-endpoint is not installed",
    )


def peers(workers: int) -> Mapping[str, Peer]:
    """All servers by name, ours first."""
    return {peer.name: peer for peer in (ours(workers), oxigraph(), rdflib())}


def reason_to_skip(peer: Peer, quads: int) -> str | None:
    """Why a server is left out on a data set of this size, ``None`` where it is not."""
    if peer.name == RDFLIB and quads > MOST_FOR_RDFLIB:
        return f"not run above {MOST_FOR_RDFLIB:,} quads: it holds them as Python objects and answers in minutes"
    return peer.missing()


class Server:
    """A server on a free port, which answers; to be closed, whereupon its processes are gone."""

    def __init__(self, peer: Peer, data: DataSet) -> None:
        self._peer, self._data = peer, data
        self._start()

    def _start(self) -> None:
        self.address = Address(HOST, _free_port(), self._peer.path)
        command = self._peer.command(self._data, self.address.port)
        with (self._data.folder / f"{self._peer.name}.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        try:
            _await(self.process, self.address, self._peer)
        except BaseException:
            self.close()
            raise

    def again(self) -> None:
        """Start anew: it still works at what nobody waits for any more."""
        self.close()
        self._start()

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _await(process: subprocess.Popen[bytes], address: Address, peer: Peer) -> None:
    deadline = time.monotonic() + READY
    while True:
        try:
            one(address, "ASK { ?s ?p ?o }", READY)
        except Failed as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{peer.name} did not start: {error}") from None
            time.sleep(0.1)
        else:
            return


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _oxigraph() -> str | None:
    beside = Path(sys.executable).parent / OXIGRAPH
    return str(beside) if beside.exists() else shutil.which(OXIGRAPH)
