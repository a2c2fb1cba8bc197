"""Tables that people like to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

NARROWEST = 100
"""Columns of output that is not a terminal: enough that names are not broken."""


def console(*, stderr: bool = False) -> Console:
    """Where people read: the terminal's width, or a fixed one in files and pipes."""
    plain = Console(stderr=stderr, highlight=False)
    return plain if plain.is_terminal else Console(stderr=stderr, highlight=False, width=NARROWEST)


def table(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[str] = ()) -> Table:
    """A plain table; columns named in ``numbers`` are set to the right."""
    made = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return made


def show(made: Table) -> None:
    """Print a table on standard output."""
    console().print(made)
