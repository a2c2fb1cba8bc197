"""The body of the engine's answer as a file: no longer than its time, and never taken for whole where it broke off."""

from __future__ import annotations

import io
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

from requests import Response
from urllib3.exceptions import HTTPError

from app.errors import EngineFailed, QueryTimeout
from app.store.remote.dialects import mended

PART = 1 << 16
"""Bytes read at once."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long something may take, counted from when this is made."""

    seconds: float
    start: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Seconds that are left; some, always, since a socket takes 0 as no waiting at all."""
        return max(0.001, self.start + self.seconds - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self.start + self.seconds

    def error(self) -> QueryTimeout:
        """What says so."""
        return QueryTimeout(f"the query was stopped after {self.seconds:g} seconds: ask for less")


class Body(io.RawIOBase):
    """Reads the body until its end. Raises ``QueryTimeout`` and ``EngineFailed``. ``close`` lets go of the connection."""

    def __init__(self, response: Response, deadline: Deadline) -> None:
        self._response, self._deadline = response, deadline
        # A socket waits for its next byte; only another thread can end a body that comes too slowly as a whole.
        self._alarm = threading.Timer(deadline.left(), self.stop)
        self._alarm.daemon = True
        self._alarm.start()

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end."""
        try:
            part: bytes = self._response.raw.read(size if 0 < size < PART else PART, decode_content=True)
        except (HTTPError, OSError, ValueError) as error:
            if self._deadline.passed:
                raise self._deadline.error() from None
            raise EngineFailed(f"the graph engine broke off its answer: {error}") from None
        if not part and self._deadline.passed:
            raise self._deadline.error()
        return part

    def stop(self) -> None:
        """End the reading of another thread."""
        with suppress(Exception):  # it has ended already
            self._response.raw.shutdown()

    def close(self) -> None:
        """Let go."""
        self._alarm.cancel()
        self._response.close()
        super().close()


class MendedBody(io.RawIOBase):
    """What Virtuoso gives as the standards have it, line by line."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._read, self._mended = bytearray(), bytearray()
        self._ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end; never more than ``size``, which would bring pyoxigraph down."""
        while not self._mended and not self._ended:
            self._mend_more()
        taken = bytes(self._mended[: size if size > 0 else PART])
        del self._mended[: len(taken)]
        return taken

    def _mend_more(self) -> None:
        part = self._body.read(PART)
        self._ended = not part
        self._read += part
        end = len(self._read) if self._ended else self._read.rfind(b"\n") + 1
        self._mended += mended(bytes(self._read[:end]))
        del self._read[:end]
