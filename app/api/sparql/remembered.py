"""The answers that one web process remembers, to give them again: bounded by their bytes, the longest unused go first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

OVERHEAD = 1_000
"""What an entry costs beside its content: its headers, its key, the table's room."""

Headers = tuple[tuple[bytes, bytes], ...]
Key = tuple[str, str | None]
"""An entity tag, and the coding of the content."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole answer as it goes over the wire."""

    headers: Headers
    body: bytes


class Remembered:
    """Whole answers by entity tag and coding. Belongs to one event loop, so it needs no lock."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._answers: OrderedDict[Key, Whole] = OrderedDict()

    def get(self, key: Key) -> Whole | None:
        """The answer, which is now the last that goes."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def put(self, key: Key, answer: Whole) -> None:
        """Remember an answer, and forget what is too much then; one that is larger than all that may be kept is not kept."""
        self._forget(key)
        if _size(answer) > self._most:
            return
        self._answers[key] = answer
        self._bytes += _size(answer)
        while self._bytes > self._most:
            self._forget(next(iter(self._answers)))

    def _forget(self, key: Key) -> None:
        gone = self._answers.pop(key, None)
        if gone is not None:
            self._bytes -= _size(gone)


def _size(answer: Whole) -> int:
    return len(answer.body) + OVERHEAD
