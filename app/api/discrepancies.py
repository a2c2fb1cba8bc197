"""Discrepancies: listed, and one with both of its sides."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from app.answers.discrepancies import DiscrepancyFilter
from app.answers.models import Discrepancy, Page
from app.api.parts import DiscrepancyAnswers, Part, followed

router = APIRouter(prefix="/api/discrepancies", tags=["claims"])


@router.get("")
def list_discrepancies(
    request: Request,
    answers: DiscrepancyAnswers,
    part: Part,
    wanted: Annotated[DiscrepancyFilter, Depends(DiscrepancyFilter)],
) -> Page[Discrepancy]:
    """Where two attributions of one claim do not agree: drifts from primary documents first, those of a claim together."""
    return followed(request, answers.list(wanted, part))


@router.get("/{discrepancy_id}")
def get_discrepancy(discrepancy_id: str, answers: DiscrepancyAnswers) -> Discrepancy:
    """One discrepancy, with the words of both sides and what is compared of them."""
    return answers.get(discrepancy_id)
