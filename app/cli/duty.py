"""One process of the service: ``python -m app.cli.duty web|projector …``, started and watched by ``sayso serve``."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.supervision import end_with_parent

if TYPE_CHECKING:
    from app.settings import Settings

WAIT = 0.1
"""Seconds between two tries to get a data folder that a command has for a moment."""


def web(settings: Settings, descriptor: int, host: str) -> int:
    """Answer HTTP on a socket that listens already, until told to end."""
    from app.api.main import create_app
    from app.api.server import server_of

    server_of(create_app(settings, host)).run(sockets=[socket.socket(fileno=descriptor)])
    return 0


def project(settings: Settings) -> int:
    """Follow the ledger until told to end; a command that has the data folder at the start is waited for."""
    from app.composition import project_forever
    from app.errors import Busy

    deadline = time.monotonic() + settings.query_timeout
    while True:
        try:
            return project_forever(settings)
        except Busy:
            if time.monotonic() > deadline:
                raise
            time.sleep(WAIT)


def main(arguments: list[str]) -> int:
    """Do the duty that the first argument names."""
    from app.settings import Settings

    end_with_parent()
    duty, data, *rest = arguments
    settings = Settings(data=Path(data))
    if duty == "projector":
        return project(settings)
    return web(settings, int(rest[0]), rest[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
