"""``kill -9`` at any moment loses no committed document and leaves nothing half done."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bench.recombine import write
from tests.cli.calling import PATIENCE, call, command, environment

DOCUMENTS = 50


def add_until(count: int, data: Path, folder: Path) -> int:
    """Start adding, kill the process as soon as it has reported ``count`` documents; returns how many it reported."""
    process = subprocess.Popen(
        command(data, "add", "--json", folder), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), text=True
    )
    assert process.stdout
    deadline = time.monotonic() + PATIENCE
    seen = 0
    while seen < count and time.monotonic() < deadline and process.stdout.readline():
        seen += 1
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return seen


def quads(data: Path) -> list[str]:
    """All quads in order; blank nodes, which only ontology and shapes have, without their changing labels."""
    return sorted(re.sub(r"_:\w+", "_:blank", line) for line in call(data, "export", "nquads").stdout.splitlines())


@pytest.mark.slow
def test_fifty_documents_survive_kill_in_the_middle(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "in"
    write(folder, DOCUMENTS, length=5)
    for count in (7, 19):
        assert add_until(count, data, folder) == count
    again = call(data, "add", "--json", folder)
    assert again.returncode == 0, again.stderr
    lines = [json.loads(line) for line in again.stdout.splitlines()]
    statuses = [line["status"] for line in lines if "name" in line]
    assert len(statuses) == DOCUMENTS
    assert statuses.count("known") >= 19
    stats = json.loads(call(data, "stats", "--json").stdout)
    assert stats["documents"] == DOCUMENTS
    checked = call(data, "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.slow
def test_a_rebuild_gives_the_same_graph(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "in"
    write(folder, 5, seed=2)
    assert call(data, "add", folder).returncode == 0
    before = quads(data)
    assert call(data, "rebuild").returncode == 0
    after = quads(data)
    assert len(before) > 100
    assert after == before
