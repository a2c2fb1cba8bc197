"""Who may write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request

from app.api.writing import may_write
from app.errors import Forbidden
from app.ledger.sql import SqlLedger, sqlite_url


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    """An empty ledger."""
    made = SqlLedger(sqlite_url(tmp_path / "ledger.sqlite"))
    yield made
    made.close()


def request(peer: str = "127.0.0.1", **headers: str) -> Request:
    """A request from ``peer`` with these headers."""
    given = {"host": "127.0.0.1:8000", **headers}
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
    return Request(
        {"type": "http", "method": "POST", "path": "/", "headers": raw, "client": (peer, 40000), "query_string": b""}
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machine_may_write_where_nobody_else_can_come(ledger: SqlLedger, host: str) -> None:
    near = request("::1", host="localhost:8000", origin="http://localhost:8000")
    assert [may_write(asked, ledger, host) for asked in (request(), near)] == [None, None]


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("0.0.0.0", request()),
        (None, request()),
        ("127.0.0.1", request("192.0.2.7")),
        ("127.0.0.1", request(host="rebound.example")),
        ("127.0.0.1", request(origin="https://elsewhere.example")),
        ("127.0.0.1", request(origin="null")),
        ("127.0.0.1", request(origin="http://127.0.0.1:9999")),
        ("127.0.0.1", request(x_forwarded_for="192.0.2.7")),
    ],
)
def test_everyone_else_needs_a_token(ledger: SqlLedger, host: str | None, asked: Request) -> None:
    with pytest.raises(Forbidden, match="needs a token"):
        may_write(asked, ledger, host)


def test_a_token_opens_from_everywhere_until_it_is_revoked(ledger: SqlLedger) -> None:
    token, secret = ledger.create_token("test")
    asked = request("192.0.2.7", authorization=f"Bearer {secret}", origin="https://elsewhere.example")
    may_write(asked, ledger, "0.0.0.0")
    ledger.revoke_token(token.id)
    with pytest.raises(Forbidden, match="revoked"):
        may_write(asked, ledger, "0.0.0.0")


def test_a_wrong_token_is_refused_even_from_this_machine(ledger: SqlLedger) -> None:
    with pytest.raises(Forbidden, match="unknown"):
        may_write(request(authorization="bearer sayso_wrong"), ledger, "127.0.0.1")
