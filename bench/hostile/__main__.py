"""``python -m bench.hostile``: sixteen clients, good, slow, broken and hostile ones, for two minutes.

The service is what the environment sets (``SAYSO_QUERY_TIMEOUT`` …). Exit 1 if anything is not as it should be.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench import machine
from bench.hostile.report import report
from bench.hostile.trial import Plan, trial


def say(line: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Run, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0, help="how long the clients ask (120)")
    parser.add_argument("--clients", type=int, default=16, help="how many there are (16)")
    parser.add_argument("--quads", type=int, default=20_000, help="size of the data (20000)")
    parser.add_argument("--seed", type=int, default=1, help="of the data and the clients' choices (1)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        found = trial(Plan(given.seconds, given.clients, given.quads, given.seed), Path(folder), say)
    print(f"{machine.name()}\n{report(found)}")
    raise SystemExit(1 if found.faults else 0)


if __name__ == "__main__":
    main()
