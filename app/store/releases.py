"""Releases: states of the graph that are kept under a name, whatever comes after: ``data/releases/{name}/``.

A release is there as a whole or not at all: it is written to ``.part-{name}``, whose name no release can have, and appears by
one renaming. It never changes, and its name is never given to another state, even when it has been removed: then a file
``.removed-{name}`` stays in its place. A reader holds a shared lock (``flock``) on the folder, which goes with its process,
so files are taken away when, and only when, nobody reads them.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import AlreadyThere, Busy, DataFolder, Gone, InvalidInput, NotFound
from app.store.copies import opened
from app.store.port import GraphReader
from app.store.snapshots import Lease

RELEASES = "releases"
"""The folder's name in the data folder."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
GRAPH, RECORD = "graph", "ro-crate-metadata.json"
PART, LEFT, REMOVED, LOCK = ".part-", ".left-", ".removed-", ".lock"


@dataclass(frozen=True, slots=True)
class Releases:
    """The folder of releases; each call looks at the disk, so that every process sees a new one at once."""

    folder: Path

    def names(self) -> list[str]:
        """The names of all releases, in the order of the alphabet."""
        try:
            found = [entry.name for entry in os.scandir(self.folder) if NAME.fullmatch(entry.name) and entry.is_dir()]
        except FileNotFoundError:
            return []
        return sorted(name for name in found if not self._mark(name).exists())

    def path(self, name: str) -> Path:
        """The folder of a release. Raises ``NotFound``, and its kind ``Gone`` for one that was removed."""
        if not NAME.fullmatch(name):
            raise NotFound(f"there is no release {name[:80]!r}")
        if self._mark(name).exists():
            raise Gone(f"the release {name!r} was removed; its name is never given to another state")
        if not (self.folder / name).is_dir():
            raise NotFound(f"there is no release {name!r}")
        return self.folder / name

    def graph(self, name: str) -> Path:
        """The folder that the embedded engine opens read-only. Raises ``NotFound``."""
        return self.path(name) / GRAPH

    def open(self, name: str) -> Lease:
        """Hold a release: its files stay until the lease is released, even if it is removed. Raises ``NotFound``."""
        try:
            descriptor = os.open(self.path(name), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except FileNotFoundError:
            raise NotFound(f"there is no release {name!r}") from None
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        try:
            return Lease(name, self.graph(name), descriptor)
        except NotFound:
            os.close(descriptor)
            raise

    def reader(self, name: str) -> GraphReader:
        """The state of a release, held as long as it is in use. Raises ``NotFound``, and ``DataFolder`` for a damaged one."""
        lease = self.open(name)
        return opened(lease.path, name, lease)

    def add(self, name: str, write: Callable[[Path], object]) -> Path:
        """Make a release through ``write``, which fills the folder that it is given.

        Raises ``InvalidInput`` for a name that cannot be, ``AlreadyThere`` for one that is or was given, ``Busy`` where
        another release is being made, and what ``write`` raises; then nothing stays.
        """
        with self._writing():
            self.free(name)
            part = self.folder / f"{PART}{name}"
            part.mkdir()
            try:
                write(part)
                _written_through(part)
                part.rename(self.folder / name)
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
            _sync(self.folder)
        return self.folder / name

    def free(self, name: str) -> None:
        """Raise ``InvalidInput`` for a name that cannot be, and ``AlreadyThere`` for one that is or was given."""
        if not NAME.fullmatch(name):
            raise InvalidInput(
                f"a release's name has up to 64 letters, digits, '.', '_' and '-', and begins with a letter or digit: {name!r}"
            )
        if self._mark(name).exists():
            raise AlreadyThere(f"there was a release {name!r}; a name is never given to another state: choose another")
        if (self.folder / name).exists():
            raise AlreadyThere(f"there is a release {name!r} already, and a release never changes: choose another name")

    def remove(self, name: str) -> bool:
        """Remove a release for good; false where its files stay until the last who reads them has gone.

        Its record stays, so that its name is never given again. Raises ``NotFound``, ``Busy``, and ``DataFolder`` where the
        folder cannot be written.
        """
        folder = self.path(name)
        try:
            with self._writing():
                self._hide(folder)
                return self._cleared(name)
        except OSError as error:
            raise DataFolder(f"the release {name!r} cannot be removed: {error.strerror or error}") from None

    def _hide(self, folder: Path) -> None:
        self.path(folder.name)  # another may have been quicker
        part = self.folder / f"{PART}{REMOVED}{folder.name}"
        part.write_bytes((folder / RECORD).read_bytes() if (folder / RECORD).exists() else b"")
        part.rename(self._mark(folder.name))
        _sync(self.folder)

    def _mark(self, name: str) -> Path:
        return self.folder / f"{REMOVED}{name}"

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOCK).open("ab") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy("another release is being made or removed: try again when that has ended") from None
            self._tidy()
            yield

    def _tidy(self) -> None:
        """Take away what interrupted writers left, and removed releases that nobody reads any more."""
        for left in [*self.folder.glob(f"{PART}*"), *self.folder.glob(f"{LEFT}*")]:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        for mark in self.folder.glob(f"{REMOVED}*"):
            self._cleared(mark.name.removeprefix(REMOVED))

    def _cleared(self, name: str) -> bool:
        folder, left = self.folder / name, self.folder / f"{LEFT}{name}"
        with suppress(FileNotFoundError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                folder.rename(left)
                shutil.rmtree(left)
            except BlockingIOError:
                return False
            finally:
                os.close(descriptor)
        return True


def _written_through(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
