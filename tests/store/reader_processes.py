"""What tests see of reader processes: through ``/proc``, as an operator would."""

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i ?l"
AT_WORK = 0.4
"""Seconds of processor time that no reader takes to start."""


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Return when something has come true; fail where it does not."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.02)


def readers(data: Path, parent: int | None = None) -> set[int]:
    """The reader processes that a process (this one if none is named) has on a data folder."""
    wanted = (b"app.store.readers.child", str(data).encode())
    return {pid for pid in _children(parent or os.getpid()) if all(word in _command(pid) for word in wanted)}


def busy_readers(data: Path) -> set[int]:
    """Those of this process that have been at work on a question."""
    ticks = os.sysconf("SC_CLK_TCK")
    return {pid for pid in readers(data) if sum(map(int, _status(pid)[11:13])) > AT_WORK * ticks}


def _children(parent: int) -> list[int]:
    pids = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if (status := _status(pid)) and int(status[1]) == parent and status[0] != "Z"]


def alive(pid: int) -> bool:
    """Whether a process has not ended."""
    status = _status(pid)
    return bool(status) and status[0] != "Z"


def open_files() -> int:
    """How many files this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def readers_at_rest(data: Path, count: int) -> set[int]:
    """The reader processes when there are so many, and none that has been killed is still there."""
    found: set[int] = set()

    def enough() -> bool:
        nonlocal found
        found = at_rest(lambda: readers(data))
        return len(found) == count

    until(enough)
    return found


def files_at_rest() -> int:
    """How many files this process has open when all that is done beside the test has been done."""
    gc.collect()
    return at_rest(open_files)


def at_rest(look: Callable[[], T]) -> T:
    """What is seen when it has been the same for some tenths of a second."""
    seen = [look()]
    while len(seen) < 10 or any(other != seen[-1] for other in seen[-10:]):
        time.sleep(0.03)
        seen.append(look())
    return seen[-1]


def _status(pid: int) -> list[str]:
    """From the third field of ``/proc/PID/stat`` (proc(5)) on; nothing where there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
