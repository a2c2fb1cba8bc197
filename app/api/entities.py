"""Entities: listed, and one with its neighbours and roles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.answers.entities import EntityFilter
from app.answers.models import EntityDetail, EntitySummary, Page
from app.api.parts import EntityAnswers, Part, PartsOf, followed

router = APIRouter(prefix="/api/entities", tags=["entities"])


@router.get("")
def list_entities(
    request: Request, answers: EntityAnswers, part: Part, wanted: Annotated[EntityFilter, Depends(EntityFilter)]
) -> Page[EntitySummary]:
    """Entities, the one named most first."""
    return followed(request, answers.list(wanted, part))


@router.get("/{entity_id}", response_model=EntityDetail, responses={308: {"description": "merged into another entity"}})
def get_entity(entity_id: str, answers: EntityAnswers, parts: PartsOf) -> EntityDetail | Response:
    """One entity; 308 to the one that stays where it was merged into another."""
    merged = parts.merged("entity", entity_id)
    return RedirectResponse(f"/api/entities/{merged}", 308) if merged else answers.get(entity_id)
