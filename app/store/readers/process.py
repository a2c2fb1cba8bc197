"""One reader process, as its parent sees it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.store.readers.line import Line

CHILD = "app.store.readers.child"
START = 60.0
"""Seconds that a reader process may take to be ready."""

NICE = 10
"""How much long queries, and those that wait for other services, give way to others."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a reader process gets: the data folder, bytes of address space, and whether it may open sockets (for SERVICE)."""

    data: Path
    memory: int
    calls: bool = False


class ReaderProcess:
    """A process that answers one question at a time.

    It starts from nothing, so that it inherits neither threads nor models nor open files, and ends when its parent does.
    Raises ``OSError`` where no process can be started.
    """

    def __init__(self, share: Share) -> None:
        ours, theirs = socket.socketpair()
        words = [str(theirs.fileno()), str(share.data.absolute()), str(share.memory), "calls" if share.calls else "quiet"]
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", CHILD, *words],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    process_group=0,  # Ctrl-C is for the parent alone.
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
                )
            except BaseException:
                ours.close()
                raise
        self.line = Line(ours)
        self.asked = False
        if share.calls:
            self.give_way()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def ready(self) -> bool:
        """Wait until it can be asked; false where it cannot be started."""
        try:
            self.line.receive(START)
        except (OSError, EOFError):
            return False
        return True

    def give_way(self) -> None:
        """Let other processes go first from now on, for good: what was made nice cannot be made otherwise again."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, NICE)

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()

    def wait(self) -> int:
        """Wait for its end; its exit code, or the negative number of the signal that ended it."""
        return self._process.wait()
