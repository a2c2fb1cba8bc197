"""From writers that want a file to a stream of chunks, without ever holding the whole."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import BinaryIO, cast

CHUNK = 65_536
"""Bytes of one chunk: enough to make few, small enough to begin at once."""

WAITING = 8
"""Chunks that may wait to be read; the writer pauses while there are more."""

PATIENCE = 0.2
"""Seconds between two looks at whether the other side is still there."""


class Abandoned(Exception):
    """The reader of the stream has gone; the writer stops."""


class _Pipe(io.RawIOBase):
    """A file whose bytes go to a bounded queue."""

    def __init__(self, queue: Queue[bytes | None], gone: Event) -> None:
        self._queue = queue
        self._gone = gone

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        chunk = bytes(memoryview(cast(bytes, data)))
        while not self._gone.is_set():
            try:
                self._queue.put(chunk, timeout=PATIENCE)
            except Full:
                continue
            return len(chunk)
        raise Abandoned


class Streamed:
    """The chunks that ``write`` writes into the file it is given, in a thread of its own.

    An error of the writer is raised to whoever reads the chunks; a reader that stops early stops the writer.
    """

    def __init__(self, write: Callable[[BinaryIO], None]) -> None:
        self._write = write
        self._queue: Queue[bytes | None] = Queue(WAITING)
        self._gone = Event()
        self._error: BaseException | None = None

    def __iter__(self) -> Iterator[bytes]:
        thread = Thread(target=self._run, daemon=True)
        thread.start()
        try:
            yield from self._chunks(thread)
        finally:
            self._gone.set()
            thread.join()
        if self._error is not None:
            raise self._error

    def _chunks(self, thread: Thread) -> Iterator[bytes]:
        while True:
            try:
                chunk = self._queue.get(timeout=PATIENCE)
            except Empty:
                if not thread.is_alive() and self._queue.empty():
                    return
                continue
            if chunk is None:
                return
            yield chunk

    def _run(self) -> None:
        pipe = _Pipe(self._queue, self._gone)
        try:
            with io.BufferedWriter(pipe, CHUNK) as file:
                self._write(cast(BinaryIO, file))
        except Abandoned:
            return
        except BaseException as error:
            self._error = error
        self._finish()

    def _finish(self) -> None:
        while not self._gone.is_set():
            try:
                self._queue.put(None, timeout=PATIENCE)
            except Full:
                continue
            return
