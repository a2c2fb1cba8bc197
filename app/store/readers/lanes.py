"""Who is asked next: the readers that are free, those who wait for one, and how many readers long queries may hold."""

from __future__ import annotations

import threading
from collections import deque
from queue import Empty, SimpleQueue

from app.errors import Busy
from app.store.readers.process import ReaderProcess

ENDING = "the service is ending"

Waiter = SimpleQueue[ReaderProcess | None]
"""Where one who waits gets a reader, or nothing when the service ends."""


class Lanes:
    """The free readers and the waiting room: first come, first served. May be used from several threads.

    All readers but one may be held by long queries; so there is always one that the quick ones pass through.
    """

    def __init__(self, most_long: int, most_waiting: int, patience: float) -> None:
        self._most_long, self._most_waiting, self._patience = most_long, most_waiting, patience
        self._lock = threading.Lock()
        self._free: list[ReaderProcess] = []
        self._waiting: deque[Waiter] = deque()
        self._long = 0
        self._ended = False

    def take(self, long: bool = False) -> ReaderProcess:
        """A reader for one question, which counts as ``long`` from the start where that is known; waits for it.

        The turn must end with ``over``. Raises ``Busy``.
        """
        if long:
            self.turn_long()
        try:
            return self._taken()
        except BaseException:
            self._forget(long)
            raise

    def short_of_readers(self) -> bool:
        """Whether the next one would have to wait."""
        with self._lock:
            return not self._free

    def give(self, reader: ReaderProcess) -> None:
        """A reader is free: the first who waits gets it."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().put(reader)
            else:
                self._free.append(reader)

    def lost(self, reader: ReaderProcess) -> bool:
        """A reader has ended; true where it was free, false where somebody has taken it and will notice."""
        with self._lock:
            if reader not in self._free:
                return False
            self._free.remove(reader)
            return True

    def turn_long(self) -> None:
        """Let one more query be long; raises ``Busy`` where it is one too many."""
        with self._lock:
            if self._long >= self._most_long:
                raise Busy("as many long queries as may be are running: ask for less, or try again later")
            self._long += 1

    def over(self, reader: ReaderProcess, again: bool, long: bool) -> None:
        """A turn has ended: of a long query or not, with a reader that may be asked again or is no more."""
        self._forget(long)
        if again:
            self.give(reader)

    def end(self) -> None:
        """Give out no more readers: who waits and who comes is told that the service is ending."""
        with self._lock:
            self._ended = True
            while self._waiting:
                self._waiting.popleft().put(None)

    @property
    def ended(self) -> bool:
        """Whether ``end`` was called."""
        return self._ended

    def _taken(self) -> ReaderProcess:
        with self._lock:
            if self._ended:
                raise Busy(ENDING)
            if self._free:
                return self._free.pop()
            if len(self._waiting) >= self._most_waiting:
                raise Busy("too many queries wait already: try again in a few seconds")
            waiter: Waiter = SimpleQueue()
            self._waiting.append(waiter)
        return self._waited(waiter)

    def _forget(self, long: bool) -> None:
        with self._lock:
            self._long -= long

    def _waited(self, waiter: Waiter) -> ReaderProcess:
        try:
            reader = waiter.get(timeout=self._patience)
        except Empty:
            reader = self._at_the_last_moment(waiter)
        if reader is None:
            raise Busy(ENDING)
        return reader

    def _at_the_last_moment(self, waiter: Waiter) -> ReaderProcess | None:
        with self._lock:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
                raise Busy("all readers are busy with other queries: try again in a few seconds")
        return waiter.get()
