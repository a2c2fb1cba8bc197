"""So many reader processes of one kind, started as they are needed, with one to spare."""

from __future__ import annotations

import logging
import threading

from app.store.asking import Question
from app.store.port import Answer
from app.store.readers.keeper import Keeper
from app.store.readers.known import KnownLong
from app.store.readers.lanes import Lanes
from app.store.readers.process import Share
from app.store.readers.spool import OpenAnswers
from app.store.readers.turn import Limits, ReaderGone, Turn

logger = logging.getLogger(__name__)


class Crew:
    """Up to ``most`` reader processes with the same share and limits. May be used from several threads.

    One more than are busy is started in the background, so that only the very first question waits for a process to start.
    """

    def __init__(self, most: int, share: Share, limits: Limits, lanes: Lanes, answers: OpenAnswers) -> None:
        self._most, self._share, self._limits, self._lanes, self._answers = most, share, limits, lanes, answers
        self._known = KnownLong()
        self._growing = threading.Lock()
        self._keepers: list[Keeper] = []

    def answer(self, question: Question) -> Answer:
        """The answer of the first reader that is free. Raises what ``QueryRunner.run`` raises."""
        while True:
            self._grow()
            long = self._known.knows(question)
            reader = self._lanes.take(long)
            self._grow()
            try:
                return Turn(reader, self._limits, self._lanes, self._answers, self._known, long).answer(question)
            except ReaderGone:
                continue

    def close(self) -> None:
        """End all processes; questions that are being asked or wait get ``Busy``."""
        self._lanes.end()
        with self._growing:
            keepers = tuple(self._keepers)
        for keeper in keepers:
            keeper.end()
        for keeper in keepers:
            keeper.join()

    def _grow(self) -> None:
        if len(self._keepers) >= self._most or not self._lanes.short_of_readers():
            return
        with self._growing:
            if len(self._keepers) < self._most and not self._lanes.ended:
                try:
                    self._keepers.append(Keeper(self._share, self._lanes))
                except RuntimeError as error:  # There is no thread to be had; those that are there go on.
                    logger.warning("no further reader can be kept: %s", error)
