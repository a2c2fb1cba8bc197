"""How long each saved query takes: ``python -m bench.competency``; the saved queries answer the competency questions.

They are asked of a graph of families of articles (``bench.families``, with the extraction that they should have): about
everything, and for each parameter of its most frequent value alone. Times are CPU seconds in this process, the median of
several, from the text of the query to the last row of its answer in SPARQL's JSON, as the service gives it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from pyoxigraph import QueryResultsFormat, QuerySolution, QuerySolutions, Store

from app.answers.saved_queries import SavedQueries
from app.graph.iris import Iris
from app.resources import resources
from app.settings import Settings
from app.store.snapshots import Snapshots
from bench import machine
from bench.families.banks import WORDINGS
from bench.families.make import write
from bench.families.run import run


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, what was given to it, how many rows it has, and its CPU seconds."""

    query: str
    given: str
    rows: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.query:<22} {self.given or 'everything':<12} {self.rows:>7} rows {1000 * self.seconds:8.1f} ms"


def asked(store: Store, saved: SavedQueries, times: int) -> Iterator[Asked]:
    """Ask all saved queries, each about everything and then with one parameter."""
    for query in saved.list():
        rows, seconds = _timed(store, saved.sparql(query.name, {}), times)
        yield Asked(query.name, "", len(rows), seconds)
        for parameter in query.parameters:
            value = _commonest(rows, parameter)
            if value is not None:
                found, seconds = _timed(store, saved.sparql(query.name, {parameter: value}), times)
                yield Asked(query.name, parameter, len(found), seconds)


def _timed(store: Store, sparql: str, times: int) -> tuple[Sequence[QuerySolution], float]:
    seconds = []
    for _ in range(times):
        started = time.process_time()
        _answer(store, sparql).serialize(format=QueryResultsFormat.JSON)
        seconds.append(time.process_time() - started)
    return list(_answer(store, sparql)), median(seconds)


def _answer(store: Store, sparql: str) -> QuerySolutions:
    answer = store.query(sparql, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    return answer


def _commonest(rows: Sequence[QuerySolution], name: str) -> str | None:
    """The value that most rows have; ``None`` where no row has one, or the query does not tell it."""
    try:
        values = Counter(row[name].value for row in rows if row[name] is not None)
    except (KeyError, ValueError):
        return None
    return min(values, key=lambda value: (-values[value], value), default=None)


def graph_of(folder: Path, documents: int, wording: str) -> Store:
    """The published graph of so many documents of families, read-only."""
    write(folder / "made", documents, 1, wording)
    run(folder / "made", folder / "data", "oracle")
    snapshots = Snapshots(folder / "data" / "snapshots")
    return Store.read_only(str(snapshots.folder / snapshots.newest()))


def table(found: Mapping[str, object], lines: Sequence[Asked]) -> str:
    """What was asked of what, and the slowest."""
    slowest = max(lines, key=lambda line: line.seconds)
    head = ", ".join(f"{name} {value}" for name, value in found.items())
    return "\n".join([head, *map(str, lines), f"slowest: {slowest.query}, {1000 * slowest.seconds:.1f} ms"])


def main() -> None:
    """Make the graph, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.competency", description=__doc__)
    parser.add_argument("--documents", type=int, default=140, help="of families; 140 make about 100,000 quads")
    parser.add_argument("--wording", default="held-out", choices=WORDINGS)
    parser.add_argument("--times", type=int, default=5, help="how often each query is asked (5)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        store = graph_of(Path(folder), given.documents, given.wording)
        saved = SavedQueries(resources() / "ontology" / "queries", Iris(Settings().base_iri))
        print(machine.name())
        print(table({"documents": given.documents, "quads": len(store)}, list(asked(store, saved, given.times))))


if __name__ == "__main__":
    main()
