"""An address on loopback that nobody may call: it counts who does."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Listener:
    """Counts connections until it is closed."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.calls = 0
        threading.Thread(target=self._count, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.getsockname()[1]}/"

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _count(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                self.calls += 1
                connection.close()
