"""Linked data: every IRI that we mint gives a page to people and RDF to machines (content negotiation lives here)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.answers.places import sought
from app.api.formats import HTML, RDF
from app.api.negotiation import best
from app.api.parts import Parts, PartsOf, Reader
from app.errors import NotFound
from app.export.description import described, written
from app.graph.iris import KINDS
from app.store.port import GraphReader

router = APIRouter(include_in_schema=False)

API = {"document": "documents", "entity": "entities", "claim": "claims"}
"""The kinds that the JSON API has, by their names there."""


def split(identifier: str) -> tuple[str, str | None]:
    """An id and the extension behind it, if it is one of ours (ids may have dots of their own)."""
    name, dot, extension = identifier.rpartition(".")
    return (name, extension) if dot and extension in {*RDF, "json", "html"} else (identifier, None)


def describe(request: Request, kind: str, identifier: str, parts: Parts, reader: GraphReader) -> Response:
    """The thing of this kind, in the format that the extension or else ``Accept`` asks for."""
    name, extension = split(identifier)
    if kind == "entity" and (merged := parts.merged(name)):
        return RedirectResponse(f"/entity/{quote(merged)}" + (f".{extension}" if extension else ""), 308)
    page = parts.pages.get(kind)
    if extension == "json" and kind in API:
        return RedirectResponse(f"/api/{API[kind]}/{quote(name)}", 307)
    media = _media(request, extension, page is not None)
    if media == HTML and page is not None:
        return _varying(page(request, name))
    return _varying(_data(parts, reader, kind, name, media))


def _media(request: Request, extension: str | None, has_page: bool) -> str:
    if extension is not None:
        return {**RDF, "json": RDF["jsonld"], "html": HTML if has_page else RDF["ttl"]}[extension]
    # A browser names HTML; who does not mind gets Turtle, and so does a browser for what has no page.
    found = best(request.headers.get("accept"), [*RDF.values(), HTML, "application/xhtml+xml"])
    return found if found in RDF.values() else (HTML if has_page else RDF["ttl"])


def _data(parts: Parts, reader: GraphReader, kind: str, identifier: str, media: str) -> Response:
    iri = sought(parts.iris, kind, identifier)
    quads = described(reader, parts.iris, iri)
    if not quads:
        raise NotFound(f"there is no {kind} {identifier!r}")
    return Response(written(quads, media, str(parts.iris.context())), media_type=media)


def _varying(response: Response) -> Response:
    response.headers["Vary"] = "Accept"
    return response


def _route(kind: str) -> Callable[..., Response]:
    def dereference(request: Request, identifier: str, parts: PartsOf, reader: Reader) -> Response:
        return describe(request, kind, identifier, parts, reader)

    dereference.__doc__ = f"The {kind} with this id."
    return dereference


for _kind in KINDS:
    router.add_api_route(f"/{_kind}/{{identifier:path}}", _route(_kind), methods=["GET"], response_model=None)
