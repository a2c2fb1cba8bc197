"""What a running service is made of, and how a route reaches its parts: by ``Annotated`` aliases, never by a global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urljoin

from anyio import CapacityLimiter
from fastapi import Depends, Query, Request
from starlette.responses import Response

from app.answers.claims import Claims
from app.answers.decisions import Decisions
from app.answers.discrepancies import Discrepancies
from app.answers.documents import Documents
from app.answers.entities import Entities
from app.answers.extent import Extents
from app.answers.models import Page, T
from app.answers.paging import Slice
from app.answers.saved_queries import SavedQueries
from app.answers.support import SupportTable
from app.api.intake import Intake
from app.api.sparql.answers import Answers
from app.api.writing import may_write
from app.errors import InvalidInput
from app.graph.iris import Iris
from app.ledger.port import Ledger, Token
from app.projection.entities import EntitiesFile
from app.projection.merges import Merges
from app.search.port import SearchIndex
from app.settings import Settings
from app.store.port import GraphReader, GraphStates, QueryRunner
from app.store.releases import Releases
from app.workspace.writing import Workspace

WRITERS = 8
"""Writes to workspace graphs that have a thread at a time: they may wait long for each other, and others need threads, too."""

MakePage = Callable[[Request, str], Response]
"""Makes the page of the thing with this id."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one service, built by ``create_app``.

    ``host`` is the address that it listens on, where that is known. ``pages`` maps kinds of things (``document`` …, and
    ``sparql`` for the editor) to what makes their pages; the pages' router fills it.
    """

    settings: Settings
    iris: Iris
    ledger: Ledger
    search: SearchIndex
    merges: Merges
    support: SupportTable
    entities: EntitiesFile
    graph: GraphStates
    pool: QueryRunner
    answers: Answers
    extents: Extents
    saved: SavedQueries
    releases: Releases
    intake: Intake
    workspace: Workspace
    host: str | None
    pages: dict[str, MakePage] = field(default_factory=dict)
    writers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(WRITERS))

    def reader(self) -> GraphReader:
        """The newest published state of the graph, which stays the same while it is held."""
        return self.graph.newest()

    def merged(self, kind: str, identifier: str) -> str | None:
        """The id of the entity or claim that stays where this one was merged into it, ``None`` for every other id."""
        return self.merges.into(kind, identifier)

    def checks(self) -> dict[str, Callable[[], str]]:
        """For each part that must be ready what asks it for a word; the word, or the failure, is for ``/readyz``."""
        return {
            "ledger": lambda: f"event {self.ledger.last()}",
            "engine": lambda: f"snapshot {self.graph.newest().snapshot()}",
            "model": self.intake.model,
            "index": self._index,
        }

    def _index(self) -> str:
        self.search.search("ready", limit=1)
        return "answers"

    def close(self) -> None:
        """End the reader processes and let go of the files."""
        self.workspace.close()
        self.pool.close()
        self.graph.close()
        self.ledger.close()

    def documents(self, reader: GraphReader) -> Documents:
        """Answers about documents from this state of the graph."""
        return Documents(reader, self.ledger, self.search, self.iris, self.settings.publish_text)

    def decisions(self, reader: GraphReader) -> Decisions:
        """Answers about decisions, with names from this state of the graph."""
        return Decisions(reader, self.ledger, self.entities, self.iris)


def parts_of(request: Request) -> Parts:
    """The parts of the service that the request came to."""
    parts: Parts = request.app.state.parts
    return parts


async def _parts(request: Request) -> Parts:
    # FastAPI would send a plain function to a thread, and this one only takes two steps.
    return parts_of(request)


PartsOf = Annotated[Parts, Depends(_parts)]


def reader_of(parts: PartsOf) -> GraphReader:
    """The newest published state of the graph; one request sees one state."""
    return parts.reader()


Reader = Annotated[GraphReader, Depends(reader_of)]


def documents_of(parts: PartsOf, reader: Reader) -> Documents:
    """Answers about documents."""
    return parts.documents(reader)


def entities_of(parts: PartsOf, reader: Reader) -> Entities:
    """Answers about entities."""
    return Entities(reader, parts.iris, parts.support, parts.entities)


def claims_of(parts: PartsOf, reader: Reader) -> Claims:
    """Answers about claims."""
    return Claims(reader, parts.iris, parts.support)


def decisions_of(parts: PartsOf, reader: Reader) -> Decisions:
    """Answers about decisions."""
    return parts.decisions(reader)


def discrepancies_of(parts: PartsOf, reader: Reader) -> Discrepancies:
    """Answers about discrepancies."""
    return Discrepancies(reader, parts.iris)


def part_of(
    parts: PartsOf,
    limit: Annotated[int | None, Query(ge=1, description="most items on the page")] = None,
    cursor: Annotated[str | None, Query(max_length=20_000, description="from the `next` of the page before")] = None,
) -> Slice:
    """Which page of a list is asked for. Raises ``InvalidInput`` for more items than the setting allows."""
    most = parts.settings.max_page_size
    if limit is not None and limit > most:
        raise InvalidInput(f"limit may be at most {most} (SAYSO_MAX_PAGE_SIZE), not {limit}")
    return Slice(limit or min(parts.settings.page_size, most), cursor)


def writer_of(request: Request, parts: PartsOf) -> Token | None:
    """One who may write: the token, or nobody in particular on this machine; raises ``Forbidden``."""
    return may_write(request, parts.ledger, parts.host)


DocumentAnswers = Annotated[Documents, Depends(documents_of)]
EntityAnswers = Annotated[Entities, Depends(entities_of)]
ClaimAnswers = Annotated[Claims, Depends(claims_of)]
DecisionAnswers = Annotated[Decisions, Depends(decisions_of)]
DiscrepancyAnswers = Annotated[Discrepancies, Depends(discrepancies_of)]
Part = Annotated[Slice, Depends(part_of)]
Writer = Annotated[Token | None, Depends(writer_of)]


def followed(request: Request, page: Page[T]) -> Page[T]:
    """The page with the whole URL of the page after it."""
    return page if page.next is None else page.model_copy(update={"next": urljoin(str(request.url), page.next)})
