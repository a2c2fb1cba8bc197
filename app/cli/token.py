"""``sayso token``: who may write through the API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.invocation import say, say_json, settings_of

if TYPE_CHECKING:
    from app.ledger.port import Ledger


def application() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(no_args_is_help=True, help="Create, list and revoke the tokens that let programs write through the API.")
    app.command("create")(create)
    app.command("list")(list_)
    app.command("revoke")(revoke)
    return app


@contextmanager
def ledger_of(context: typer.Context) -> Iterator[Ledger]:
    """The ledger of this call, closed at the end."""
    from app.ledger.sql import SqlLedger

    ledger = SqlLedger.of(settings_of(context))
    try:
        yield ledger
    finally:
        ledger.close()


def create(context: typer.Context, name: Annotated[str, typer.Argument(help="Who will use it.")]) -> None:
    """Make a token and print it, once; only its hash is stored. A program on another machine needs one to add documents.

    Example: sayso token create newsroom
    """
    with ledger_of(context) as ledger:
        _, secret = ledger.create_token(name)
    typer.echo("Keep this token; it is not shown again:", err=True)
    say(secret)


def list_(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="One line of JSON a token.")] = False
) -> None:
    """List the tokens with their ids and dates, to see who may write and which one to revoke; never the tokens themselves.

    Example: sayso token list
    """
    with ledger_of(context) as ledger:
        tokens = ledger.tokens()
    if as_json:
        for token in tokens:
            say_json(asdict(token))
        return
    from app.cli.tables import show, table

    show(table("Tokens", ["id", "name", "created", "revoked"], [(t.id, t.name, t.created, t.revoked) for t in tokens]))


def revoke(
    context: typer.Context, token_id: Annotated[str, typer.Argument(metavar="ID", help="The id that sayso token list shows.")]
) -> None:
    """End a token at once, for instance when it was lost or its user left.

    Example: sayso token revoke 3f2a9c01d4e5
    """
    with ledger_of(context) as ledger:
        ledger.revoke_token(token_id)
    typer.echo(f"revoked {token_id}")
