"""Large answers on the service's side: what a reader process writes to a file is read behind it, at the client's pace."""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Iterator

from app.errors import Busy

PIECE = 1 << 18
"""Bytes that are read at once."""

MOST_OPEN = 16
"""Large answers on disk at a time; each may be as large as ``max_results``."""

STALLED = 30.0
"""Seconds without reading after which an answer gives way to a new one."""


class Spool:
    """One large answer: grown and ended (or cut) by who follows its reader, read by one consumer, closed by either."""

    def __init__(self, descriptor: int, stop: Callable[[], None]) -> None:
        self._file, self._stop = descriptor, stop
        # Re-entrant, since the consumer may be collected, and so close, wherever this thread is.
        self._changed = threading.Condition(threading.RLock())
        self._size = 0
        self._made = self._closed = False
        self._error: Exception | None = None
        self._read = time.monotonic()

    def grown(self, size: int) -> None:
        """There are so many bytes now."""
        with self._changed:
            self._size = size
            self._changed.notify_all()

    def ended(self) -> None:
        """Nothing more comes."""
        with self._changed:
            self._made = True
            self._changed.notify_all()

    def cut(self, error: Exception) -> None:
        """Nothing more comes, though it is not whole: the consumer gets ``error``."""
        with self._changed:
            self._error = self._error or error
            self.ended()

    def part(self, start: int) -> bytes:
        """The next bytes from ``start``, waited for; none at the end. Raises what cut the answer off."""
        with self._changed:
            self._read = math.inf
            self._changed.wait_for(lambda: self._made or self._closed or self._size > start)
            self._read = time.monotonic()
            if self._error is not None:
                raise self._error
            if self._closed:
                raise ValueError("the answer was closed before its end")
            return os.pread(self._file, min(PIECE, self._size - start), start)

    def close(self) -> None:
        """Free the file, and end the work of a reader that is still at it."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            os.close(self._file)
            if not self._made:
                self._stop()
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Whether the file is free."""
        return self._closed

    def unread_for(self) -> float:
        """Seconds since the consumer last got something; less than none while it waits for more."""
        return time.monotonic() - self._read


class Rest(Iterator[bytes]):
    """The ``rest`` of an answer: what follows the first part, for one consumer.

    Whoever lets go of it before its end, by ``close`` or by forgetting it, ends the work on it and frees its file.
    """

    def __init__(self, spool: Spool, start: int) -> None:
        self._spool, self._place = spool, start
        self._ended = False

    def __next__(self) -> bytes:
        if self._ended:
            raise StopIteration
        try:
            part = self._spool.part(self._place)
        except Exception:
            self.close()
            raise
        if not part:
            self._ended = True
            self.close()
            raise StopIteration
        self._place += len(part)
        return part

    def close(self) -> None:
        """Want no more."""
        self._spool.close()

    def __del__(self) -> None:
        self.close()


class OpenAnswers:
    """The large answers that clients read now: so many and no more. One that its client leaves lying gives way to a new one."""

    def __init__(self, most: int = MOST_OPEN, stalled: float = STALLED) -> None:
        self._most, self._stalled = most, stalled
        self._lock = threading.Lock()
        self._open: list[Spool] = []

    def add(self, spool: Spool) -> None:
        """Take one more. Raises ``Busy``."""
        with self._lock:
            self._open = [other for other in self._open if not other.closed]
            if len(self._open) >= self._most:
                self._make_room()
            self._open.append(spool)

    def _make_room(self) -> None:
        oldest = max(self._open, key=Spool.unread_for)
        if oldest.unread_for() < self._stalled:
            raise Busy(f"{self._most} large answers are being read, which is all that may be at a time: try again later")
        oldest.cut(Busy("the answer was not read for so long that it gave way to another"))
        oldest.close()
        self._open.remove(oldest)
