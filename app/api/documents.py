"""Documents: listed, read, taken in, withdrawn."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import JSONResponse

from app.answers.documents import DocumentFilter
from app.answers.models import Attribution, DocumentDetail, DocumentSummary, Mention, Page
from app.api import web_annotations
from app.api.negotiation import best
from app.api.parts import DocumentAnswers, Part, PartsOf, Writer, followed
from app.errors import UnsupportedFormat

router = APIRouter(prefix="/api/documents", tags=["documents"])

JSON = "application/json"
ISO_DATE = r"^\d{4}(-\d\d(-\d\d)?)?$"


class NewDocument(BaseModel):
    """A document to take in: its text, or a web page's HTML, and what is known of its publication."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = None
    html: str | None = None
    url: str | None = Field(None, max_length=4000)
    kind: Literal["article", "primary"] = "article"
    title: str | None = Field(None, max_length=4000)
    publisher: str | None = Field(None, max_length=1000)
    author: str | None = Field(None, max_length=1000)
    published: str | None = None

    @model_validator(mode="after")
    def _one_content(self) -> NewDocument:
        if self.text is not None and self.html is not None:
            raise ValueError("give text or html, not both")
        if self.text is None and self.html is None:
            raise ValueError("give text or html; fetching a url is not available")
        return self


def json_only(request: Request) -> None:
    """Refuse bodies of another type, with what we take."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != JSON and not media.endswith("+json"):
        raise UnsupportedFormat(f"give it as {JSON}, not {media or 'without a type'}")


@router.get("")
def list_documents(
    request: Request, answers: DocumentAnswers, part: Part, wanted: Annotated[DocumentFilter, Depends(DocumentFilter)]
) -> Page[DocumentSummary]:
    """Documents, the one added last first."""
    return followed(request, answers.list(wanted, part))


@router.post("", status_code=201, dependencies=[Depends(json_only)], responses={200: {"model": DocumentDetail}})
def add_document(given: Annotated[NewDocument, Body()], parts: PartsOf, writer: Writer, response: Response) -> DocumentDetail:
    """Take a document in and answer with what was found in it; 200 where it is known already."""
    added = parts.intake.add(given.model_dump(exclude_none=True))
    response.status_code = 201 if added.created else 200
    response.headers["Location"] = f"/api/documents/{added.document.id}"
    return parts.documents(parts.reader()).get(added.document.id)


@router.get("/{document_id}")
def get_document(document_id: str, answers: DocumentAnswers) -> DocumentDetail:
    """One document with its text, segments and times."""
    return answers.get(document_id)


@router.delete("/{document_id}", status_code=204)
def retract_document(
    document_id: str, parts: PartsOf, writer: Writer, reason: Annotated[str, Query(max_length=1000)] = "retracted by API"
) -> None:
    """Withdraw a document: its graph goes, with all that nothing else supports; the ledger keeps the fact."""
    parts.intake.retract(document_id, reason, writer.name if writer else None)


ANNOTATIONS: dict[int | str, dict[str, Any]] = {
    200: {"content": {web_annotations.MEDIA_TYPE: {}}, "description": "as JSON, or as W3C Web Annotations"}
}


@router.get("/{document_id}/mentions", responses=ANNOTATIONS, response_model=Page[Mention])
def list_mentions(request: Request, document_id: str, answers: DocumentAnswers, part: Part) -> Response | Page[Mention]:
    """What a document names, and where, in text order."""
    found = followed(request, answers.mentions(document_id, part))
    if best(request.headers.get("accept"), (JSON, web_annotations.MEDIA_TYPE)) == JSON:
        return found
    return _annotations(
        request, web_annotations.page([web_annotations.of_mention(item) for item in found.items], found, str(request.url))
    )


@router.get("/{document_id}/attributions", responses=ANNOTATIONS, response_model=Page[Attribution])
def list_attributions(request: Request, document_id: str, answers: DocumentAnswers, part: Part) -> Response | Page[Attribution]:
    """Who says what in a document, in text order."""
    found = followed(request, answers.attributions(document_id, part))
    if best(request.headers.get("accept"), (JSON, web_annotations.MEDIA_TYPE)) == JSON:
        return found
    items = [web_annotations.of_attribution(item) for item in found.items]
    return _annotations(request, web_annotations.page(items, found, str(request.url)))


def _annotations(request: Request, body: dict[str, object]) -> Response:
    media = f'{web_annotations.MEDIA_TYPE}; profile="{web_annotations.CONTEXT}"'
    return JSONResponse(body, media_type=media, headers={"Vary": "Accept"})
