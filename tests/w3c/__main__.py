"""Runs the W3C SPARQL 1.1 tests and writes what came out: ``python -m tests.w3c [--write docs/conformance.md]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.settings import Settings
from tests.w3c import protocols
from tests.w3c.endpoint import Endpoint
from tests.w3c.judging import EVALUATION, SYNTAX, UPDATES, passes, passes_directly
from tests.w3c.known import CALLING, FAILURES, NOT_OURS
from tests.w3c.listing import FOLDER, MISSING
from tests.w3c.serving import load, serving
from tests.w3c.suite import Case, Suite

BEGIN, END = "<!-- w3c: begin, written by python -m tests.w3c -->", "<!-- w3c: end -->"
TITLES = {
    "QueryEvaluationTest": "evaluation of queries",
    "CSVResultFormatTest": "results as CSV",
    "PositiveSyntaxTest11": "what is a query",
    "NegativeSyntaxTest11": "what is no query",
}
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a test: whether our endpoint passes it, and whether the engine does when it is asked directly."""

    case: Case
    ours: bool
    direct: bool


def outcomes(suite: Suite, endpoint: Endpoint) -> list[Outcome]:
    """Run all tests of queries that apply."""
    cases = (case for case in suite.cases(*EVALUATION, *SYNTAX) if case.group not in (*CALLING, *NOT_OURS))
    return [Outcome(case, passes(suite, endpoint, case), passes_directly(suite, case)) for case in cases]


def refused(suite: Suite, endpoint: Endpoint) -> Iterator[tuple[str, int, int]]:
    """What is refused by design: what it is, how many tests have it, and how many of them were refused."""
    calling = [case for case in suite.cases(*EVALUATION, *SYNTAX) if case.group in CALLING]
    yield "calls of other services", len(calling), sum(endpoint.ask(case).status_code == 403 for case in calling)
    updates = suite.cases(*UPDATES)
    yield "updates", len(updates), sum(endpoint.update(case).status_code == 403 for case in updates)


def table(suite: Suite, endpoint: Endpoint) -> str:
    """The outcome as Markdown."""
    found = outcomes(suite, endpoint)
    lines = ["| tests | number | this service, over HTTP | pyoxigraph, asked directly |", "|---|---|---|---|"]
    for kind, title in TITLES.items():
        some = [outcome for outcome in found if outcome.case.kind == kind]
        lines.append(f"| {title} | {len(some)} | {sum(one.ours for one in some)} | {sum(one.direct for one in some)} |")
    lines += ["", "| refused by design | number | refused |", "|---|---|---|"]
    lines += [f"| {what} | {number} | {times} |" for what, number, times in refused(suite, endpoint)]
    lines += ["", "| fails | here | directly | because |", "|---|---|---|---|"]
    lines += [_failure(one) for one in found if not (one.ours and one.direct)]
    return "\n".join(lines)


def _failure(outcome: Outcome) -> str:
    ours, direct = ("passes" if passed else "fails" for passed in (outcome.ours, outcome.direct))
    return f"| `{outcome.case.id}` | {ours} | {direct} | {FAILURES.get(outcome.case.id, 'reason not known')} |"


def write(page: Path, text: str) -> None:
    """Put the table between the page's marks. Raises ``ValueError`` where it has none."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{page} has no line {BEGIN!r} followed by {END!r}")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def measured(suite: Suite) -> str:
    """Load the suite's data, serve it, run all tests; returns the table."""
    with tempfile.TemporaryDirectory(prefix="sayso-w3c-") as folder:
        data = Path(folder) / "data"
        load(data, suite, suite.cases(*EVALUATION))
        with serving(Settings(data=data)) as address, httpx.Client(base_url=address, timeout=PATIENCE) as client:
            return table(suite, Endpoint(client))


def main() -> None:
    """Run, print, and write where told to."""
    parser = argparse.ArgumentParser(description="W3C SPARQL 1.1 tests, over HTTP, as a table.")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the table into this page, too, between its marks")
    given = parser.parse_args()
    if not FOLDER.is_dir():
        sys.exit(MISSING)
    text = f"{measured(Suite(FOLDER))}\n\n{protocols.tables()}"
    print(text)
    if given.write:
        write(given.write, text)


if __name__ == "__main__":
    main()
