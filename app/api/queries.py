"""Saved queries, and counts."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.answers.models import Page, SavedQuery, Stats
from app.answers.stats import stats
from app.api.parts import Parts, PartsOf, Reader
from app.api.sparql.answers import wishes
from app.api.sparql.question import Asked, answer_formats
from app.errors import InvalidInput

router = APIRouter(prefix="/api", tags=["queries"])

FORMAT, RELEASE = "format", "release"
"""Parameters that say how and of what a query is asked; all others are the query's own."""


@router.get("/queries")
def list_queries(parts: PartsOf) -> Page[SavedQuery]:
    """The saved queries with their parameters, all on one page."""
    saved = list(parts.saved.list())
    return Page(items=saved, total=len(saved), next=None)


@router.get("/queries/{name}", responses={200: {"description": "the answer, as /sparql would give it"}})
async def run_query(request: Request, name: str, parts: PartsOf) -> Response:
    """Run a saved query; its parameters stand in the query string, beside ``format`` and ``release`` as /sparql has them."""
    return await parts.answers.to(_asked(request, name, parts), wishes(request.scope))


def _asked(request: Request, name: str, parts: Parts) -> Asked:
    pairs = request.query_params.multi_items()
    twice = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
    if twice:
        raise InvalidInput(f"give each parameter once: {', '.join(twice)}")
    given = dict(pairs)
    form, release = given.pop(FORMAT, None), given.pop(RELEASE, None)
    accept = ",".join(request.headers.getlist("accept")) or None
    return Asked(parts.saved.sparql(name, given), answer_formats(accept, form), release=release or None)


@router.get("/stats")
def get_stats(reader: Reader) -> Stats:
    """How much there is."""
    return stats(reader)
