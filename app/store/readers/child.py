"""What runs in a reader process: it answers one question after another, until its parent hangs up or kills it."""

from __future__ import annotations

import logging
import os
import socket
import sys
from contextlib import closing, suppress
from pathlib import Path

from app.errors import QueryFailed, QueryTooLarge, SaysoError
from app.store.asking import Question, States, answer
from app.store.confinement import confine, ended_after
from app.store.readers.line import Line, Message
from app.store.readers.output import Output

logger = logging.getLogger(__name__)

IDLE = 2.0
"""Seconds without a question after which a reader looks whether the state that it holds is the newest still."""

WORN = 3
"""A reader that has grown beyond one such part of its memory is replaced, so that each query finds as much as the last."""

PAGE = os.sysconf("SC_PAGE_SIZE")


class _Told:
    """Tells the parent over the line how a large answer gets on."""

    def __init__(self, line: Line, state: str) -> None:
        self._line, self._state = line, state

    def begun(self, media_type: str, descriptor: int) -> None:
        self._line.send(Message("begun", {"media_type": media_type, "state": self._state}, descriptor=descriptor))

    def grown(self, size: int) -> None:
        self._line.send(Message("grown", {"size": size}))


class Child:
    """Answers what comes over the line, from the states of a data folder, within ``memory`` bytes."""

    def __init__(self, line: Line, data: Path, memory: int) -> None:
        self._line, self._data, self._memory = line, data, memory
        self._states = States(data)
        self._sizes = os.open("/proc/self/statm", os.O_RDONLY)

    def serve(self) -> None:
        """Answer until the parent hangs up."""
        with suppress(SaysoError, OSError):
            self._states.state()  # What is open already need not be opened by the first question.
        self._line.send(Message("ready"))
        while True:
            self._wait()
            question = Question(**self._line.receive().values)
            with ended_after(question.seconds):
                self._line.send(self._answered(question))

    def _wait(self) -> None:
        held = True
        while not self._line.ready(IDLE if held else None):
            held = self._states.let_go()

    def _answered(self, question: Question) -> Message:
        try:
            return self._written(question)
        except SaysoError as error:
            return self._failed(error)
        except MemoryError:
            return self._failed(QueryTooLarge("the query needs more memory than it may use"))
        except Exception:
            logger.exception("a query failed in a way that was not foreseen")
            return self._failed(QueryFailed("the engine failed at this query; the log of the service says more"))

    def _written(self, question: Question) -> Message:
        state = self._states.state(question.release)
        told = _Told(self._line, state.snapshot())
        with closing(Output(question.most, question.buffer, self._data, told)) as output:
            answer(state, question, output)
            whole = output.ended()
        values = {"worn": self._worn(), "media_type": output.media_type, "state": state.snapshot()}
        return Message("ended", values) if whole is None else Message("whole", values, whole)

    def _failed(self, error: SaysoError) -> Message:
        return Message("failed", {"worn": self._worn(), "error": type(error).__name__, "message": str(error)})

    def _worn(self) -> bool:
        pages = int(os.pread(self._sizes, 100, 0).split()[1])
        return pages * PAGE > self._memory // WORN


def main(words: list[str]) -> None:
    """Serve on an inherited socket; the words are its number, the data folder, bytes of memory, and ``calls`` or ``quiet``."""
    descriptor, data, memory, manners = words
    line = Line(socket.socket(fileno=int(descriptor)))
    confine(int(memory), sockets=manners == "calls")
    try:
        Child(line, Path(data), int(memory)).serve()
    except (EOFError, ConnectionError):
        return
    except MemoryError:
        os.abort()  # As the engine does: the parent knows by the signal what it was.


if __name__ == "__main__":
    main(sys.argv[1:])
