"""Streams hand on what is written while it is written, end with their reader, and pass errors on."""

from __future__ import annotations

from threading import Event
from typing import BinaryIO

import pytest

from app.export.stream import CHUNK, WAITING, Streamed


def test_all_bytes_come_in_order() -> None:
    data = bytes(range(256)) * 2000

    def write(file: BinaryIO) -> None:
        for start in range(0, len(data), 1000):
            file.write(data[start : start + 1000])

    chunks = list(Streamed(write))
    assert b"".join(chunks) == data
    assert len(chunks) > 1


def test_a_writer_waits_for_its_reader() -> None:
    written = 0

    def write(file: BinaryIO) -> None:
        nonlocal written
        for _ in range(1000):
            written += file.write(bytes(CHUNK))

    chunks = iter(Streamed(write))
    next(chunks)
    assert written <= (WAITING + 4) * CHUNK
    assert sum(map(len, chunks)) == 999 * CHUNK


def test_a_reader_that_leaves_stops_the_writer() -> None:
    stopped = Event()

    def write(file: BinaryIO) -> None:
        try:
            while True:
                file.write(bytes(CHUNK))
        finally:
            stopped.set()

    chunks = iter(Streamed(write))
    next(chunks)
    chunks.close()  # type: ignore[attr-defined]
    assert stopped.is_set()


def test_an_error_of_the_writer_reaches_the_reader() -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"begun")
        raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        list(Streamed(write))
