"""Published states of the graph: ``snapshots/{sequence}/`` and ``snapshots/current``, a file with the name of the newest.

A reader holds a shared lock (``flock``) on ``{name}.lock`` while it has a snapshot open; the lock goes with its process,
however that ends. So an old snapshot is removed when, and only when, nobody reads it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import DataFolder

CURRENT = "current"
LONGEST_NAME = 100
POLL = 0.02
"""Seconds between two looks at ``current`` of one who waits for a snapshot."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A snapshot that will not be removed until ``release`` is called or the process ends."""

    name: str
    path: Path
    descriptor: int

    def release(self) -> None:
        """Allow its removal."""
        os.close(self.descriptor)


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The folder of snapshots."""

    folder: Path

    def current(self) -> str | None:
        """The name of the newest snapshot, ``None`` before the first."""
        # Each query asks this twice: opened as here, it takes a tenth of the time of ``read_text``.
        try:
            descriptor = os.open(f"{self.folder}/{CURRENT}", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        try:
            return os.read(descriptor, LONGEST_NAME).decode("ascii").strip()
        finally:
            os.close(descriptor)

    def newest(self) -> str:
        """The name of the newest snapshot. Raises ``DataFolder`` where none was published yet."""
        name = self.current()
        if name is None:
            raise DataFolder("there is no graph to read yet: add a document first")
        return name

    def sequence(self) -> int:
        """The ledger sequence of the newest snapshot, 0 before the first."""
        return sequence_of(self.current() or "0")

    def wait_for(self, sequence: int, timeout: float) -> bool:
        """Wait until a snapshot has the ledger event ``sequence`` in it; false when ``timeout`` seconds were not enough."""
        deadline = time.monotonic() + timeout
        while self.sequence() < sequence:
            if time.monotonic() >= deadline:
                return False
            time.sleep(POLL)
        return True

    def add(self, sequence: int, write: Callable[[Path], None]) -> str:
        """Make a snapshot through ``write``, which fills the folder it is given, and make it the current one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = self._free_name(sequence)
        part = self.folder / f"{name}.part"
        shutil.rmtree(part, ignore_errors=True)
        write(part)
        (self.folder / f"{name}.lock").touch()
        part.rename(self.folder / name)
        self._point_to(name)
        self.prune()
        return name

    def open(self) -> Lease:
        """Hold the newest snapshot. Raises ``DataFolder`` where none was published yet."""
        while True:
            name = self.newest()
            lease = self._hold(name)
            if lease is not None:
                return lease
            if name == self.current():
                raise DataFolder(f"the snapshot {name} is missing: run `sayso rebuild`")

    def prune(self) -> None:
        """Remove every snapshot that is not the newest and that nobody reads, and what an interrupted writer left."""
        current = self.current()
        for lock in self.folder.glob("*.lock"):
            if lock.stem != current:
                self._remove(lock)

    def _free_name(self, sequence: int) -> str:
        # The same sequence is published again after a rebuild. A name means one state, also to caches that remember one long
        # pruned: so the number after the highest is taken (the current snapshot is always there), never one that is free again.
        there = [lock.stem for lock in self.folder.glob("*.lock")]
        last = max((_edition_of(name) for name in there if sequence_of(name) == sequence), default=0)
        return f"{sequence}-{last + 1}" if last else str(sequence)

    def _point_to(self, name: str) -> None:
        part = self.folder / f"{CURRENT}.part"
        part.write_text(f"{name}\n", "ascii")
        part.replace(self.folder / CURRENT)

    def _hold(self, name: str) -> Lease | None:
        try:
            descriptor = os.open(self.folder / f"{name}.lock", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        if not (self.folder / name).is_dir():
            os.close(descriptor)
            return None
        return Lease(name, self.folder / name, descriptor)

    def _remove(self, lock: Path) -> None:
        with lock.open("rb") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            gone = self.folder / f"{lock.stem}.gone"
            with suppress(FileNotFoundError):
                (self.folder / lock.stem).rename(gone)
            for path in (gone, self.folder / f"{lock.stem}.part"):
                shutil.rmtree(path, ignore_errors=True)
            lock.unlink(missing_ok=True)


def sequence_of(name: str) -> int:
    """The ledger sequence that a snapshot's name begins with."""
    return int(name.partition("-")[0])


def _edition_of(name: str) -> int:
    return int(name.partition("-")[2] or 1)
