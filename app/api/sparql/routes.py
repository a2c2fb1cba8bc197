"""``/sparql``: queries by GET, by form and direct; without a query the service describes itself, or shows the editor."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPMethod
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from app.api import formats
from app.api.negotiation import best, prefers
from app.api.parts import Parts, parts_of
from app.api.service_description import service_description, written_description
from app.api.sparql.answers import Ready, headed, wishes
from app.api.sparql.openapi import GIVEN, POSTED
from app.api.sparql.question import DIRECT, FORM, Asked, received
from app.api.sparql.shortcut import OUTCOME
from app.errors import NotAcceptable, UnsupportedFormat

ALLOWED = {"Allow": "GET, HEAD, POST, OPTIONS"}
TAKEN = {"Accept-Post": f"{DIRECT}, {FORM}"}
OTHERS = [str(method) for method in HTTPMethod if method not in {"GET", "HEAD", "POST"}]

WRITTEN = 12
"""Bytes that a character may take: four in UTF-8, each written as ``%41``."""
ROOM = 100_000
"""Bytes of a form beside its query: for the names of graphs."""


class Direct(APIRoute):
    """A route whose endpoint takes the request itself; what FastAPI does for others costs more than a remembered answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint."""
        endpoint: Callable[[Request], Coroutine[Any, Any, Response]] = self.endpoint
        return endpoint


router = APIRouter(tags=["sparql"], route_class=Direct)


@router.get("/sparql", operation_id="sparql_get", openapi_extra=GIVEN, response_model=None)
async def query_by_get(request: Request) -> Response:
    """Answer a query; without one, describe the service, or show the editor to a browser."""
    outcome: Response | Exception | None = request.scope.get(OUTCOME)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome or await _answer(request, None)


@router.post("/sparql", operation_id="sparql_post", openapi_extra=POSTED, response_model=None)
async def query_by_post(request: Request) -> Response:
    """Answer a query that comes in a form, or as the body itself; the query string may name graphs, format and release."""
    return await _answer(request, await _body(request))


@router.api_route("/sparql", methods=OTHERS, include_in_schema=False, response_model=None)
async def refuse(request: Request) -> Response:
    """Say which methods there are."""
    if request.method == HTTPMethod.OPTIONS:
        return Response(status_code=204, headers={**ALLOWED, **TAKEN})
    raise HTTPException(405, headers=ALLOWED)


async def _answer(request: Request, body: bytes | None) -> Response:
    parts = parts_of(request)
    try:
        question = parts.answers.read(received(request.scope, body))
    except UnsupportedFormat as error:
        raise HTTPException(error.status, headers=TAKEN) from error
    if question.query is not None:
        return await parts.answers.to(question, wishes(request.scope))
    return await to_thread.run_sync(_self_described, request, parts, question)


async def _body(request: Request) -> bytes:
    """The body; 413 for more than the longest query that is read can have with all that belongs to it."""
    most = WRITTEN * parts_of(request).settings.max_query + ROOM
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise HTTPException(413, f"a query with all that belongs to it may have at most {most} bytes (SAYSO_MAX_QUERY)")
    return bytes(body)


def _self_described(request: Request, parts: Parts, question: Asked) -> Response:
    accept = request.headers.get("accept")
    page = parts.pages.get("sparql")
    if page is not None and question.format is None and prefers(accept, formats.HTML, formats.TURTLE):
        shown = page(request, "")
        shown.headers["Vary"] = "Accept"
        return shown
    media = _graph_format(accept, question.format)
    reader = parts.reader()
    state = reader.snapshot()
    endpoint = str(request.url.replace(query=""))
    described = Asked(endpoint, (media,))
    tag = described.tag(state)
    if wishes(request.scope).has_already(tag):
        return Ready(304, headed(described, state, tag))
    graph = service_description(parts.iris, endpoint, parts.extents.of(reader), bool(parts.settings.service_addresses))
    body = written_description(graph, media)
    content = ((b"content-type", formats.content_type(media).encode()), (b"content-length", str(len(body)).encode()))
    return Ready(200, (*headed(described, state, tag), *content), body)


def _graph_format(accept: str | None, name: str | None) -> str:
    if name is None:
        return best(accept, formats.GRAPHS)
    named = formats.NAMED.get(name.lower()) or formats.ANSWERS.get(name.lower(), ())
    found = [media for media in named if media in formats.GRAPHS]
    if not found:
        raise NotAcceptable(f"the description is a graph; it can be given as {', '.join(formats.GRAPHS)}")
    return found[0]
