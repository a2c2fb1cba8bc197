"""``sayso graph``: your own triples, in graphs of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.invocation import say_json, settings_of

if TYPE_CHECKING:
    from app.workspace.writing import Workspace

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the graph, or its IRI.")]
FORM = "ttl, nt, rdf, jsonld, trig or nq"


def application() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(no_args_is_help=True, help="Put, get, drop and list workspace graphs: your own triples beside Sayso's.")
    app.command("put")(put)
    app.command("get")(get)
    app.command("drop")(drop)
    app.command("list")(list_)
    return app


@contextmanager
def workspace_of(context: typer.Context) -> Iterator[Workspace]:
    """The workspace graphs of this call, closed at the end."""
    from app.cli.local import usable
    from app.ledger.sql import SqlLedger
    from app.workspace.writing import Workspace

    settings = settings_of(context)
    usable(settings.data)
    ledger = SqlLedger.of(settings)
    workspace = Workspace(settings, ledger)
    try:
        yield workspace
    finally:
        workspace.close()
        ledger.close()


def put(
    context: typer.Context,
    given: Name,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of triples; - for standard input.")],
    form: Annotated[str | None, typer.Option("--format", help=f"{FORM}; otherwise by the file's extension.")] = None,
    merge: Annotated[bool, typer.Option("--merge", help="Add to what the graph has, and do not replace it.")] = False,
) -> None:
    """Give a workspace graph the triples of a file: notes, codings, links that queries shall see beside what documents say.

    The graph is made, or replaced as a whole. The ledger keeps what it was.

    Example: sayso graph put outlets outlets.ttl
    """
    from app.publishing import published_after
    from app.workspace.reading import Posted

    name = name_of(context, given)
    posted = Posted(media_type(form or Path(file).suffix.lstrip(".") or "ttl"), content_of(file))
    with workspace_of(context) as workspace:
        done = (workspace.merge if merge else workspace.put)(name, posted)
    published_after(settings_of(context), done.graph.sequence)
    what = "made" if done.created else "written" if done.changed else "known already"
    typer.echo(f"{what}: workspace/{name}, {done.graph.triples} triples")


def get(
    context: typer.Context,
    given: Name,
    form: Annotated[str, typer.Option("--format", help=f"{FORM}.")] = "ttl",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there, not to standard output.")
    ] = None,
) -> None:
    """Write the triples of a workspace graph, to look at them or to change them and put them back.

    Example: sayso graph get outlets -o outlets.ttl
    """
    from app.cli.export import write, write_file
    from app.errors import NotFound
    from app.workspace.formats import written

    name, media = name_of(context, given), media_type(form)
    with workspace_of(context) as workspace:
        graph = workspace.graph(name)
    if graph is None:
        raise NotFound(f"there is no workspace graph {name!r}; sayso graph list shows those that there are")
    content = [written(graph.content or b"", media)]
    if output is None:
        write(content)
    else:
        write_file(output, content)


def drop(context: typer.Context, given: Name) -> None:
    """Remove a workspace graph, when its triples shall no longer be seen by queries. The ledger keeps what it was.

    Example: sayso graph drop outlets
    """
    from app.publishing import published_after

    name = name_of(context, given)
    with workspace_of(context) as workspace:
        sequence = workspace.drop(name)
    published_after(settings_of(context), sequence)
    typer.echo(f"dropped workspace/{name}")


def list_(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="One line of JSON a graph.")] = False
) -> None:
    """List the workspace graphs with their size, who wrote them last, and when, to find one again.

    Example: sayso graph list
    """
    from app.cli.tables import show, table

    with workspace_of(context) as workspace:
        graphs = workspace.graphs()
    if as_json:
        for graph in graphs:
            say_json({"name": graph.name, "triples": graph.triples, "updated": graph.at, "by": graph.by})
        return
    rows = [(graph.name, graph.triples, graph.at, graph.by) for graph in graphs]
    show(table("Workspace graphs", ["name", "triples", "updated", "by"], rows, numbers=["triples"]))


def name_of(context: typer.Context, given: str) -> str:
    """The name of the graph that is given by name or IRI. Raises ``NotWritable`` for what is neither."""
    from app.graph.iris import Iris
    from app.workspace.names import workspace_iri, writable

    iris = Iris(settings_of(context).base_iri)
    return writable(iris, given if ":" in given else workspace_iri(iris, given))


def media_type(extension: str) -> str:
    """The media type of an extension. Raises ``InvalidInput`` for one that we do not have."""
    from app.errors import InvalidInput
    from app.workspace.formats import media_named

    media = media_named(extension)
    if media is None:
        raise InvalidInput(f"there is no format {extension!r}: give {FORM} (--format)")
    return media


def content_of(file: str) -> bytes:
    """The bytes of a file, or of standard input. Raises ``InvalidInput`` where it cannot be read."""
    from app.errors import InvalidInput

    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InvalidInput(f"{file}: {error.strerror or error}") from None
