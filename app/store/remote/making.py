"""An answer in the making: what the engine elsewhere gives is written in the format that was asked for, by a thread.

It works at the engine's pace, never at the client's: what is more than the buffer goes to a file, as with the embedded engine.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import IO, cast

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize

from app.errors import EngineFailed, SaysoError
from app.store.port import Answer
from app.store.readers.output import Output
from app.store.readers.spool import OpenAnswers, Rest, Spool
from app.store.remote.connection import Reply


class Making:
    """One answer. It follows its own output, so that the answer begins as soon as the buffer is full."""

    def __init__(self, state: str, answers: OpenAnswers, stop: Callable[[], None]) -> None:
        self._state, self._answers, self._stop = state, answers, stop
        self._answer: Future[Answer] = Future()
        self._spool: Spool | None = None

    def begun(self, media_type: str, descriptor: int) -> None:
        """The answer is larger than the buffer, and goes on in this file. Raises ``Busy`` where too many do."""
        spool = Spool(os.dup(descriptor), self._stop)
        try:
            self._answers.add(spool)
        except SaysoError:
            spool.close()
            raise
        self._spool, self._media_type = spool, media_type

    def grown(self, size: int) -> None:
        """The file has so many bytes now."""
        assert self._spool is not None
        self._spool.grown(size)
        if not self._answer.done():
            rest = Rest(self._spool, 0)
            self._answer.set_result(Answer(next(rest), self._media_type, self._state, rest))

    def ended(self, media_type: str, whole: bytes | None) -> None:
        """Nothing more comes."""
        if whole is not None:
            self._answer.set_result(Answer(whole, media_type, self._state))
        elif self._spool is not None:
            self._spool.ended()

    def failed(self, error: Exception) -> None:
        """Nothing more comes, though it is not whole."""
        if self._answer.done() and self._spool is not None:
            self._spool.cut(error)
        else:
            self._answer.set_exception(error)

    def answer(self) -> Answer:
        """The answer, when it is whole or begun. Raises why there is none."""
        return self._answer.result()


def make(reply: Reply, making: Making, media_type: str, limits: tuple[int, int, Path], done: Callable[[], None]) -> None:
    """Have a thread make the answer in this format, and call ``done`` at its end.

    ``limits`` are the most bytes that it may have, how many of them stay in memory, and the data folder.
    """

    def run() -> None:
        try:
            with reply, closing(Output(*limits, making)) as output:
                output.media_type = media_type
                write(reply, cast(IO[bytes], output), media_type)
                making.ended(media_type, output.ended())
        except Exception as error:
            making.failed(error)
        finally:
            done()

    threading.Thread(target=run, name="sayso-answer", daemon=True).start()


def write(reply: Reply, output: IO[bytes], media_type: str) -> None:
    """Write what the engine gives in the format of a media type. Raises ``EngineFailed`` where it is not whole."""
    try:
        if is_graph(media_type):
            triples = (quad.triple for quad in parse(reply.file, RdfFormat.from_media_type(reply.media_type)))
            serialize(triples, output, RdfFormat.from_media_type(media_type))
        else:
            table = QueryResultsFormat.from_media_type(media_type)
            parse_query_results(reply.file, QueryResultsFormat.JSON).serialize(output, table)
    except (SyntaxError, ValueError) as error:
        raise EngineFailed(f"what the graph engine gave is not whole, or not of the format asked for: {error}") from None


def is_graph(media_type: str) -> bool:
    """Whether it is one in which graphs are given, and not tables."""
    return QueryResultsFormat.from_media_type(media_type) is None
