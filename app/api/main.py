"""Builds the web application: every part is made here and hangs on ``app.state``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from app import __version__
from app.answers.saved_queries import SavedQueries
from app.api import claims, docs, documents, entities, exports, health, linked, ontology, queries, sparql
from app.api.intake import Intake
from app.api.merges import Merges
from app.api.middleware import BodyLimit, HeadAsGet
from app.api.page import lists
from app.api.page import queries as page_queries
from app.api.page.pages import Pages
from app.api.page.rendering import STATIC
from app.api.parts import Parts
from app.api.problems import DOCUMENTED, handle_errors
from app.api.safety import SafeHeaders
from app.composition import published_after
from app.graph.iris import Iris
from app.ledger.sql import SqlLedger
from app.resources import resources
from app.search.sqlite import SqliteSearch
from app.settings import Settings
from app.store.engine import engine_of

ABOUT = "On whose say-so? News articles and their sources as a knowledge graph of attributed claims."
ROUTERS = (
    documents.router,
    entities.router,
    claims.router,
    queries.router,
    sparql.router,
    exports.router,
    ontology.router,
    linked.router,
    health.router,
    docs.router,
    lists.router,
    page_queries.router,
)

READING = ["GET", "HEAD", "OPTIONS", "POST"]
"""What pages of other sites may send: POST for long queries. Writing from there needs a token all the same (``writing.py``)."""


def create_app(settings: Settings, host: str | None = None) -> FastAPI:
    """The service on the data folder of ``settings``; ``host`` is the address that it will listen on.

    Raises ``DataFolder`` where the folder cannot be used.
    """
    parts = build(settings, host)
    app = FastAPI(
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
    projection = settings.data / "projection.sqlite"
    return Parts(
        settings=settings,
        iris=iris,
        ledger=ledger,
        search=SqliteSearch(projection),
        merges=Merges(projection),
        graph=engine.states(),
        pool=engine.runner(),
        saved=SavedQueries(resources() / "ontology" / "queries", iris),
        intake=Intake(settings, ledger),
        host=host,
    )


def _middleware(settings: Settings) -> list[Middleware]:
    return [
        Middleware(SafeHeaders),
        Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=READING, allow_headers=["Accept", "Content-Type"]),
        Middleware(HeadAsGet),
        Middleware(BodyLimit, limit=settings.max_body),
    ]


def _lifespan(parts: Parts) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(published_after, parts.settings, parts.ledger.last())
        yield
        await run_in_threadpool(parts.close)

    return lifespan
