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
from app.store.remote.reader import RemoteStates
from app.store.remote.runner import RemoteRunner
from app.store.remote.store import RemoteStore


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


@dataclass(frozen=True, slots=True)
class RemoteEngine:
    """A SPARQL engine elsewhere."""

    settings: Settings

    def store(self) -> RemoteStore:
        """The one writer. Raises ``InvalidInput`` where the settings name no way to write."""
        return RemoteStore(self.settings)

    def states(self) -> RemoteStates:
        """The reader of what is published."""
        return RemoteStates(self.settings)

    def runner(self) -> RemoteRunner:
        """The runner of strangers' queries."""
        return RemoteRunner(self.settings)

    def discard(self) -> None:
        """Nothing: there is no file of ours to remove, and a rebuild empties our graphs first."""


def engine_of(settings: Settings) -> Engine:
    """The engine that the settings name."""
    return RemoteEngine(settings) if settings.store_url else EmbeddedEngine(settings)
