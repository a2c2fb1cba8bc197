"""Who may write: the only place that decides."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from fastapi import Request

from app.errors import Forbidden
from app.ledger.port import Ledger, Token

SCHEME = "bearer "


def may_write(request: Request, ledger: Ledger, host: str | None) -> Token | None:
    """Let a request write that carries a valid token, or that comes from this machine to a service that listens here alone.

    ``host`` is the address that the service listens on, ``None`` where that is not known. Without a token a request from a
    page of another site is refused (it would borrow the reader's place on this machine), and so is one for another host name
    (a name that was made to point here). Returns the token, if there is one. Raises ``Forbidden``.
    """
    given = request.headers.get("authorization", "")
    if given[: len(SCHEME)].lower() == SCHEME:
        token = ledger.verify_token(given[len(SCHEME) :].strip())
        if token is None:
            raise Forbidden("the token is unknown or revoked; make one with: sayso token create NAME")
        return token
    if not _alone(request, host):
        raise Forbidden("writing needs a token (Authorization: Bearer …); make one with: sayso token create NAME")
    return None


def _alone(request: Request, host: str | None) -> bool:
    peer = request.client.host if request.client else ""
    asked = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    origin = request.headers.get("origin")
    own = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    return all((_loopback(host or ""), _loopback(peer), _loopback(asked), own, "x-forwarded-for" not in request.headers))


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
