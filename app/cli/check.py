"""``sayso check``: whether all that is stored holds together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.invocation import say, settings_of

if TYPE_CHECKING:
    from app.projection.agreement import Disagreement
    from app.validation.report import Report

MOST_SHOWN = 100
"""Rows of a table that a person reads; the JSON has all."""


class Format(StrEnum):
    """How the findings are written."""

    TABLE = "table"
    TURTLE = "turtle"
    JSON = "json"


def check(
    context: typer.Context,
    form: Annotated[Format, typer.Option("--format", help="turtle is the SHACL report alone.")] = Format.TABLE,
) -> None:
    """Check all that is stored: shapes, passages against texts, ledger, graph and index with each other.

    One wants it after a crash or a change of software, and before giving data to others. Exit code 1 when something is wrong.

    Example: sayso check
    """
    from app.cli.checking import disagreements, report_of_shapes
    from app.cli.local import opened

    with opened(settings_of(context)) as local, local.reader() as reader:
        report = report_of_shapes(local, reader)
        problems = disagreements(local, reader)
    WRITERS[form](report, problems)
    if problems or not report.conforms:
        raise typer.Exit(1)


def as_turtle(report: Report, problems: Sequence[Disagreement]) -> None:
    """The SHACL report; disagreements go to standard error."""
    say(report.turtle())
    for problem in problems:
        typer.echo(f"{problem.subject}: {problem.message}", err=True)


def as_json(report: Report, problems: Sequence[Disagreement]) -> None:
    """Everything as one object."""
    shapes = json.loads(report.json())
    conforms = report.conforms and not problems
    say(json.dumps({"conforms": conforms, "shapes": shapes, "problems": [asdict(problem) for problem in problems]}, indent=2))


def as_table(report: Report, problems: Sequence[Disagreement]) -> None:
    """A table of what is wrong, then one line that sums up."""
    from app.cli.tables import show, table

    rows = [(result.severity.value, str(result.focus), result.message) for result in report.results]
    rows += [("agreement", problem.subject, problem.message) for problem in problems]
    if rows:
        show(table(None, ["check", "about", "what"], rows[:MOST_SHOWN]))
    if len(rows) > MOST_SHOWN:
        say(f"… and {len(rows) - MOST_SHOWN} more: sayso check --format json shows all")
    say(summary(report, problems))


def summary(report: Report, problems: Sequence[Disagreement]) -> str:
    """One line on all checks."""
    warnings = len(report.results) - len(report.violations)
    if report.conforms and not problems:
        return f"All is well: shapes hold ({warnings} warnings), passages match their texts, ledger, graph and index agree."
    return f"{len(report.violations)} violations of shapes, {warnings} warnings, {len(problems)} disagreements."


WRITERS = {Format.TABLE: as_table, Format.TURTLE: as_turtle, Format.JSON: as_json}
