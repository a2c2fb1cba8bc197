"""Which graph engine the settings choose: the only place that decides."""

from __future__ import annotations

from dataclasses import dataclass

from app.graph.iris import Iris
from app.settings import Settings
from app.store import embedded
from app.store.embedded import EmbeddedStore
from app.store.pool import QueryPool
from app.store.port import Engine
from app.store.reader import SnapshotReader


@dataclass(frozen=True, slots=True)
class EmbeddedEngine:
    """Oxigraph in the data folder: one writer, snapshots, and readers that can be killed."""

    settings: Settings

    def store(self) -> EmbeddedStore:
        """The one writer. Raises ``Busy`` or ``DataFolder``."""
        return EmbeddedStore(self.settings.data, Iris(self.settings.base_iri))

    def states(self) -> SnapshotReader:
        """The reader of the newest snapshot."""
        return SnapshotReader(self.settings.data)

    def runner(self) -> QueryPool:
        """The pool of reader processes."""
        return QueryPool(self.settings)

    def discard(self) -> None:
        """Remove a graph that cannot be opened, for a rebuild; snapshots stay."""
        embedded.discard(self.settings.data)


def engine_of(settings: Settings) -> Engine:
    """The engine that the settings name."""
    if not settings.store_url:
        return EmbeddedEngine(settings)
    from app.store.remote.engine import RemoteEngine  # whoever has no such engine need not import what talks HTTP

    return RemoteEngine(settings)
