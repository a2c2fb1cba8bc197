"""``python -m bench.sparql``: our endpoint beside rdflib-endpoint and the Oxigraph server, on the same data and machine."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench.sparql.compare import Outcome, Plan, compare
from bench.sparql.data import made
from bench.sparql.profile import profile, table
from bench.sparql.report import as_json, markdown
from bench.sparql.servers import peers

BEGIN, END = "<!-- sparql: begin, written by python -m bench.sparql -->", "<!-- sparql: end -->"
FACTORS = {"k": 1_000, "m": 1_000_000}


def size(text: str) -> int:
    """A number of quads: ``10k``, ``1.2m``, ``5000``. Raises ``ValueError`` for what is none."""
    factor = FACTORS.get(text[-1:].lower(), 1)
    number = round(float(text if factor == 1 else text[:-1]) * factor)
    if number < 1:
        raise ValueError(text)
    return number


def sizes(text: str) -> list[int]:
    """Numbers of quads with commas between."""
    return [size(part) for part in text.split(",")]


def numbers(text: str) -> list[int]:
    """Numbers of clients with commas between."""
    return [int(part) for part in text.split(",")]


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.sparql", description=__doc__)
    parser.add_argument("--sizes", type=sizes, default=sizes("10k,100k,1.2m"), help="quads of the data sets (10k,100k,1.2m)")
    parser.add_argument("--clients", type=numbers, default=[1, 8], help="numbers of clients (1,8)")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of each measurement (5)")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds after which an answer is given up (60)")
    parser.add_argument("--peers", default="sayso,oxigraph,rdflib-endpoint", help="servers to measure, with commas between")
    parser.add_argument("--workers", type=int, default=1, help="web processes of sayso serve (1)")
    parser.add_argument("--seed", type=int, default=1, help="of the data and the questions (1)")
    parser.add_argument("--profile", action="store_true", help="where an answer's time goes, in place of the comparison")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all numbers there, too")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page, between its marks")
    return parser.parse_args()


def write(page: Path, text: str) -> None:
    """Put the tables between the page's marks. Raises ``ValueError`` where it has none."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{page} has no line {BEGIN!r} followed by {END!r}")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def say(line: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(line, file=sys.stderr, flush=True)


def measured(given: argparse.Namespace, folder: Path) -> tuple[str, list[Outcome]]:
    """Do what was asked for; returns the tables, and the numbers of a comparison."""
    plan = Plan(given.seconds, given.limit, given.clients, given.seed)
    chosen = [peer for name, peer in peers(given.workers).items() if name in given.peers.split(",")]
    tables, outcomes = [], []
    for wanted in given.sizes:
        say(f"{wanted:,} quads: making them")
        data = made(folder / str(wanted), wanted, given.seed)
        if given.profile:
            tables.append(table(data.quads, profile(data, plan, given.workers, say)))
        else:
            outcomes.append(compare(data, chosen, plan, say))
    return "\n\n".join([*tables, *([markdown(outcomes, given.clients)] if outcomes else [])]), outcomes


def main() -> None:
    """Measure, print, and write where told to."""
    given = arguments()
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        text, outcomes = measured(given, Path(folder))
    print(text)
    if given.json:
        given.json.write_text(json.dumps(as_json(outcomes), indent=2) + "\n", "utf-8")
    if given.write:
        write(given.write, text)
