"""``sayso query``: SPARQL on the local data."""

from __future__ import annotations

import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.invocation import settings_of

if TYPE_CHECKING:
    from app.cli.local import Local


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    TURTLE = "turtle"


WRITTEN_AS = {
    Format.TABLE: ("json", "turtle"),
    Format.CSV: ("csv", "turtle"),
    Format.TSV: ("tsv", "turtle"),
    Format.JSON: ("json", "jsonld"),
    Format.TURTLE: ("turtle",),
}
"""What the engine is asked for: solutions and yes or no, then graphs."""


def query(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A file with the query; - for standard input.")] = None,
    name: Annotated[str | None, typer.Option(help="A saved query (docs/queries.md, or /api/queries on the service).")] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", metavar="KEY=VALUE", help="A value for a saved query's parameter."),
    ] = None,
    text: Annotated[str | None, typer.Option("-q", "--query", metavar="SPARQL", help="The query itself.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How the answer is written.")] = Format.TABLE,
    release: Annotated[str | None, typer.Option(metavar="NAME", help="Ask this release, not the data as they are now.")] = None,
) -> None:
    """Ask the local data in SPARQL, with a query of your own or a saved one. The prefixes of the model need not be declared.

    Examples:

    sayso query --name named-in-document -p document=0123456789abcdef

    sayso query -q 'SELECT ?name { ?agency a sayso:Agency ; skos:prefLabel ?name }' --format csv
    """
    from app.cli.local import opened

    if [file, name, text].count(None) != 2:
        raise typer.BadParameter("give one query: a FILE, or --name NAME, or -q SPARQL")
    given = parameters(parameter or [], name)
    with opened(settings_of(context), catch_up=release is None) as local:
        sparql = (
            local.saved().sparql(name, given) if name is not None else text if text is not None else read(file or Path("-"))
        )
        answer(local, sparql, form, release)


def parameters(given: list[str], name: str | None) -> dict[str, str]:
    """``KEY=VALUE`` as a mapping. Raises ``BadParameter`` for anything else."""
    if given and name is None:
        raise typer.BadParameter("-p gives a value to a saved query: add --name NAME")
    pairs = [pair.partition("=") for pair in given]
    for pair in pairs:
        if not pair[0] or not pair[1]:
            raise typer.BadParameter(f"-p wants KEY=VALUE, not {''.join(pair)!r}")
    return {key: value for key, _, value in pairs}


def read(file: Path) -> str:
    """The query in a file. Raises ``InvalidInput``."""
    from app.errors import InvalidInput

    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InvalidInput(f"{file} is not UTF-8 text") from None


def declared(sparql: str) -> str:
    """The query with our prefixes in a line before it; one that the query declares itself takes the place of ours."""
    from app.graph.names import PREFIXES

    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items()) + "\n" + sparql


def placed(message: str) -> str:
    """A message about a declared query with the line that the place has in the query as given."""
    return re.sub(r"\bline (\d+)", lambda found: f"line {int(found[1]) - 1}", message)


def answer(local: Local, sparql: str, form: Format, release: str | None = None) -> None:
    """Run the query and print what it gives."""
    from app.errors import QuerySyntax

    try:
        found = local.run(declared(sparql), WRITTEN_AS[form], release)
    except QuerySyntax as error:
        raise QuerySyntax(placed(str(error))) from None
    if form is Format.TABLE and found.media_type.endswith("json"):
        show_solutions(json.loads(found.content), local.settings.base_iri)
        return
    sys.stdout.buffer.write(found.content)
    sys.stdout.buffer.flush()


def show_solutions(found: dict[str, dict[str, list[dict[str, dict[str, str]]]]], base: str) -> None:
    """Print solutions as a table, or yes or no; IRIs are shortened for reading, the other formats give them whole."""
    from app.cli.tables import show, table

    if "boolean" in found:
        typer.echo("yes" if found["boolean"] else "no")
        return
    names = [str(name) for name in found["head"]["vars"]]
    bindings = found["results"]["bindings"]
    rows = [[shown(row[name], base) if name in row else None for name in names] for row in bindings]
    numeric = [name for name in names if bindings and all(is_number(row.get(name)) for row in bindings)]
    show(table(None, names, rows, numbers=numeric))
    typer.echo(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}", err=True)


def shown(term: dict[str, str], base: str) -> str:
    """A term as a person reads it: ``entity/us-federal-ice``, ``sayso:Agency``, or the words themselves."""
    from app.answers.sparql import compact

    value = term["value"]
    return compact(value).removeprefix(f"{base}/") if term["type"] == "uri" else value


def is_number(term: dict[str, str] | None) -> bool:
    """Whether a value of a solution is a number."""
    kinds = ("#integer", "#decimal", "#double", "#float")
    return term is not None and term.get("datatype", "").endswith(kinds)
