"""Exports, streamed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import StreamingResponse

from app.api.parts import Parts, PartsOf
from app.export.formats import export, format_named
from app.export.scope import Scope
from app.graph.iris import Iris
from app.release.record import record
from app.store.port import GraphReader

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
def get_export(
    name: str,
    parts: PartsOf,
    wanted: Annotated[Scope, Depends(scope)],
    release: Annotated[Text, Query(description="the release to export, in place of the newest state")] = None,
) -> StreamingResponse:
    """The graph, or the part of it that some documents say, in the format of this name."""
    form = format_named(name)
    reader, iris = state(parts, release or None)
    file = f"sayso-{release}" if release else "sayso"
    headers = {"Content-Disposition": f'attachment; filename="{file}.{form.extension}"', "X-Sayso-Snapshot": reader.snapshot()}
    if release:
        headers["X-Sayso-Release"] = release
    return StreamingResponse(export(name, reader, iris, wanted), media_type=form.media_type, headers=headers)


def state(parts: Parts, release: str | None) -> tuple[GraphReader, Iris]:
    """The newest state, or that of a release, with what its IRIs are. Raises ``NotFound``."""
    if release is None:
        return parts.reader(), parts.iris
    return parts.releases.reader(release), Iris(record(parts.releases, release).base)
