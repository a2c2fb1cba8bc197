"""Where the engine writes an answer: in memory while it is small, then in a file without a name that the service follows."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from app.errors import QueryTooLarge

ANSWERS = "answers"
"""The folder of large answers in the data folder, whose disk is made for it; nothing in it has a name."""

STEP = 1 << 18
"""Bytes of a large answer between two words about how far it is."""

READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class Follower(Protocol):
    """Who is told how a large answer gets on."""

    def begun(self, media_type: str, descriptor: int) -> None:
        """The answer, of this type, is larger than the buffer; from now on it is written to this open file."""

    def grown(self, size: int) -> None:
        """The file has so many bytes now."""


class Output:
    """A file to the engine, which takes no more than ``most`` bytes, and keeps no more than ``buffer`` in memory.

    ``media_type`` is to be set before the first byte is written.
    """

    def __init__(self, most: int, buffer: int, data: Path, follower: Follower) -> None:
        self._most, self._limit = most, buffer
        self._data, self._follower = data, follower
        self._held = bytearray()
        self._file: int | None = None
        self._size = 0
        self.media_type = ""

    def write(self, part: bytes) -> int:
        """Take in more. Raises ``QueryTooLarge``, also where the disk is full."""
        self._size += len(part)
        if self._size > self._most:
            raise QueryTooLarge(f"the answer is larger than {self._most} bytes: ask for less, or page with LIMIT and OFFSET")
        self._held += part
        if len(self._held) > self._limit:
            self._spill()
        return len(part)

    def flush(self) -> None:
        """Nothing: what is held is written by steps."""

    def ended(self) -> bytes | None:
        """The whole answer where it stayed in memory; ``None`` where it is in the file, which is now complete."""
        if self._file is None:
            return bytes(self._held)
        self._spill()
        return None

    def close(self) -> None:
        """Let go of the file; who follows has it open."""
        if self._file is not None:
            os.close(self._file)

    def _spill(self) -> None:
        if self._file is None:
            with _on_disk():
                self._file = _unnamed(self._data / ANSWERS)
            self._limit = STEP
            self._follower.begun(self.media_type, self._file)
        with _on_disk():
            rest = memoryview(self._held)
            while rest:
                rest = rest[os.write(self._file, rest) :]
        self._held = bytearray()
        self._follower.grown(self._size)


@contextmanager
def _on_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise QueryTooLarge(f"so large an answer cannot be put on disk ({error.strerror}): ask for less") from None


def _unnamed(folder: Path) -> int:
    """A new open file without a name; in the system's folder where the data can only be read."""
    try:
        folder.mkdir(exist_ok=True)
        return _opened(folder)
    except OSError as error:
        if error.errno not in READ_ONLY:
            raise
        return _opened(None)


def _opened(folder: Path | None) -> int:
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        return os.dup(file.fileno())
