"""The service as processes: it starts, works beside other commands, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.cli.calling import PATIENCE, call, command, environment


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def get(url: str) -> bytes:
    """The body of an answer."""
    with urlopen(url, timeout=PATIENCE) as answer:
        return answer.read()


def wait_until_ready(port: int) -> None:
    """Wait until the service says that it is ready."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            get(f"http://127.0.0.1:{port}/readyz")
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the service did not become ready")


@contextmanager
def service(data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A running service in a process group of its own; what it says goes to ``said`` beside the data."""
    with said(data).open("wb") as file:
        arguments = command(data, "serve", "--port", str(port))
        process = subprocess.Popen(arguments, env=environment(), start_new_session=True, stderr=file)
    try:
        wait_until_ready(port)
        yield process
    finally:
        if group_lives(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def said(data: Path) -> Path:
    """Where the messages of a service on this data folder are."""
    return data.with_name("said.txt")


def group_lives(group: int) -> bool:
    """Whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until_gone(group: int) -> bool:
    """Whether all processes of the group end within the time that is allowed."""
    deadline = time.monotonic() + 30
    while group_lives(group) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not group_lives(group)


@pytest.mark.slow
@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_and_leaves_no_process(tmp_path: Path, name: signal.Signals) -> None:
    port = free_port()
    with service(tmp_path / "data", port) as process:
        assert json.loads(get(f"http://127.0.0.1:{port}/api/stats"))["documents"] == 0
        process.send_signal(name)
        assert process.wait(30) == 0
        assert wait_until_gone(process.pid)
    assert len(said(tmp_path / "data").read_text().splitlines()) == 1


@pytest.mark.slow
def test_a_killed_service_leaves_no_process(tmp_path: Path) -> None:
    with service(tmp_path / "data", free_port()) as process:
        process.kill()
        process.wait()
        assert wait_until_gone(process.pid)


@pytest.mark.slow
def test_commands_work_beside_it(tmp_path: Path, samples: Path) -> None:
    data, port = tmp_path / "data", free_port()
    with service(data, port):
        added = call(data, "add", samples / "harbor-ledger-detainers.txt")
        assert added.returncode == 0, added.stderr
        assert json.loads(get(f"http://127.0.0.1:{port}/api/stats"))["documents"] == 1
        assert json.loads(call(data, "stats", "--json").stdout)["documents"] == 1
        checked = call(data, "check")
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = call(tmp_path / "data", "serve", "--port", str(port))
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert str(port) in line
