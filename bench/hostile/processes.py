"""The processes of a running service and their memory, as ``/proc`` shows them (proc(5))."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READER = b"app.store.readers.child"
PAGE = os.sysconf("SC_PAGE_SIZE")
PAUSE = 0.5
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Look:
    """Bytes of resident memory at one moment: of all readers, of the largest of them, of all other processes."""

    processes: int
    readers: int
    largest: int
    others: int

    @property
    def all(self) -> int:
        """Of all processes; what they share counts for each."""
        return self.readers + self.others


def of_session(leader: int) -> list[int]:
    """The living processes of a session, which is what a service and all its children are."""
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _session(folder) == leader]


def look(leader: int) -> Look:
    """The memory of a session's processes now."""
    readers: list[int] = []
    others: list[int] = []
    for pid in of_session(leader):
        try:
            resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
            (readers if READER in Path(f"/proc/{pid}/cmdline").read_bytes() else others).append(resident)
        except (FileNotFoundError, ProcessLookupError):
            continue
    return Look(len(readers) + len(others), sum(readers), max(readers, default=0), sum(others))


@contextmanager
def watching(leader: int) -> Iterator[list[Look]]:
    """The looks at a session's processes from the beginning of the block to its end."""
    looks, over = [look(leader)], threading.Event()

    def watch() -> None:
        while not over.wait(PAUSE):
            looks.append(look(leader))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield looks
    finally:
        over.set()
        thread.join()
        looks.append(look(leader))


def left(leader: int, patience: float = 10.0) -> list[int]:
    """The processes of a session that do not end by themselves."""
    deadline = time.monotonic() + patience
    while (pids := of_session(leader)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return pids


def _session(folder: Path) -> int | None:
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == "Z" else int(fields[3])
