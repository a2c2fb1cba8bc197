"""Child processes with one duty each: started, watched, started again when one dies, ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

GRACE = 20.0
"""Seconds that a child may take to end what it is doing."""
QUICK = 5.0
"""A child that lives for fewer seconds than this did not really start."""
TRIES = 5
"""So many quick deaths in a row mean that starting again is no use."""
PAUSE = 0.1
"""Seconds between two looks at the children."""


@dataclass
class Child:
    """One process with its duty; ``deaths`` counts how often in a row it ended soon after its start."""

    name: str
    command: Sequence[str]
    inherited: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = field(default=0)

    def start(self) -> None:
        """Start the process. Its standard input is a pipe that closes when we end, however we end."""
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, pass_fds=self.inherited)
        self.started = time.monotonic()

    def ended(self) -> bool:
        """Whether the process is not running any more."""
        return self.process is None or self.process.poll() is not None

    def start_again(self) -> bool:
        """Start the process anew after its death; ``False`` when it died too often to try again."""
        self.deaths = self.deaths + 1 if time.monotonic() - self.started < QUICK else 1
        if self.deaths >= TRIES:
            return False
        self.start()
        return True


class Supervisor:
    """Keeps children alive until told to stop, then ends them in the reverse order of their start."""

    def __init__(self, children: Sequence[Child], report: Callable[[str], None]) -> None:
        self._children = children
        self._report = report
        self._stopping = threading.Event()

    def run(self) -> int:
        """Start all children and watch them; returns 0 after a wanted end, 1 when a child could not be kept alive."""
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, lambda *_: self.stop())
        try:
            for child in self._children:
                child.start()
            return self._watch()
        finally:
            self._end()

    def stop(self) -> None:
        """Ask for the end; may be called from anywhere."""
        self._stopping.set()

    def _watch(self) -> int:
        while not self._stopping.wait(PAUSE):
            for child in self._children:
                if child.ended() and not self._stopping.is_set() and not self._revive(child):
                    return 1
        return 0

    def _revive(self, child: Child) -> bool:
        code = child.process.returncode if child.process else None
        if child.start_again():
            self._report(f"the {child.name} ended (exit status {code}) and was started again")
            return True
        self._report(f"the {child.name} ended {TRIES} times in a row (exit status {code}): giving up; its messages are above")
        return False

    def _end(self) -> None:
        deadline = time.monotonic() + GRACE
        for child in reversed(self._children):
            if child.process and not child.ended():
                child.process.terminate()
        for child in reversed(self._children):
            end(child, deadline)


def end(child: Child, deadline: float) -> None:
    """Wait until a child has ended; kill it after the deadline."""
    if child.process is None:
        return
    try:
        child.process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        child.process.kill()
        child.process.wait()
    if child.process.stdin:
        child.process.stdin.close()


def end_with_parent() -> None:
    """In a child: end like after SIGTERM as soon as the parent is gone, also when it was killed."""

    descriptor = sys.stdin.fileno()

    def watch() -> None:
        # The descriptor itself: a thread that waits in sys.stdin would hold its lock while the interpreter ends.
        while os.read(descriptor, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
