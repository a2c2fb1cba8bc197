"""The line between the service and one of its reader processes: messages, each with values (JSON) and bytes.

JSON and not pickle, so that a reader that a hostile query has taken over could make its parent do nothing.
"""

from __future__ import annotations

import json
import select
import socket
import struct
from dataclasses import dataclass, field
from typing import Any

PREFIX = struct.Struct("!II")
"""Lengths of the values and of the bytes that follow."""

DAY = 86_400
"""Seconds; what is longer does not fit the system's clocks of milliseconds."""

PART = 1 << 20
"""Most bytes taken from the line at once."""


@dataclass(frozen=True, slots=True)
class Message:
    """What one end says to the other; ``descriptor`` is an open file that goes with it and belongs to who receives it."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    body: bytes = b""
    descriptor: int | None = None


class Line:
    """One end of the line, used by one thread at a time."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._readable = select.poll()
        self._readable.register(end, select.POLLIN)

    def send(self, message: Message) -> None:
        """Say something. Raises ``OSError`` where nobody is at the other end."""
        self._end.settimeout(None)
        values = json.dumps([message.kind, message.values]).encode()
        written = b"".join((PREFIX.pack(len(values), len(message.body)), values, message.body))
        sent = 0 if message.descriptor is None else socket.send_fds(self._end, [written], [message.descriptor])
        self._end.sendall(memoryview(written)[sent:])

    def ready(self, seconds: float | None) -> bool:
        """Wait until there is something to receive or the other end has gone; false when ``seconds`` (or a day) have passed."""
        return bool(self._readable.poll(None if seconds is None else _bounded(seconds) * 1000))

    def receive(self, seconds: float | None = None) -> Message:
        """The next message. Raises ``EOFError`` or ``OSError`` where the other end has gone, ``TimeoutError``."""
        self._end.settimeout(None if seconds is None else _bounded(seconds))
        start, descriptors, _, _ = socket.recv_fds(self._end, PREFIX.size, 1)
        if not start:
            raise EOFError
        lengths = PREFIX.unpack(start + self._exactly(PREFIX.size - len(start)))
        kind, values = json.loads(self._exactly(lengths[0]))
        return Message(kind, values, self._exactly(lengths[1]), descriptors[0] if descriptors else None)

    def close(self) -> None:
        """Hang up."""
        self._end.close()

    def _exactly(self, length: int) -> bytes:
        if length <= 0:
            return b""
        taken = bytearray(length)
        rest = memoryview(taken)
        while rest:
            count = self._end.recv_into(rest[:PART])
            if not count:
                raise EOFError
            rest = rest[count:]
        return bytes(taken)


def _bounded(seconds: float) -> float:
    return min(max(0.0, seconds), DAY)
