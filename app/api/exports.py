"""Exports, streamed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import StreamingResponse

from app.api.parts import PartsOf, Reader
from app.export.formats import export, format_named
from app.export.scope import Scope

router = APIRouter(tags=["export"])

Text = str | None


def scope(
    document: Annotated[Text, Query(description="id or IRI of a document")] = None,
    entity: Annotated[Text, Query(description="id or IRI of an entity: the documents that name it")] = None,
    claim: Annotated[Text, Query(description="id or IRI of a claim: the documents that report it")] = None,
    published_from: Annotated[Text, Query(alias="from", description="first date, as exact as wanted")] = None,
    published_to: Annotated[Text, Query(alias="to", description="last date, as exact as wanted")] = None,
) -> Scope:
    """What the query string asks to export."""
    return Scope(document, entity, claim, published_from, published_to)


@router.get("/export/{name}", response_class=StreamingResponse)
def get_export(name: str, parts: PartsOf, reader: Reader, wanted: Annotated[Scope, Depends(scope)]) -> StreamingResponse:
    """The graph, or the part of it that some documents say, in the format of this name."""
    form = format_named(name)
    headers = {"Content-Disposition": f'attachment; filename="sayso.{form.extension}"'}
    return StreamingResponse(export(name, reader, parts.iris, wanted), media_type=form.media_type, headers=headers)
