"""Claims: listed, and one with all that says it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from app.answers.claims import ClaimFilter
from app.answers.models import ClaimDetail, ClaimSummary, Page
from app.api.parts import ClaimAnswers, Part, followed

router = APIRouter(prefix="/api/claims", tags=["claims"])


@router.get("")
def list_claims(
    request: Request, answers: ClaimAnswers, part: Part, wanted: Annotated[ClaimFilter, Depends(ClaimFilter)]
) -> Page[ClaimSummary]:
    """Claims, the one that most documents report first."""
    return followed(request, answers.list(wanted, part))


@router.get("/{claim_id}")
def get_claim(claim_id: str, answers: ClaimAnswers) -> ClaimDetail:
    """One claim with its attributions, quantities, sources and origins."""
    return answers.get(claim_id)
