"""API tokens: made, listed, revoked and verified. Only their hashes are kept."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from sqlalchemy import Engine, insert, select, update

from app.errors import NotFound
from app.ledger import tables
from app.ledger.database import writing
from app.ledger.port import Token
from app.ledger.rows import now, token_of

PREFIX = "sayso_"
"""How every secret begins, so that a leaked one can be recognised."""


def create(engine: Engine, name: str) -> tuple[Token, str]:
    """A new token and its secret: 256 bits of chance, which need no slow hash (RFC 6750 leaves the form free)."""
    secret = PREFIX + secrets.token_urlsafe(32)
    made = Token(secrets.token_hex(6), name, now(), None)
    row = {"id": made.id, "name": name, "sha256": _digest(secret), "created": made.created}
    with writing(engine) as connection:
        connection.execute(insert(tables.token).values(row))
    return made, secret


def listed(engine: Engine) -> list[Token]:
    """All tokens, oldest first."""
    with engine.connect() as connection:
        rows = connection.execute(select(tables.token).order_by(tables.token.c.created, tables.token.c.id))
        return [token_of(row) for row in rows]


def revoke(engine: Engine, token_id: str) -> None:
    """Make a token worthless; one that is revoked already keeps its first moment. Raises ``NotFound``."""
    token = tables.token
    with writing(engine) as connection:
        if connection.execute(select(token.c.id).where(token.c.id == token_id)).first() is None:
            raise NotFound(f"there is no token {token_id!r}")
        connection.execute(update(token).where(token.c.id == token_id, token.c.revoked.is_(None)).values(revoked=now()))


def verify(engine: Engine, secret: str) -> Token | None:
    """The token with this secret, compared with each stored hash in constant time."""
    wanted = _digest(secret)
    with engine.connect() as connection:
        rows = connection.execute(select(tables.token).where(tables.token.c.revoked.is_(None))).all()
    found = [row for row in rows if hmac.compare_digest(row.sha256, wanted)]
    return token_of(found[0]) if found else None


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
