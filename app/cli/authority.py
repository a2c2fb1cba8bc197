"""``sayso authority``: names that a user vouches for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.invocation import say_json, settings_of
from app.cli.token import ledger_of

MEDIA_TYPES = {".ttl": "text/turtle", ".turtle": "text/turtle", ".csv": "text/csv"}


def application() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(no_args_is_help=True, help="Add and list your own files of agencies, people, laws and their other names.")
    app.command("add")(add)
    app.command("list")(list_)
    return app


def add(context: typer.Context, file: Annotated[Path, typer.Argument(help="A .ttl file in SKOS, or a .csv file.")]) -> None:
    """Add names that you vouch for, so that documents read from then on are linked to them.

    A file of the same name replaces the older one. A CSV file has the columns id, type, label, names, acronyms, titles,
    part_of, same_as; several values in a cell are separated by |.

    Example: sayso authority add city-agencies.ttl
    """
    from app.errors import InvalidInput
    from app.ledger.port import AuthorityFile
    from app.linking.authority import load
    from app.publishing import published_after

    try:
        content = file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{file}: {error.strerror or error}") from None
    records = load(file.name, content)
    media_type = MEDIA_TYPES[file.suffix.lower()]
    with ledger_of(context) as ledger:
        entry = ledger.add_authority(AuthorityFile(file.name, media_type, content))
    published_after(settings_of(context), entry.sequence)
    typer.echo(f"{'added' if entry.created else 'known already'}: {file.name}, {len(records)} records")


def list_(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="One line of JSON a file.")] = False
) -> None:
    """List the authority files with their numbers of records, to see which names documents are linked to.

    Example: sayso authority list
    """
    from app.cli.tables import show, table
    from app.linking.authority import load, shipped

    with ledger_of(context) as ledger:
        own = [(file.name, len(load(file.name, file.content)), False) for file in ledger.authorities()]
    counts: dict[str, int] = {}
    for record in shipped():
        counts[record.source] = counts.get(record.source, 0) + 1
    rows = [*((name, count, True) for name, count in sorted(counts.items())), *own]
    if as_json:
        for name, count, ships in rows:
            say_json({"name": name, "records": count, "shipped": ships})
        return
    cells = [(name, count, "ships with sayso" if ships else "your own") for name, count, ships in rows]
    show(table("Authority files", ["file", "records", "whose"], cells, numbers=["records"]))
