"""``sayso stats``: how much there is, and what is named most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.invocation import say_json, settings_of

if TYPE_CHECKING:
    from app.answers.claims import Claims
    from app.answers.entities import Entities
    from app.answers.models import Stats
    from app.cli.local import Local

MOST_NAMED = 4
"""Names shown of each type."""
LONGEST_TEXT = 160
"""Characters of a claim that a table shows."""

PLURALS = {
    "agency": "Agencies",
    "organization": "Organizations",
    "person": "People",
    "place": "Places",
    "law": "Laws",
    "program": "Programs",
    "report": "Reports",
    "policy": "Policies",
    "group": "Groups",
}


def stats(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False) -> None:
    """Count documents, entities, claims and passages, and show what is named most: a first look at what has been read.

    Example: sayso stats --json
    """
    from app.answers.stats import stats as counted
    from app.cli.local import opened

    with opened(settings_of(context)) as local:
        if not as_json:
            show_stats(local)
            return
        with local.reader() as reader:
            say_json(counted(reader).model_dump(mode="json"))


def show_stats(local: Local) -> None:
    """Print what there is: how many of each sort with the ones named most, and the claims that most documents report."""
    from app.answers.claims import Claims
    from app.answers.entities import Entities
    from app.answers.stats import stats as counted
    from app.cli.tables import show, table

    with local.reader() as reader:
        numbers = counted(reader)
        rows = [_documents(numbers), *_entities(numbers, Entities(reader, local.iris)), _claims(numbers)]
        claims = _most_reported(Claims(reader, local.iris))
    show(table(None, ["found", "", "most named"], rows, numbers=[""]))
    if claims:
        show(table("Claims that most documents report", ["documents", "who says so", "claim"], claims, numbers=["documents"]))


def _documents(numbers: Stats) -> tuple[str, int, str]:
    return "Documents", numbers.documents, ", ".join(name for name, _ in numbers.outlets[:MOST_NAMED])


def _entities(numbers: Stats, entities: Entities) -> Iterator[tuple[str, int, str]]:
    from app.answers.entities import EntityFilter
    from app.answers.paging import Slice

    for kind, plural in PLURALS.items():
        if count := numbers.entities_by_type.get(kind, 0):
            named = entities.list(EntityFilter(type=kind), Slice(limit=MOST_NAMED)).items
            yield plural, count, ", ".join(entity.name for entity in named)


def _claims(numbers: Stats) -> tuple[str, int, str]:
    return "Claims", numbers.claims, f"in {numbers.attributions} attributions and {numbers.passages} exact passages"


def _most_reported(claims: Claims) -> list[tuple[int, str, str]]:
    from app.answers.claims import ClaimFilter
    from app.answers.paging import Slice

    items = claims.list(ClaimFilter(min_documents=2), Slice(limit=MOST_NAMED)).items
    return [(claim.documents, ", ".join(source.name for source in claim.sources), shortened(claim.text)) for claim in items]


def shortened(text: str) -> str:
    """The beginning of a text, cut at a word, marked where something is missing."""
    from textwrap import shorten

    return shorten(text, LONGEST_TEXT, placeholder=" …")
