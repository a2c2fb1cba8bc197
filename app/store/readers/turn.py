"""One question's turn at one reader process: its limits are looked after until the answer is made, however long it is read."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from app.errors import (
    Busy,
    DataFolder,
    Gone,
    InvalidInput,
    NotAcceptable,
    NotFound,
    QueryFailed,
    QuerySyntax,
    QueryTimeout,
    QueryTooLarge,
    SaysoError,
    ServiceFailed,
)
from app.store.asking import Question
from app.store.port import Answer
from app.store.readers.known import KnownLong
from app.store.readers.lanes import ENDING
from app.store.readers.line import Message
from app.store.readers.process import ReaderProcess
from app.store.readers.spool import OpenAnswers, Rest, Spool

TOLD = (QuerySyntax, QueryTooLarge, QueryFailed, ServiceFailed, NotAcceptable, InvalidInput, DataFolder, NotFound, Gone)
ERRORS: Mapping[str, type[SaysoError]] = {error.__name__: error for error in TOLD}
"""What a reader process may say that went wrong."""

LAST = 0.001
"""Seconds that a message may take that began to come at the last moment; none would mean that it is not waited for at all."""


class Lane(Protocol):
    """Where a reader comes from, and goes when the turn is over."""

    @property
    def ended(self) -> bool:
        """Whether the service is ending."""

    def turn_long(self) -> None:
        """Let the turn be a long one; raises ``Busy`` where there are too many."""

    def over(self, reader: ReaderProcess, again: bool, long: bool) -> None:
        """The turn has ended; ``again`` is whether the reader may be asked again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question may take: seconds, seconds after which it is long, bytes of memory; ``once`` ends its reader with it."""

    seconds: float
    long: float
    memory: int
    once: bool = False


class ReaderGone(Exception):
    """The reader had ended before it got the question: ask another."""


class Turn:
    """Asks a reader one question, and gives the reader back to its lane when the answer is made."""

    def __init__(
        self, reader: ReaderProcess, limits: Limits, lane: Lane, answers: OpenAnswers, known: KnownLong, long: bool = False
    ) -> None:
        self._reader, self._limits, self._lane, self._answers, self._known = reader, limits, lane, answers, known
        self._question: Question | None = None
        self._long = long
        self._again = False
        self._began = 0.0

    def answer(self, question: Question) -> Answer:
        """Raises ``ReaderGone``, and what ``QueryRunner.run`` raises."""
        follows = False
        try:
            self._ask(question)
            message = self._next()
            follows = message.kind == "begun"
            return self._begun(message) if follows else self._whole(message)
        finally:
            if not follows:
                self._over()

    def _ask(self, question: Question) -> None:
        line = self._reader.line
        try:
            if line.ready(0):  # A reader has nothing to say before it is asked: it has hung up.
                raise ReaderGone
            line.send(Message("question", question.values()))
        except OSError:
            raise ReaderGone from None
        self._reader.asked = True
        self._question = question
        self._began = time.monotonic()
        if self._long:
            self._reader.give_way()

    def _whole(self, message: Message) -> Answer:
        self._again = not message.values["worn"]
        if message.kind == "failed":
            raise _error(message)
        return Answer(message.body, message.values["media_type"], message.values["state"])

    def _begun(self, message: Message) -> Answer:
        assert message.descriptor is not None
        spool = Spool(message.descriptor, self._reader.kill)
        rest = Rest(spool, 0)
        try:
            self._answers.add(spool)
            threading.Thread(target=self._follow, args=(spool,), name="sayso-answer", daemon=True).start()
        except BaseException:
            rest.close()
            self._over()
            raise
        return Answer(next(rest), message.values["media_type"], message.values["state"], rest)

    def _follow(self, spool: Spool) -> None:
        try:
            while (message := self._next()).kind == "grown":
                spool.grown(message.values["size"])
            self._again = not message.values["worn"]
            if message.kind == "failed":
                raise _error(message)
            spool.ended()
        except Exception as error:
            spool.cut(error)
        finally:
            self._over()

    def _next(self) -> Message:
        """What the reader says next. Raises ``QueryTimeout``, ``Busy`` and ``QueryTooLarge``; then the reader is no more."""
        line = self._reader.line
        try:
            while not line.ready(self._until_next_mark()):
                self._pass_mark()
            return line.receive(max(self._left(), LAST))
        except TimeoutError:
            raise self._too_slow() from None
        except ConnectionResetError:
            # So the kernel says that the other end closed with something unread: it died before it knew the question.
            raise ReaderGone from None
        except (OSError, EOFError):
            raise self._died() from None

    def _left(self) -> float:
        return self._began + self._limits.seconds - time.monotonic()

    def _until_long(self) -> float:
        return self._began + self._limits.long - time.monotonic()

    def _until_next_mark(self) -> float:
        return self._left() if self._long else min(self._left(), self._until_long())

    def _pass_mark(self) -> None:
        if self._left() <= 0:
            raise TimeoutError
        if not self._long and self._until_long() <= 0:
            self._lane.turn_long()
            self._long = True
            self._reader.give_way()

    def _too_slow(self) -> QueryTimeout:
        return QueryTimeout(f"the query was stopped after {self._limits.seconds:g} seconds: ask for less")

    def _died(self) -> SaysoError:
        code = self._reader.wait()
        if self._lane.ended:
            return Busy(ENDING)
        if code == -signal.SIGALRM:
            return self._too_slow()
        if code == -signal.SIGSEGV:
            return QueryTooLarge("the query is nested too deeply, or needs more memory than it may use: write it flatter")
        if code >= 0:
            return QueryFailed("the reader process failed at the query; the log of the service says more")
        return QueryTooLarge(
            f"the query needs more than the {self._limits.memory} bytes of memory that it may use: ask for less"
        )

    def _over(self) -> None:
        # What was made nice stays so, and what has grown stays grown: such readers are replaced.
        again = self._again and not self._long and not self._limits.once
        if not again:
            self._reader.kill()
            self._reader.line.close()
        self._lane.over(self._reader, again, self._long)
        self._learn()

    def _learn(self) -> None:
        was_long = self._until_long() <= 0
        if self._question is not None and (was_long or self._again):
            self._known.learn(self._question, was_long)


def _error(message: Message) -> SaysoError:
    values: dict[str, Any] = message.values
    return ERRORS.get(values["error"], QueryFailed)(values["message"])
