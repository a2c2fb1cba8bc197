"""The SPARQL 1.1 Protocol for queries: GET, POST by form, POST direct; what is asked runs in the pool of killable readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.api import formats
from app.api.negotiation import best, prefers, ranked
from app.api.parts import Parts, PartsOf
from app.api.service_description import service_description
from app.errors import NotAcceptable, QueryRefused, QuerySyntax, UnsupportedFormat
from app.export.description import written_graph

router = APIRouter(tags=["sparql"])

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
REFUSED_UPDATE = "this service answers queries; the graph changes when documents are added or retracted"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the protocol: the query, the graphs that it is to be asked of, and the format by name."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None


async def asked(request: Request) -> Asked:
    """Read a request of the protocol.

    Raises ``QuerySyntax`` for more or less than one query, ``QueryRefused`` for an update, ``UnsupportedFormat`` otherwise.
    """
    pairs = list(request.query_params.multi_items())
    if request.method == "POST":
        pairs += await _posted(request)
    if any(name == "update" for name, _ in pairs):
        raise QueryRefused(REFUSED_UPDATE)
    queries = _named(pairs, "query")
    if len(queries) > 1 or (request.method == "POST" and not queries):
        raise QuerySyntax(f"give exactly one query, not {len(queries)}")
    query = queries[0] if queries else None
    named = _named(pairs, "format") or _named(pairs, "output")
    graphs = _named(pairs, "default-graph-uri"), _named(pairs, "named-graph-uri")
    return Asked(query, *graphs, named[0] if named else None)


async def _posted(request: Request) -> list[tuple[str, str]]:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == UPDATE:
        raise QueryRefused(REFUSED_UPDATE)
    if media not in {FORM, DIRECT}:
        raise UnsupportedFormat(f"give the query as {DIRECT} or as a form ({FORM})")
    try:
        body = (await request.body()).decode()
    except UnicodeDecodeError as error:
        raise QuerySyntax(f"the query is not UTF-8: {error.reason} at byte {error.start}") from None
    return [("query", body)] if media == DIRECT else parse_qsl(body, keep_blank_values=True)


def _named(pairs: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in pairs if key == name)


def answer_formats(request: Request, name: str | None) -> tuple[str, ...]:
    """The media types that the client takes, the best first: by ``format=`` if given, else by ``Accept``.

    Raises ``NotAcceptable`` where it takes none of ours.
    """
    if name is None:
        liked = ranked(request.headers.get("accept"), list(formats.ANSWERS))
        return tuple(dict.fromkeys(media for alias in liked for media in formats.ANSWERS[alias]))
    known = formats.NAMED.get(name.lower()) or formats.ANSWERS.get(name.lower())
    if known is None:
        raise NotAcceptable(f"there is no format {name!r}; there are {', '.join(formats.NAMED)}")
    return known


Question = Annotated[Asked, Depends(asked)]


def answer(request: Request, question: Question, parts: PartsOf) -> Response:
    """Answer a query; without one, describe the service, or show the editor to a browser."""
    if question.query is not None:
        wanted = answer_formats(request, question.format)
        return run(parts, question.query, wanted, question.default_graphs, question.named_graphs)
    accept = request.headers.get("accept")
    page = parts.pages.get("sparql")
    if page is not None and question.format is None and prefers(accept, formats.HTML, formats.TURTLE):
        return _varying(page(request, ""))
    media = best(accept, formats.GRAPHS)
    graph = service_description(parts.iris, str(request.url.replace(query="")))
    return _varying(Response(written_graph(graph, media, str(parts.iris.context())), media_type=media))


def run(
    parts: Parts, query: str, wanted: Sequence[str], default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
) -> Response:
    """Run a query in the pool and hand on what it gives. Raises what ``QueryRunner.run`` raises."""
    found = parts.pool.run(query, wanted, default_graphs, named_graphs)
    return _varying(Response(found.content, media_type=found.media_type, headers={"X-Sayso-Snapshot": found.snapshot}))


def _varying(response: Response) -> Response:
    response.headers["Vary"] = "Accept"
    return response


router.add_api_route("/sparql", answer, methods=["GET"], response_model=None, operation_id="sparql_get")
router.add_api_route("/sparql", answer, methods=["POST"], response_model=None, operation_id="sparql_post")
