"""Builds the web application: every part is made here and hangs on ``app.state``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from app import __version__
from app.answers.extent import Extents
from app.answers.saved_queries import SavedQueries
from app.api import (
    claims,
    decisions,
    discrepancies,
    docs,
    documents,
    entities,
    exports,
    graphs,
    health,
    linked,
    ontology,
    queries,
    releases,
)
from app.api.compression import Compression
from app.api.cors import OpenToAll
from app.api.intake import Intake
from app.api.middleware import BodyLimit, HeadAsGet
from app.api.page import lists
from app.api.page import queries as page_queries
from app.api.page import releases as page_releases
from app.api.page.pages import Pages
from app.api.page.rendering import STATIC
from app.api.parts import Parts
from app.api.problems import DOCUMENTED, handle_errors
from app.api.safety import SafeHeaders
from app.api.sparql import routes as sparql
from app.api.sparql.answers import Answers
from app.api.sparql.shortcut import Service
from app.graph.iris import Iris
from app.ledger.sql import SqlLedger
from app.projection.entities import EntitiesFile
from app.projection.merges import Merges
from app.projection.support import SupportFile
from app.publishing import published_after
from app.resources import resources
from app.search.sqlite import SqliteSearch
from app.settings import Settings
from app.store.engine import engine_of
from app.store.releases import RELEASES, Releases
from app.workspace.writing import Workspace

ABOUT = "On whose say-so? News articles and their sources as a knowledge graph of attributed claims."
ROUTERS = (
    sparql.router,
    documents.router,
    entities.router,
    claims.router,
    decisions.router,
    discrepancies.router,
    queries.router,
    exports.router,
    ontology.router,
    releases.router,
    linked.router,
    graphs.router,
    health.router,
    docs.router,
    lists.router,
    page_queries.router,
    page_releases.router,
)


def create_app(settings: Settings, host: str | None = None) -> FastAPI:
    """The service on the data folder of ``settings``; ``host`` is the address that it will listen on.

    Raises ``DataFolder`` where the folder cannot be used.
    """
    parts = build(settings, host)
    app = Service(
        title="Sayso",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        middleware=_middleware(settings),
        lifespan=_lifespan(parts),
        responses=DOCUMENTED,
    )
    app.state.parts = parts
    app.answers = parts.answers
    app.state.pages = Pages()
    parts.pages.update(app.state.pages.makers())
    handle_errors(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def build(settings: Settings, host: str | None) -> Parts:
    """The parts of the service. Models and reader processes start with the first request that needs them."""
    iris = Iris(settings.base_iri)
    ledger = SqlLedger.of(settings)
    engine = engine_of(settings)
    pool = engine.runner()
    projection = settings.data / "projection.sqlite"
    return Parts(
        settings=settings,
        iris=iris,
        ledger=ledger,
        search=SqliteSearch(projection),
        merges=Merges(projection),
        support=SupportFile(projection),
        entities=EntitiesFile(projection),
        graph=engine.states(),
        pool=pool,
        answers=Answers(pool, settings),
        extents=Extents(iris),
        saved=SavedQueries(resources() / "ontology" / "queries", iris),
        releases=Releases(settings.data / RELEASES),
        intake=Intake(settings, ledger),
        workspace=Workspace(settings, ledger),
        host=host,
    )


def _middleware(settings: Settings) -> list[Middleware]:
    return [
        Middleware(SafeHeaders),
        Middleware(OpenToAll),
        Middleware(HeadAsGet),
        Middleware(Compression),
        Middleware(BodyLimit, limit=settings.max_body),
    ]


def _lifespan(parts: Parts) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(published_after, parts.settings, parts.ledger.last())
        yield
        await run_in_threadpool(parts.close)

    return lifespan
