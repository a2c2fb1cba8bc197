"""Bytes from files and streams, never more than a document may have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import TooLarge, UnreadableDocument


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes; a larger one is refused before it is read.

    Raises ``TooLarge`` or ``UnreadableDocument``.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableDocument("it is not a regular file")
        if size > limit:
            raise too_large(limit, size)
        with path.open("rb") as stream:
            return read_stream(stream, limit)
    except OSError as error:
        raise unopened(error) from error


def read_stream(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream, at most ``limit``. Raises ``TooLarge``."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(limit)
    return data


def bounded_lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream without their ends; ``None`` for one of more than ``limit`` bytes, which is passed over."""
    while line := stream.readline(limit + 2):
        if len(line.rstrip(b"\r\n")) <= limit:
            yield line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield None


def too_large(limit: int, size: int | None = None) -> TooLarge:
    """The error for what is larger than a document may be."""
    has = f"it has {size:,} bytes, more than" if size else "it is larger than"
    return TooLarge(f"{has} the {limit:,} that a document may have (setting SAYSO_MAX_DOCUMENT)")


def unopened(error: OSError) -> UnreadableDocument:
    """The error for what the system does not let us open."""
    if isinstance(error, FileNotFoundError):
        return UnreadableDocument("there is no such file")
    return UnreadableDocument(f"it cannot be opened: {error.strerror or type(error).__name__}")
