"""``sayso rebuild``: graph and search index anew from the ledger."""

from __future__ import annotations

import typer

from app.cli.invocation import settings_of


def rebuild(context: typer.Context) -> None:
    """Make graph and search index anew from the ledger: after a change of the base IRI, or when sayso check asks for it.

    Nothing is lost by it, and the same ledger gives the same graph. Stop the service first.

    Example: sayso rebuild
    """
    from app.cli.local import opened

    with opened(settings_of(context), catch_up=False) as local:
        sequence = local.rebuild()
    typer.echo(f"graph and search index are built anew up to event {sequence} of the ledger")
