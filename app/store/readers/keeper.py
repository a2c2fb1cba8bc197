"""Keeps one reader process alive: starts it, gives it to the lanes, and replaces it when it has ended."""

from __future__ import annotations

import logging
import threading

from app.store.readers.lanes import Lanes
from app.store.readers.process import ReaderProcess, Share

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 10.0
"""Seconds before a reader is started again that ended before it was asked anything; doubled each time."""


class Keeper:
    """A thread that waits for the end of its reader process, so that it is replaced at once and never left a zombie."""

    def __init__(self, share: Share, lanes: Lanes) -> None:
        self._share, self._lanes = share, lanes
        self._starting = threading.Lock()
        self._ending = threading.Event()
        self._reader: ReaderProcess | None = None
        self._thread = threading.Thread(target=self._keep, name="sayso-reader", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """End the process and start no other."""
        self._ending.set()
        with self._starting:
            if self._reader is not None:
                self._reader.kill()

    def join(self) -> None:
        """Wait until the process has ended."""
        self._thread.join()

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        while not self._ending.is_set():
            if self._kept_one():
                pause = FIRST_PAUSE
            elif not self._ending.wait(pause):
                pause = min(2 * pause, LONGEST_PAUSE)

    def _kept_one(self) -> bool:
        """One process from its start to its end; false where it was asked nothing."""
        reader = self._started()
        if reader is None:
            return False
        ready = reader.ready()
        if ready:
            self._lanes.give(reader)
        else:
            reader.kill()
        code = reader.wait()
        if self._lanes.lost(reader) or not ready:
            reader.line.close()
        if not reader.asked and not self._ending.is_set():
            logger.warning("a reader process ended (%d) before it was asked anything", code)
        return reader.asked

    def _started(self) -> ReaderProcess | None:
        with self._starting:
            if self._ending.is_set():
                return None
            try:
                self._reader = ReaderProcess(self._share)
            except OSError as error:
                logger.warning("no reader process can be started: %s", error)
                self._reader = None
            return self._reader
