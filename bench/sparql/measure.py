"""How long answers take: closed loops of clients, each a process of its own, for a set time or a least number of questions."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from threading import Barrier

from bench.sparql.client import Address, Client, Failed, Refused

START = 120.0
"""Seconds that processes may take to be there."""
LEAST = 2
"""So many questions each client asks at least, however long they take."""
Ask = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one measurement found: seconds of each client's answers, in their order; the length of the run; what failed.

    ``refusals`` is how often a busy server wanted to be asked again; the time of an answer includes that.
    """

    answers: tuple[tuple[float, ...], ...]
    length: float
    failures: tuple[str, ...] = ()
    refusals: int = 0

    @property
    def seconds(self) -> list[float]:
        """Seconds of all answers."""
        return [second for answers in self.answers for second in answers]

    @property
    def median(self) -> float:
        """The median, in seconds."""
        return statistics.median(self.seconds)

    @property
    def slow(self) -> float:
        """The 95th percentile, in seconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.length


@dataclass(frozen=True, slots=True)
class Run:
    """What a client is told: whom to ask, for how long, and after how many seconds to give an answer up."""

    address: Address
    seconds: float
    limit: float


def medians(one: Cell, other: Cell) -> tuple[float, float] | None:
    """The medians over those questions that both have answered: a slower server gets to fewer of them in the same time."""
    pairs = [pair for mine, theirs in zip(one.answers, other.answers, strict=True) for pair in zip(mine, theirs, strict=False)]
    if not pairs:
        return None
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


class Clients:
    """So many clients, each a process, that begin together. To be closed."""

    def __init__(self, number: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.number = number
        self._manager = context.Manager()
        self._start = self._manager.Barrier(number)
        self._pool = context.Pool(number)

    def ask(self, run: Run, asks: Sequence[Ask]) -> Cell:
        """Let each client ask its own questions."""
        found = self._pool.starmap(_together, [(self._start, run, ask) for ask in asks], chunksize=1)
        failures = tuple(failure for each in found for failure in each.failures)
        answers = tuple(answers for each in found for answers in each.answers)
        return Cell(answers, max(each.length for each in found), failures, sum(each.refusals for each in found))

    def close(self) -> None:
        """End the processes."""
        self._pool.close()
        self._pool.join()
        self._manager.shutdown()


def _together(start: Barrier, run: Run, ask: Ask) -> Cell:
    start.wait(START)
    return asked(run, ask)


def asked(run: Run, ask: Ask) -> Cell:
    """One client: ask one question after the other until the time is over, or until one of them is not answered."""
    seconds: list[float] = []
    refusals, failures = 0, tuple[str, ...]()
    started = time.perf_counter()
    with closing(Client(run.address, run.limit)) as client:
        try:
            for _ in _until(started + run.seconds, LEAST):
                query, begun = ask(), time.perf_counter()
                refusals += _asked(client, query, begun + run.limit)
                seconds.append(time.perf_counter() - begun)
        except Failed as error:
            failures = (str(error),)
    return Cell((tuple(seconds),), time.perf_counter() - started, failures, refusals)


def _asked(client: Client, query: str, end: float) -> int:
    """Ask until a server that is busy answers; returns how often it did not. Raises ``Failed``, also where the time is over."""
    refusals = 0
    while True:
        try:
            client.ask(query)
        except Refused as refusal:
            refusals += 1
            if time.perf_counter() + refusal.after > end:
                raise
            time.sleep(refusal.after)
        else:
            return refusals


def _until(end: float, least: int) -> Iterator[int]:
    number = 0
    while number < least or time.perf_counter() < end:
        yield number
        number += 1
