"""Saved queries, counts, and the latest word of validation."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.answers.models import Page, SavedQuery, Stats
from app.answers.stats import stats
from app.api.parts import PartsOf, Reader
from app.api.sparql import answer_formats, run

router = APIRouter(prefix="/api", tags=["queries"])

FORMAT = "format"


@router.get("/queries")
def list_queries(parts: PartsOf) -> Page[SavedQuery]:
    """The saved queries with their parameters, all on one page."""
    saved = list(parts.saved.list())
    return Page(items=saved, total=len(saved), next=None)


@router.get("/queries/{name}", responses={200: {"description": "the answer, as /sparql would give it"}})
def run_query(request: Request, name: str, parts: PartsOf) -> Response:
    """Run a saved query; its parameters stand in the query string, and ``format`` says how the answer is written."""
    given = {key: value for key, value in request.query_params.items() if key != FORMAT}
    query = parts.saved.sparql(name, given)
    return run(parts, query, answer_formats(request, request.query_params.get(FORMAT)))


@router.get("/stats")
def get_stats(reader: Reader) -> Stats:
    """How much there is."""
    return stats(reader)
