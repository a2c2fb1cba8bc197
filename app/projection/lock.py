"""Who owns a data folder: the process that projects, service or command line. The kernel ends the lock with the process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import Busy

NAME = "service.lock"


@contextmanager
def owned(data: Path, role: str) -> Iterator[None]:
    """Own the data folder for the length of the block; ``role`` says to others who does ("sayso serve").

    Raises ``Busy`` where another process owns it.
    """
    data.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"{data} is in use by {_written(data)}") from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{role} (process {os.getpid()})\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def owner(data: Path) -> str | None:
    """Who owns the data folder now ("sayso serve (process 12)"), ``None`` where nobody does."""
    try:
        descriptor = os.open(data / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _written(data)
    finally:
        os.close(descriptor)
    return None


def _written(data: Path) -> str:
    return (data / NAME).read_text("utf-8", "replace").strip() or "another process"
