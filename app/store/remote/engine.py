"""The parts of the graph store where a SPARQL engine elsewhere keeps the graph."""

from __future__ import annotations

from dataclasses import dataclass

from app.settings import Settings
from app.store.remote.reader import RemoteStates
from app.store.remote.runner import RemoteRunner
from app.store.remote.store import RemoteStore


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
