"""One run: the service on made-up claims, all clients at it for a while, and what is left of it afterwards."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.settings import Settings
from bench.hostile.clients import Crowd, Record
from bench.hostile.good import prepared
from bench.hostile.listener import Listener
from bench.hostile.processes import Look, left, look, watching
from bench.sparql.data import made
from bench.sparql.servers import Server, ours

PATIENCE = 30.0
"""Seconds beyond the limits of the settings after which an answer will never come."""
MOST_FOR_OTHERS = 1_500_000_000
"""Bytes that all processes beside the readers may have: they hold no more than bounded answers and bodies."""
AFTERWARDS = 40
"""Good queries after the load; all must be answered."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how many, on how much data."""

    seconds: float
    clients: int
    quads: int
    seed: int


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it; ``faults`` is empty where all is as it should be."""

    record: Record
    looks: list[Look]
    end: Look
    calls: int
    faults: list[str]


def trial(plan: Plan, folder: Path, say: Callable[[str], None]) -> Found:
    """Run it."""
    settings, record = Settings(), Record()
    say(f"making {plan.quads:,} quads")
    data = made(folder / "data", plan.quads, plan.seed)
    good = prepared(data.snapshot, plan.seed)
    say(f"{plan.clients} clients for {plan.seconds:g} seconds")
    with closing(Listener()) as listener:
        server = Server(ours(1), data)
        try:
            limit = PATIENCE + max(settings.query_timeout, settings.service_timeout)
            crowd = Crowd(server.address.port, good, listener.address, limit, record)
            with watching(server.process.pid) as looks:
                crowd.run(plan.clients, plan.seconds, plan.seed)
            _ask_afterwards(crowd)
            end = look(server.process.pid)
        finally:
            server.close()
        faults = [*record.faults, *_ended(server, listener.calls), *_memory(settings, looks)]
    return Found(record, looks, end, listener.calls, faults)


def _ask_afterwards(crowd: Crowd) -> None:
    chance = random.Random(0)
    for _ in range(AFTERWARDS):
        status = crowd.ask_well(chance)
        if status != "200":
            crowd.record.complain("afterwards", f"a good query was answered with {status}")


def _ended(server: Server, calls: int) -> list[str]:
    faults = [f"the listener was called {calls} times"] if calls else []
    if remaining := left(server.process.pid):
        faults.append(f"{len(remaining)} processes were left behind")
    if server.process.returncode != 0:
        faults.append(f"the service ended with {server.process.returncode}")
    return faults


def _memory(settings: Settings, looks: list[Look]) -> list[str]:
    faults = []
    if (most := max(one.largest for one in looks)) > settings.query_memory:
        faults.append(f"a reader had {most:,} bytes, more than its {settings.query_memory:,}")
    if (most := max(one.others for one in looks)) > MOST_FOR_OTHERS:
        faults.append(f"the processes beside the readers had {most:,} bytes, more than {MOST_FOR_OTHERS:,}")
    return faults
