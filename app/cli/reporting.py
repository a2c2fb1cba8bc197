"""How ``sayso add`` tells what becomes of each document: a bar on a terminal, a line each otherwise, JSON for machines."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from app.cli.invocation import complain, say, say_json
from app.cli.tables import console

if TYPE_CHECKING:
    from rich.progress import Progress


class Status(StrEnum):
    """What became of one source."""

    ADDED = "added"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source; ``error`` is one line where it failed."""

    name: str
    status: Status
    id: str | None = None
    title: str | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The outcome in one line for people."""
        return f"{self.status.value:<7}{self.name}" + (f": {self.error}" if self.error else "")


@dataclass(frozen=True, slots=True)
class Sums:
    """How many sources came to which end."""

    added: int = 0
    known: int = 0
    failed: int = 0

    def plus(self, outcome: Outcome) -> Sums:
        """The sums with one more outcome."""
        return replace(self, **{outcome.status.value: getattr(self, outcome.status.value) + 1})


class Reporter(Protocol):
    """Is told of each outcome as it comes."""

    def __enter__(self) -> Reporter: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...

    def tell(self, outcome: Outcome) -> None:
        """One source has come to its end."""


class Lines:
    """A line a document; failures go to standard error."""

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()

    def tell(self, outcome: Outcome) -> None:
        """Print the line."""
        if outcome.status is Status.FAILED:
            complain(f"{outcome.name}: {outcome.error}")
        else:
            say(outcome.line)
            sys.stdout.flush()


class JsonLines:
    """A line of JSON a document, flushed at once, so that whoever reads knows what is in."""

    def __enter__(self) -> JsonLines:
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()

    def tell(self, outcome: Outcome) -> None:
        """Print the object, without what is not known."""
        fields = {
            "name": outcome.name,
            "status": outcome.status.value,
            "id": outcome.id,
            "title": outcome.title,
            "error": outcome.error,
        }
        say_json({name: value for name, value in fields.items() if value is not None} | {"warnings": list(outcome.warnings)})
        sys.stdout.flush()


class Bar:
    """A bar that shows what is being read; only failures stay on the screen."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._progress: Progress | None = None

    def __enter__(self) -> Bar:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}", markup=False),
        )
        self._progress = Progress(*columns, console=console(stderr=True), transient=True)
        self._task = self._progress.add_task("reading", total=self._total)
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress:
            self._progress.stop()

    def tell(self, outcome: Outcome) -> None:
        """Move the bar on; print a failure above it."""
        if self._progress is None:
            return
        self._progress.update(self._task, advance=1, description=outcome.title or outcome.name)
        if outcome.status is Status.FAILED:
            self._progress.console.print(outcome.line, markup=False, soft_wrap=True)


def reporter(as_json: bool, total: int | None) -> Reporter:
    """The reporter that fits the output."""
    if as_json:
        return JsonLines()
    return Bar(total) if sys.stderr.isatty() and sys.stdout.isatty() else Lines()
