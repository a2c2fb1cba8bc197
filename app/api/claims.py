"""Claims: listed, and one with all that says it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import RedirectResponse

from app.answers.claims import ClaimFilter
from app.answers.models import ClaimDetail, ClaimSummary, Page
from app.api.parts import ClaimAnswers, Part, PartsOf, followed

router = APIRouter(prefix="/api/claims", tags=["claims"])


@router.get("")
def list_claims(
    request: Request, answers: ClaimAnswers, part: Part, wanted: Annotated[ClaimFilter, Depends(ClaimFilter)]
) -> Page[ClaimSummary]:
    """Claims, the one that most documents report first."""
    return followed(request, answers.list(wanted, part))


@router.get("/{claim_id}", response_model=ClaimDetail, responses={308: {"description": "joined with another claim"}})
def get_claim(claim_id: str, answers: ClaimAnswers, parts: PartsOf) -> ClaimDetail | Response:
    """One claim with its attributions, quantities, sources, origins and discrepancies; 308 where it was joined with another."""
    merged = parts.merged("claim", claim_id)
    return RedirectResponse(f"/api/claims/{merged}", 308) if merged else answers.get(claim_id)
