"""``sayso serve``: the page, the API and SPARQL, as a few processes with one duty each."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.invocation import complain, settings_of

if TYPE_CHECKING:
    from app.cli.supervision import Child
    from app.settings import Settings

SERVICE = "sayso serve"
"""How the owner of a data folder calls itself when it is a service (``app/composition.py``)."""
BACKLOG = 2048
"""Connections that may wait to be taken, as uvicorn has it."""


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="Address to listen on; unless it is a loopback one, writing needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Web processes.")] = 1,
) -> None:
    """Serve the page, the API and SPARQL until Ctrl-C or SIGTERM, for people in a browser and for programs.

    Example: sayso serve --port 8080
    """
    from app.cli.supervision import Supervisor

    settings = settings_of(context)
    with listening(host, port) as listener:
        alone(settings)
        address = f"http://{bracketed(host)}:{listener.getsockname()[1]}"
        typer.echo(f"Sayso serves {settings.data} on {address} (Ctrl-C ends it)", err=True)
        code = Supervisor(children(settings, listener, host, workers), complain).run()
    raise typer.Exit(code)


def alone(settings: Settings) -> None:
    """Raises ``Busy`` where a service runs on the data folder already, ``DataFolder`` where it cannot be used.

    Raises ``InvalidInput`` for settings that only its processes would find to be wrong.
    """
    from app.cli.local import usable
    from app.errors import Busy
    from app.projection import lock
    from app.store.guard import service_addresses

    service_addresses(settings.service_addresses)

    usable(settings.data)
    if (lock.owner(settings.data) or "").startswith(SERVICE):
        raise Busy(f"a service runs on {settings.data} already; end it first, or name another folder with --data")


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens, made before anything else is started. Raises ``Busy`` or ``InvalidInput``."""
    from app.errors import Busy, InvalidInput

    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (socket.gaierror, UnicodeError):
        raise InvalidInput(f"{host!r} is not an address of this machine; try --host 127.0.0.1") from None
    listener = socket.socket(family, kind)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise Busy(f"cannot listen on {host} port {port}: {error.strerror}; try another with --port") from None
    return listener


def children(settings: Settings, listener: socket.socket, host: str, workers: int) -> list[Child]:
    """The projector first, then the web processes, all on the same data folder."""
    from app.cli.supervision import Child

    start = [sys.executable, "-m", "app.cli.duty"]
    data = str(settings.data.absolute())
    web = [*start, "web", data, str(listener.fileno()), host]
    return [
        Child("projector", [*start, "projector", data]),
        *(Child(f"web process {number}", web, inherited=(listener.fileno(),)) for number in range(1, workers + 1)),
    ]


def bracketed(host: str) -> str:
    """A host as it stands in a URL (RFC 3986, 3.2.2)."""
    return f"[{host}]" if ":" in host else host
