"""Where the services of tests put their graphs: each data folder has a place of its own, which is empty when it comes to it."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from app.settings import Settings
from app.store.engine import engine_of
from tests.engines.servers import Oxigraph, Server, Virtuoso

ENGINES: dict[str, Callable[..., Server] | None] = {"embedded": None, "oxigraph": Oxigraph, "virtuoso": Virtuoso}
"""The engines that the API is tested on, and what starts a server of each; the embedded one needs none."""


@dataclass
class Places:
    """Places in servers of one kind. A server holds one service at a time, since a query sees all that a server has.

    So there are as many servers as there were services at one time; one that is free and lasts is given to the next.
    """

    kind: str
    folder: Path
    _servers: list[Server] = field(default_factory=list)
    _free: list[Server] = field(default_factory=list)
    _taken: dict[Path, tuple[Server, int]] = field(default_factory=dict)

    def take(self, settings: Settings) -> Settings:
        """The settings with a place for their data folder; the same one for all who have the same folder."""
        start = ENGINES[self.kind]
        if start is None:
            return settings
        server, users = self._taken.get(settings.data, (None, 0))
        if server is None:
            server = self._free.pop() if self._free else self._started(start)
            emptied(settings.model_copy(update=server.settings))
        self._taken[settings.data] = server, users + 1
        return settings.model_copy(update=server.settings)

    def leave(self, data: Path) -> None:
        """The service on this data folder has ended."""
        if data in self._taken:
            server, users = self._taken.pop(data)
            if users > 1:
                self._taken[data] = server, users - 1
            elif server.lasting:
                self._free.append(server)
            else:
                server.stop()

    def stop(self) -> None:
        """End all servers."""
        for server in self._servers:
            server.stop()

    def _started(self, start: Callable[..., Server]) -> Server:
        folder = self.folder / f"{self.kind}-{len(self._servers)}"
        folder.mkdir()
        server = start(folder)
        self._servers.append(server)
        return server


HERE: ContextVar[Places | None] = ContextVar("places", default=None)
"""The places of the engine that the test at hand is run on; none where it is the embedded one all the same."""


def emptied(settings: Settings) -> None:
    """Remove what another service has left in a server."""
    store = engine_of(settings).store()
    store.clear()
    store.close()
