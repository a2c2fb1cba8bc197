"""The same data for everybody: a data folder of ours with its snapshot, a copy of that for Oxigraph, N-Quads for rdflib."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from app.composition import projecting
from app.graph.iris import Iris
from app.settings import Settings
from app.store.embedded import EmbeddedStore
from app.store.snapshots import Snapshots
from bench.sparql.claim_graphs import write


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set in a folder of its own; ``seconds`` is what each step of making it took."""

    folder: Path
    quads: int
    seconds: dict[str, float]

    @property
    def data(self) -> Path:
        """Our data folder."""
        return self.folder / "data"

    @property
    def snapshot(self) -> Path:
        """The published snapshot, which nobody writes."""
        snapshots = Snapshots(self.data / "snapshots")
        return snapshots.folder / snapshots.newest()

    @property
    def copy(self) -> Path:
        """A copy of the snapshot, for a server of its own."""
        return self.folder / "copy"

    @property
    def file(self) -> Path:
        """All that is in the snapshot, as N-Quads."""
        return self.folder / "all.nq"


def made(folder: Path, size: int, seed: int) -> DataSet:
    """Make a data set of about ``size`` quads of claims, with the ontology and the shapes that every data folder has."""
    settings, steps = Settings(data=folder / "data"), {}
    lines, started = folder / "claims.nq", time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    write(lines, size, seed, Iris(settings.base_iri))
    steps["generate"] = time.perf_counter() - started
    with projecting(settings, "bench") as projector:
        projector.catch_up()
    steps["load"] = _timed(lambda: _load(settings.data / "graph", lines))
    with closing(EmbeddedStore(settings.data, Iris(settings.base_iri))) as store:
        steps["publish"] = _timed(store.publish)
    found = DataSet(folder, 0, steps)
    steps["copy"] = _timed(lambda: shutil.copytree(found.snapshot, found.copy))
    return DataSet(folder, _dump(found), steps)


def _load(graph: Path, lines: Path) -> None:
    store = Store(graph)
    store.bulk_load(path=lines, format=RdfFormat.N_QUADS)
    store.flush()


def _dump(found: DataSet) -> int:
    store = Store.read_only(str(found.snapshot))
    store.dump(found.file, RdfFormat.N_QUADS)
    return len(store)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
