"""The clients: each of one role, each asks one thing after another until the time is over."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.hostile.asking import Reply, ask, fault
from bench.hostile.good import Good
from bench.hostile.manners import MANNERS, misbehave
from bench.hostile.requests import Request, broken, hostile, slow

ROLES = "good hostile good broken good hostile good slow hostile good broken good hostile broken slow hostile".split()
"""Of sixteen: six good ones, five hostile, three broken, two slow."""
PAUSE = 0.3
"""Seconds that a client waits who was told that the service is busy."""
HEALTH = Request("/healthz", frozenset({200}), "GET", "/healthz")
MOST_FAULTS = 50


@dataclass(slots=True)
class Record:
    """What all clients have seen. Faults are what should not be; the first are kept in words."""

    statuses: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    right: int = 0
    faults: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, role: str, status: str, seconds: float) -> None:
        """One more answer."""
        with self._lock:
            self.statuses[role][status] += 1
            if status == "200":
                self.seconds[role].append(seconds)

    def is_right(self) -> None:
        """One more good answer is right."""
        with self._lock:
            self.right += 1

    def complain(self, name: str, about: str) -> None:
        """Something is not as it should be."""
        with self._lock:
            if len(self.faults) < MOST_FAULTS:
                self.faults.append(f"{name}: {about}")


@dataclass(frozen=True, slots=True)
class Crowd:
    """All that clients need: the port, the good queries, the address that nobody may call, and how long they wait."""

    port: int
    good: Sequence[Good]
    listener: str
    limit: float
    record: Record

    def run(self, clients: int, seconds: float, seed: int) -> None:
        """Let so many clients ask for so many seconds."""
        over = time.monotonic() + seconds
        threads = [
            threading.Thread(target=self._client, args=(ROLES[number % len(ROLES)], f"{seed}.{number}", over), daemon=True)
            for number in range(clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _client(self, role: str, name: str, over: float) -> None:
        chance = random.Random(name)
        step = self._steps(role)
        while time.monotonic() < over:
            try:
                status = step(chance)
            except Exception as error:
                self.record.complain(f"a {role} client", f"{type(error).__name__}: {error}")
                status = "failed"
            if status in {"503", "failed"}:
                time.sleep(PAUSE)

    def _steps(self, role: str) -> Callable[[random.Random], str]:
        requests = {"slow": slow(), "broken": broken(), "hostile": hostile(self.listener)}.get(role, ())

        def step(chance: random.Random) -> str:
            if role == "good":
                return self.ask_well(chance)
            if role == "broken" and chance.random() < 0.4:
                return self.misbehave(chance)
            return self._judged(role, chance.choice(requests))[1]

        return step

    def ask_well(self, chance: random.Random) -> str:
        """Ask a good query, seldom after the service's health, and look whether the answer is right."""
        if chance.random() < 0.1:
            return self._judged("health", HEALTH)[1]
        good = chance.choice(self.good)
        note = "again" if chance.random() < 0.3 else str(chance.random())
        reply, status = self._judged("good", good.request(note))
        if status == "200":
            if good.is_answered_by(reply.body):
                self.record.is_right()
            else:
                self.record.complain(good.name, f"a wrong answer to {good.text!r}: {reply.body[:300]!r}")
        return status

    def misbehave(self, chance: random.Random) -> str:
        """Do something that no client should."""
        misbehave(self.port, chance.choice(list(MANNERS)), self.limit)
        self.record.add("broken", "gone", 0)
        return "gone"

    def _judged(self, role: str, request: Request) -> tuple[Reply, str]:
        started = time.monotonic()
        reply = ask(self.port, request, self.limit)
        status = "cut" if reply.cut else str(reply.status or "closed")
        self.record.add(role, status, time.monotonic() - started)
        if wrong := fault(request, reply):
            self.record.complain(request.name, wrong)
        return reply, status
