"""How quickly small questions are answered while a query of 30 seconds runs: ``python -m bench.quiet``.

``/healthz`` and a label look-up, of another thing each time, so that no remembered answer helps; first with nobody else there,
then beside the long query, in one run. Exit 1 where the aim is missed.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pyoxigraph import Store

from bench import machine
from bench.hostile.asking import Reply, ask
from bench.hostile.report import times
from bench.hostile.requests import query
from bench.sparql.client import Client
from bench.sparql.data import DataSet, made
from bench.sparql.queries import Asking, questions
from bench.sparql.servers import Server, ours

AIM = 0.05
"""Seconds that the median may be, idle and beside a long query."""
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PAUSE = 0.02
"""Seconds between two questions: the service is not to be busy with them."""


def measured(work: Callable[[], object], over: Callable[[], bool]) -> list[float]:
    """How long each piece of work took, until it is over."""
    seconds = []
    while not over():
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
        time.sleep(PAUSE)
    return seconds


def until(moment: float) -> Callable[[], bool]:
    """Whether the moment has passed."""
    return lambda: time.monotonic() > moment


def run(data: DataSet, idle: float, seed: int) -> tuple[dict[str, list[float]], Reply]:
    """Seconds of each small question, idle and beside the long query; and what the long query was answered."""
    label = Asking(questions(Store.read_only(str(data.snapshot)))[0], seed)
    with closing(Server(ours(1), data)) as server, closing(Client(server.address, 60)) as client:
        small: dict[str, Callable[[], bytes]] = {
            "/healthz": lambda: client.get("/healthz"),
            "label query": lambda: client.ask(label()),
        }
        found = {}
        for name, work in small.items():
            work()
            found[f"{name}, idle"] = measured(work, until(time.monotonic() + idle))
        replies: list[Reply] = []
        thread = threading.Thread(target=lambda: replies.append(ask(server.address.port, query("long", LONG), 120)))
        thread.start()
        # The second half of the 30 seconds is the other question's.
        half = time.monotonic() + 15
        for (name, work), over in zip(small.items(), (until(half), lambda: not thread.is_alive()), strict=True):
            found[f"{name}, beside a long query"] = measured(work, over)
        thread.join()
    return found, replies[0]


def main() -> None:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m bench.quiet", description=__doc__)
    parser.add_argument("--quads", type=int, default=100_000, help="size of the data (100000)")
    parser.add_argument("--idle", type=float, default=10.0, help="seconds of each idle measurement (10)")
    parser.add_argument("--seed", type=int, default=1, help="of the data and the questions (1)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        found, long = run(made(Path(folder) / "data", given.quads, given.seed), given.idle, given.seed)
    print(f"{machine.name()}; {given.quads:,} quads; the long query was answered with {long.status}")
    for name, seconds in found.items():
        print(f"{name:<34} {len(seconds):5} times; {times(seconds)}")
    slow = [name for name, seconds in found.items() if sorted(seconds)[len(seconds) // 2] >= AIM]
    raise SystemExit(f"slower than {1000 * AIM:g} ms: {', '.join(slow)}" if slow else 0)


if __name__ == "__main__":
    main()
