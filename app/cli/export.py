"""``sayso export``: the graph, or a part of it, for other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from app.cli.invocation import settings_of


def export(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="FORMAT", help="trig, nquads, graphml, cytoscape, … (docs/api.md lists them all).")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there, not to standard output.")
    ] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only this document.")] = None,
    entity: Annotated[str | None, typer.Option(metavar="ID", help="Only the documents that name this entity.")] = None,
    claim: Annotated[str | None, typer.Option(metavar="ID", help="Only the documents that report this claim.")] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Only documents published since then.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Only documents published until then.")] = None,
    release: Annotated[str | None, typer.Option(metavar="NAME", help="This release, not the data as they are now.")] = None,
) -> None:
    """Write the graph, or the part of it that some documents say, for a graph tool, a triple store or a spreadsheet.

    Example: sayso export graphml -o claims.graphml
    """
    from app.cli.local import opened
    from app.export.formats import export as chunks_of
    from app.export.scope import Scope

    known_format(name)
    scope = Scope(document, entity, claim, start, end)
    with opened(settings_of(context), catch_up=release is None) as local, local.reader(release) as reader:
        chunks = chunks_of(name, reader, local.iris_of(release), scope)
        if output is None:
            write(chunks)
        else:
            write_file(output, chunks)


def known_format(name: str) -> None:
    """Raises ``InvalidInput`` with the formats that there are, where this is none of them."""
    from app.errors import InvalidInput
    from app.export.formats import FORMATS

    if name not in FORMATS:
        raise InvalidInput(f"there is no export format {name!r}; there are {', '.join(FORMATS)}")


def write(chunks: Iterable[bytes]) -> None:
    """Write to standard output."""
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that appears only when it is whole. Raises ``InvalidInput`` where it cannot be written."""
    from app.errors import InvalidInput

    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(chunks)
        unfinished.replace(path)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be written: {error.strerror or error}") from None
    finally:
        unfinished.unlink(missing_ok=True)
