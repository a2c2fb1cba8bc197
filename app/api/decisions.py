"""Decisions of people: listed, taken and undone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.answers.decisions import ClaimAttributions, Decision, DecisionFilter, DecisionKindName
from app.answers.models import Page
from app.api.documents import json_only
from app.api.parts import DecisionAnswers, Part, PartsOf, Writer, followed
from app.model.decision import DecisionKind
from app.projection.deciding import Deciding, Wish
from app.publishing import published_after

router = APIRouter(prefix="/api/decisions", tags=["decisions"])

MOST_THINGS = 1000
"""Documents or attributions that one decision may name."""

Things = Annotated[list[str], Field(max_length=MOST_THINGS)]
Sequence = Annotated[int, Path(ge=1, le=2**62, description="the number of the decision")]


class NewDecision(BaseModel):
    """A decision to take: its kind, what it is about (by id or IRI), and why."""

    model_config = ConfigDict(extra="forbid")

    kind: DecisionKindName
    reason: str = Field(min_length=1, max_length=1000)
    entities: Things = []
    claims: Things = []
    attributions: Things = []
    documents: Things = []

    def wish(self) -> Wish:
        """The decision as it is wished."""
        about = {name: tuple(getattr(self, name)) for name in ("entities", "claims", "attributions", "documents")}
        return Wish(DecisionKind(self.kind), self.reason, **about)


@router.get("")
def list_decisions(
    request: Request, answers: DecisionAnswers, part: Part, wanted: Annotated[DecisionFilter, Depends(DecisionFilter)]
) -> Page[Decision]:
    """What people have decided, the newest first; with what they have undone."""
    return followed(request, answers.list(wanted, part))


@router.post("", status_code=201, dependencies=[Depends(json_only)], responses={200: {"model": Decision}})
def decide(given: Annotated[NewDecision, Body()], parts: PartsOf, writer: Writer, response: Response) -> Decision:
    """Take a decision and answer with it once readers see it; 200 where it is in force already."""
    claims = ClaimAttributions(parts.reader(), parts.iris)
    deciding = Deciding(parts.ledger, parts.entities, claims, parts.iris, parts.merges)
    entry = deciding.decide(given.wish(), writer.name if writer else None)
    published_after(parts.settings, entry.sequence)
    response.status_code = 201 if entry.created else 200
    response.headers["Location"] = f"/api/decisions/{entry.sequence}"
    return parts.decisions(parts.reader()).get(entry.sequence)


@router.get("/{sequence}")
def get_decision(sequence: Sequence, answers: DecisionAnswers) -> Decision:
    """One decision, in force or undone."""
    return answers.get(sequence)


@router.delete("/{sequence}")
def undo_decision(sequence: Sequence, parts: PartsOf, writer: Writer) -> Decision:
    """Take a decision back: all is as it would be without it. The ledger keeps both, and one that is undone stays so."""
    entry = parts.ledger.undo(sequence, writer.name if writer else None)
    published_after(parts.settings, entry.sequence)
    return parts.decisions(parts.reader()).get(sequence)
