"""Which questions were long when they were last asked, so that asking again at once does not take the quick ones' reader."""

from __future__ import annotations

import threading

from app.store.asking import Question

MOST = 1000
"""Questions that are remembered, the latest; each costs the bytes of a number."""


class KnownLong:
    """May be used from several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._known: dict[int, None] = {}

    def knows(self, question: Question) -> bool:
        """Whether it was long the last time."""
        return hash(question) in self._known

    def learn(self, question: Question, long: bool) -> None:
        """It was long this time, or it was not."""
        with self._lock:
            self._known.pop(hash(question), None)
            if long:
                self._known[hash(question)] = None
            while len(self._known) > self._most:
                self._known.pop(next(iter(self._known)))
