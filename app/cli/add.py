"""``sayso add``: documents into the ledger, the graph and the search index."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.invocation import say_json, settings_of

if TYPE_CHECKING:
    from app.cli.local import Local
    from app.cli.reporting import Outcome, Reporter, Sums
    from app.model.document import Document
    from app.reading.metadata import Known
    from app.reading.source import Failure
    from app.road import Road
    from app.settings import Settings


class KindOption(StrEnum):
    """What ``--kind`` may say."""

    ARTICLE = "article"
    PRIMARY = "primary"


def add(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files and folders; - for standard input.")],
    kind: Annotated[KindOption | None, typer.Option(help="What the documents are.")] = None,
    url: Annotated[str | None, typer.Option(help="Where the document was published.")] = None,
    publisher: Annotated[str | None, typer.Option(help="The outlet or body that published it.")] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When: 2018, 2018-01 or 2018-01-29.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON a document, then one with the sums.")] = False,
) -> None:
    """Read documents: articles and the primary documents that they cite, in text, HTML, PDF, JSON or JSON lines.

    Of a PDF the pages are kept, with its headings, notes and tables; a scan needs its text recognised first.

    Documents that are known are skipped. One that cannot be read is reported, the others go in, and the exit code is 1.

    Examples:

    sayso add articles/

    sayso add report.pdf --kind primary --publisher 'DHS Office of Inspector General' --published 2018-01-05
    """
    from app.cli.local import opened
    from app.cli.reporting import reporter
    from app.reading.metadata import known

    if (url or title) and not is_one_file(paths):
        raise typer.BadParameter("--url and --title are of one document: name one file with them")
    fields = {"kind": kind, "url": url, "publisher": publisher, "author": author, "title": title, "published": published}
    options = known({name: None if value is None else str(value) for name, value in fields.items()})
    settings = settings_of(context)
    with opened(settings, catch_up=False) as local:
        with reporter(as_json, total(paths)) as told:
            sums = add_all(local, outcomes(local, settings, paths, options), told)
        local.publish()
        close(local, sums, as_json)
    if sums.failed:
        raise typer.Exit(1)


def is_one_file(paths: Sequence[str]) -> bool:
    """Whether one file, or standard input, was named."""
    from pathlib import Path

    return len(paths) == 1 and not Path(paths[0]).is_dir()


def total(paths: Sequence[str]) -> int | None:
    """How many sources there are, where they can be counted without reading: files named one by one."""
    from pathlib import Path

    return len(paths) if all(Path(path).is_file() and not path.endswith(".jsonl") for path in paths) else None


def add_all(local: Local, found: Iterator[Outcome], told: Reporter) -> Sums:
    """Take everything in, telling as it goes."""
    from app.cli.reporting import Sums

    sums = Sums()
    for outcome in found:
        told.tell(outcome)
        sums = sums.plus(outcome)
    return sums


def outcomes(local: Local, settings: Settings, paths: Sequence[str], options: Known) -> Iterator[Outcome]:
    """What becomes of each source, one after the other."""
    from app.model.document import Document
    from app.projection.outlets import PrintedBefore, Remembered
    from app.reading.documents import read_all
    from app.reading.pdf.limits import PdfLimits
    from app.reading.segments.repetition import Paragraphs
    from app.reading.sources import sources
    from app.road import unobserved

    road = local.road(unobserved)
    limits = PdfLimits(settings.max_pages, settings.max_document, settings.pdf_timeout, settings.pdf_memory)
    together = Paragraphs()
    memory = Remembered(together, PrintedBefore(settings.data / "projection.sqlite"))
    for source in sources(paths, limit=settings.max_document, options=options, stdin=sys.stdin.buffer):
        for result in read_all([source], memory, limits):
            if isinstance(result, Document):
                together.remember(result)
            yield outcome_of(road, source.name, result)


def outcome_of(road: Road, name: str, result: Document | Failure) -> Outcome:
    """Take one document in; an error of ours becomes its outcome, so that the others go on."""
    from app.cli.reporting import Outcome, Status
    from app.errors import SaysoError
    from app.reading.source import Failure, shown

    if isinstance(result, Failure):
        return Outcome(shown(result.name), Status.FAILED, error=one_line(result.error))
    title = result.metadata.title
    try:
        added = road.add(result)
    except SaysoError as error:
        return Outcome(shown(name), Status.FAILED, result.id, title, one_line(error))
    status = Status.ADDED if added.created else Status.KNOWN
    return Outcome(shown(name), status, result.id, title, warnings=added.warnings)


def one_line(error: Exception) -> str:
    """An error in one line."""
    return " ".join(str(error).split())


def close(local: Local, sums: Sums, as_json: bool) -> None:
    """Say how it went: the sums, and for people what there is now."""
    from dataclasses import asdict

    from app.cli.stats import show_stats

    if as_json:
        say_json(asdict(sums))
        return
    if sums.added or sums.known:
        show_stats(local)
    typer.echo(f"{sums.added} added, {sums.known} known already, {sums.failed} failed")
