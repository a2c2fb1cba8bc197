"""Linked data: every IRI that we mint gives a page to people and RDF to machines."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from app.answers.places import iri_of, sought
from app.answers.things import exists
from app.api import graphs
from app.api.formats import HTML
from app.api.parts import Parts, PartsOf, Reader
from app.api.representation import Representation, media_wanted, split
from app.errors import Gone, InvalidInput, NotFound, SaysoError
from app.export.description import Descriptions
from app.graph.iris import KINDS
from app.store.port import GraphReader
from app.workspace.names import WORKSPACE

router = APIRouter(include_in_schema=False)

API = {"document": "documents", "entity": "entities", "claim": "claims", "discrepancy": "discrepancies"}
"""The kinds that the JSON API has, by their names there."""

ELSEWHERE = ("release",)
"""Kinds that have routes of their own, since the graph does not hold them."""

OF_DOCUMENTS = ("document", "extraction", "passage", "mention", "attribution", "quantity", "time")
"""The kinds of which the id begins with that of a document."""


def describe(request: Request, kind: str, identifier: str, parts: Parts, reader: GraphReader) -> Response:
    """The thing of this kind, in the format that the extension or else ``Accept`` asks for.

    Raises ``NotFound``, ``Gone`` for what went with a document that was withdrawn, and ``NotAcceptable``.
    """
    name, extension = named(request, kind, identifier, parts, reader)
    query = f"?{request.url.query}" if request.url.query else ""
    if merged := parts.merged(kind, name):
        return RedirectResponse(f"/{kind}/{quote(merged)}" + (f".{extension}" if extension else "") + query, 308)
    if extension == "json" and kind in API:
        return RedirectResponse(f"/api/{API[kind]}/{quote(name, safe='')}", 307)
    media = media_wanted(request, extension)
    try:
        wanted = Representation(f"/{kind}/{quote(name)}", media, _state(request, media, reader), sought(parts.iris, kind, name))
        return wanted.answer(request, lambda: _made(request, kind, name, media, parts, reader))
    except NotFound:
        raise missing(parts, kind, name) from None


def named(request: Request, kind: str, identifier: str, parts: Parts, reader: GraphReader) -> tuple[str, str | None]:
    """The id that a path names, and the extension behind it.

    An id may itself end like an extension, or be written with percent signs in its IRI; what there is decides.
    """
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition(f"/{kind}/")[2]
    for written in dict.fromkeys((identifier, raw)):
        name, extension = split(written)
        if extension is not None and _known(parts, reader, kind, written):
            return written, None
        if name != identifier and unquote(name) != name and _known(parts, reader, kind, name):
            return name, extension
    return split(identifier)


def _known(parts: Parts, reader: GraphReader, kind: str, identifier: str) -> bool:
    try:
        return exists(reader, parts.iris, iri_of(parts.iris, kind, identifier))
    except InvalidInput:
        return False


def _state(request: Request, media: str, reader: GraphReader) -> str:
    """What the answer is made from: the state of the graph, and for people the form of the pages."""
    return f"{reader.snapshot()} {request.app.state.pages.edition}" if media == HTML else reader.snapshot()


def _made(request: Request, kind: str, name: str, media: str, parts: Parts, reader: GraphReader) -> Response:
    if media == HTML:
        return parts.pages[kind](request, name)
    if kind == "graph" and name.startswith(WORKSPACE):
        own = name.removeprefix(WORKSPACE)
        return graphs.given(request, graphs.there(parts.workspace.graph(own), own), media)
    found = Descriptions(reader, parts.iris, parts.support).of(sought(parts.iris, kind, name))
    if found is None:
        raise NotFound(f"there is no {kind} {name!r}")
    headers = {"X-Sayso-Snapshot": reader.snapshot()}
    if found.omitted:
        headers["X-Sayso-Omitted"] = str(found.omitted)
    if found.large:
        return StreamingResponse(found.streamed(media), headers=headers, media_type=media)
    return Response(found.written(media), headers=headers, media_type=media)


def missing(parts: Parts, kind: str, name: str) -> SaysoError:
    """Why there is nothing at an IRI: it never was, or it went with a document that the ledger knows as withdrawn."""
    whole = name.removeprefix("document/") if kind == "graph" and name.startswith("document/") else None
    document = whole or (name.partition("-")[0] if kind in OF_DOCUMENTS else None)
    recorded = parts.ledger.document(document) if document else None
    if recorded is None or recorded.active:
        return NotFound(f"there is no {kind} {name!r}")
    return Gone(f"the document {document} was withdrawn on {recorded.added}, and all that it alone said went with it")


def _route(kind: str) -> Callable[..., Response]:
    def dereference(request: Request, identifier: str, parts: PartsOf, reader: Reader) -> Response:
        return describe(request, kind, identifier, parts, reader)

    dereference.__doc__ = f"The {kind} with this id."
    return dereference


for _kind in KINDS:
    if _kind not in ELSEWHERE:
        router.add_api_route(f"/{_kind}/{{identifier:path}}", _route(_kind), methods=["GET"], response_model=None)
