"""The command ``sayso`` as a whole: its commands, its global options, and how errors end it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from app import __version__
from app.cli import add, authority, check, decide, export, graph, query, rebuild, release, serve, stats, token
from app.cli.invocation import complain

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it (128 + SIGINT)."""

OVERVIEW = """On whose say-so? News articles and their sources as a knowledge graph of attributed claims.

[bold]First steps[/bold]

  sayso add samples/       read the sample documents

  sayso serve              look at them on http://127.0.0.1:8000

  sayso query -q 'SELECT ?name WHERE { ?agency a sayso:Agency ; skos:prefLabel ?name }'
"""


def application() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="sayso", help=OVERVIEW, rich_markup_mode="rich", add_completion=False, pretty_exceptions_enable=False
    )
    app.callback(no_args_is_help=True)(global_options)
    app.command("add")(add.add)
    app.command("serve")(serve.serve)
    app.command("query")(query.query)
    app.command("export")(export.export)
    app.command("check")(check.check)
    app.command("rebuild")(rebuild.rebuild)
    app.command("release")(release.release)
    app.command("stats")(stats.stats)
    app.add_typer(authority.application(), name="authority")
    app.add_typer(decide.application(), name="decide")
    app.add_typer(graph.application(), name="graph")
    app.add_typer(token.application(), name="token")
    return app


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


def global_options(
    data: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Folder that holds the data; otherwise SAYSO_DATA, otherwise ./data."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options that stand before the command."""


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line: 0 when all went well, 1 when something failed, 2 for wrong usage; errors are one line."""
    from app.errors import SaysoError

    try:
        result = application()(arguments, prog_name="sayso", standalone_mode=False)
        sys.stdout.flush()
    except SaysoError as error:
        complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        return reader_left()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # typer ends the process so, with exit code 1
            return reader_left()
        raise
    except (KeyboardInterrupt, typer.Abort):
        complain("stopped")
        return INTERRUPTED
    except typer.TyperException as error:
        complain(f"{error.format_message()} (sayso --help, sayso COMMAND --help)")
        return error.exit_code
    return result if isinstance(result, int) else 0


def reader_left() -> int:
    """Whoever read our output has read enough (``sayso export trig | head``): no error, nothing more to write."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    main()
