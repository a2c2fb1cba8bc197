"""The SPARQL 1.1 Graph Store HTTP Protocol: every graph can be read, workspace graphs can be written by who may write.

A graph is named indirectly (``/graphs?graph=IRI``, ``/graphs?default``), directly (``/graphs/workspace/notes``), or by its own
address (``/graph/workspace/notes``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPMethod
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from app.answers.graphs import GraphKind, GraphSummary, NamedGraphs
from app.answers.models import Page
from app.api.conditions import condition, entity_tag, has_already
from app.api.formats import GRAPHS, RDF, content_type
from app.api.negotiation import best, ranked
from app.api.parts import Part, Parts, PartsOf, Writer, followed
from app.api.sparql.answers import wishes
from app.api.sparql.question import Asked
from app.errors import GraphNotNamed, InvalidInput, NotFound, UnreadableGraph, UnsupportedFormat
from app.ledger.port import Token, WorkspaceGraph
from app.publishing import published_after
from app.workspace import names
from app.workspace.formats import written
from app.workspace.reading import MULTIPART, Posted
from app.workspace.writing import Written

router = APIRouter(tags=["graphs"])

EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
"""All of the default graph of a query, which the request makes the graph that it wants."""

READABLE = "GET, HEAD, OPTIONS"
WRITABLE = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
COLLECTION = "GET, HEAD, POST, OPTIONS"
TAKEN = {"Accept-Post": ", ".join((*GRAPHS, MULTIPART))}
OTHERS = [str(method) for method in HTTPMethod if method not in {"GET", "HEAD", "PUT", "POST", "DELETE"}]

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
DEFAULT = "the default graph"
"""Stands for the union of all graphs, where an IRI would name one of them."""


def named(request: Request, parts: PartsOf) -> str | None:
    """The IRI of the graph that the path or the query string names, ``DEFAULT``, or ``None`` where nothing is named.

    Raises ``GraphNotNamed`` for more than one name and for one that is no absolute IRI.
    """
    if "path" in request.path_params:
        return f"{parts.iris.graph('')}{request.path_params['path']}"
    graphs, defaults = (request.query_params.getlist(name) for name in ("graph", "default"))
    if len(graphs) + len(defaults) > 1:
        raise GraphNotNamed("name one graph: graph=IRI or default, once")
    if graphs and not ABSOLUTE.match(graphs[0]):
        raise GraphNotNamed(f"name the graph by its absolute IRI, such as {parts.iris.graph('entities')}, not by {graphs[0]!r}")
    return graphs[0] if graphs else DEFAULT if defaults else None


Named = Annotated[str | None, Depends(named)]


@router.get("/graphs", response_model=Page[GraphSummary])
async def list_or_read(
    request: Request,
    parts: PartsOf,
    part: Part,
    iri: Named,
    kind: Annotated[GraphKind | None, Query(description="only graphs of this kind")] = None,
    graph: Annotated[str | None, Query(description="the IRI of a graph: its triples, by `Accept`")] = None,
    default: Annotated[str | None, Query(description="the union of all graphs, by `Accept`")] = None,
) -> Response | Page[GraphSummary]:
    """The named graphs; with `graph` or `default` the triples of that graph."""
    if iri is not None:
        return await read(request, parts, iri)
    return await run_in_threadpool(lambda: followed(request, NamedGraphs(parts.reader(), parts.iris).list(kind, part)))


@router.get("/graphs/{path:path}", response_model=None, include_in_schema=False)
async def read_directly(request: Request, parts: PartsOf, iri: Named) -> Response:
    """The triples of the graph `B/graph/{path}`, by `Accept`."""
    assert iri is not None
    return await read(request, parts, iri)


@router.get("/graph/workspace/{name}", response_model=None, include_in_schema=False)
def read_workspace(request: Request, parts: PartsOf, name: str) -> Response:
    """A workspace graph at its own address; an extension names a format, unless a graph has that name."""
    graph = parts.workspace.graph(name)
    start, _, extension = name.rpartition(".")
    if graph is None and start and extension in RDF:
        return given(request, there(parts.workspace.graph(start), start), RDF[extension])
    return given(request, there(graph, name), best(request.headers.get("accept"), GRAPHS))


async def read(request: Request, parts: Parts, iri: str) -> Response:
    """The triples of a graph.

    A workspace graph comes from the ledger, as it was written; others come as answers of the engine, with what holds for them:
    whole or an error, streamed where they are large, under the limits of queries. Raises ``NotFound`` and what those raise.
    """
    liked = ranked(request.headers.get("accept"), GRAPHS)
    name = names.workspace_name(parts.iris, iri)
    if name is not None:
        return await run_in_threadpool(lambda: given(request, there(parts.workspace.graph(name), name), liked[0]))
    if iri != DEFAULT and not await run_in_threadpool(_there_is, parts, iri):
        raise NotFound(f"there is no graph {iri}")
    asked = Asked(EVERYTHING, tuple(liked), () if iri == DEFAULT else (iri,))
    return await parts.answers.to(asked, wishes(request.scope))


def _there_is(parts: Parts, iri: str) -> bool:
    try:
        return parts.iris.parse(iri) is not None and NamedGraphs(parts.reader(), parts.iris).there_is(iri)
    except InvalidInput:
        return False


def there(graph: WorkspaceGraph | None, name: str) -> WorkspaceGraph:
    """The graph; raises ``NotFound`` where there is none."""
    if graph is None:
        raise NotFound(f"there is no workspace graph {name!r}")
    return graph


def given(request: Request, graph: WorkspaceGraph, media: str) -> Response:
    """A workspace graph in a format; 304 for who has it."""
    headers = {"ETag": entity_tag(graph, media), "Vary": "Accept", "Cache-Control": "no-cache"}
    if has_already(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(written(graph.content or b"", media), headers=headers | {"Content-Type": content_type(media)})


async def posted(request: Request) -> Posted:
    """The graph that the request brings. Raises ``UnsupportedFormat`` before the body is read, and ``UnreadableGraph``."""
    content_type = request.headers.get("content-type", "")
    try:
        Posted(content_type, b"").kind()
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise UnsupportedFormat("give the graph as it is, without a Content-Encoding")
    except UnsupportedFormat as error:
        raise HTTPException(error.status, headers={**TAKEN, "Accept-Encoding": "identity"}) from error
    if "content-range" in request.headers:
        raise UnreadableGraph("a graph is written as a whole (Content-Range): send all of it, or POST what is new")
    return Posted(content_type, await request.body())


def answered(parts: Parts, done: Written) -> Response:
    """What a write did, once readers see it."""
    published_after(parts.settings, done.graph.sequence)
    graph = done.graph
    iri = names.workspace_iri(parts.iris, graph.name)
    summary = GraphSummary(
        id=f"{names.WORKSPACE}{graph.name}",
        iri=iri,
        kind="workspace",
        triples=graph.triples,
        writable=True,
        updated=graph.at,
        by=graph.by,
    )
    return JSONResponse(summary.model_dump(), 201 if done.created else 200, {"Location": iri} if done.created else None)


def writable(parts: Parts, iri: str | None) -> str:
    """The name of the workspace graph that is to be written. Raises ``GraphNotNamed`` or ``NotWritable``."""
    if iri is None:
        raise GraphNotNamed("name the graph: graph=IRI; a POST without a name makes a new one")
    return names.writable(parts.iris, iri)


async def put(request: Request, parts: PartsOf, writer: Writer, iri: Named) -> Response:
    """Give a workspace graph the content of the request, in place of what it has."""
    name = writable(parts, iri)
    content = await posted(request)
    return await _writing(parts, lambda: answered(parts, parts.workspace.put(name, content, _by(writer), condition(request))))


async def post(request: Request, parts: PartsOf, writer: Writer, iri: Named) -> Response:
    """Add the content of the request to a workspace graph; without a name, to a new one."""
    name = names.minted() if iri is None else writable(parts, iri)
    content = await posted(request)
    return await _writing(parts, lambda: answered(parts, parts.workspace.merge(name, content, _by(writer), condition(request))))


async def delete(request: Request, parts: PartsOf, writer: Writer, iri: Named) -> Response:
    """Remove a workspace graph; the ledger keeps what it was."""
    name = writable(parts, iri)

    def removed() -> Response:
        published_after(parts.settings, parts.workspace.drop(name, _by(writer), condition(request)))
        return Response(status_code=204)

    return await _writing(parts, removed)


async def _writing(parts: Parts, write: Callable[[], Response]) -> Response:
    return await to_thread.run_sync(write, limiter=parts.writers)


def _by(writer: Token | None) -> str | None:
    return writer.name if writer else None


def others(request: Request, parts: PartsOf, iri: Named) -> Response:
    """Say which methods there are."""
    mine = iri is not None and names.workspace_name(parts.iris, iri) is not None
    allowed = {"Allow": WRITABLE if mine else COLLECTION if iri is None else READABLE}
    if request.method == HTTPMethod.OPTIONS:
        return Response(status_code=204, headers=allowed | (TAKEN if "POST" in allowed["Allow"] else {}))
    raise HTTPException(405, headers=allowed)


BODY = {"requestBody": {"required": True, "content": {media: {"schema": {"type": "string"}} for media in GRAPHS}}}
BY_QUERY = {
    "parameters": [
        {"name": "graph", "in": "query", "required": False, "schema": {"type": "string"}, "description": "the IRI of the graph"}
    ]
}

for _path in ("/graphs", "/graphs/{path:path}", "/graph/{path:path}"):
    _shown = _path == "/graphs"
    _routes = APIRouter(tags=["graphs"], include_in_schema=_shown)
    _routes.put(_path, openapi_extra=BODY | BY_QUERY, response_model=GraphSummary)(put)
    _routes.post(_path, openapi_extra=BODY | BY_QUERY, response_model=GraphSummary)(post)
    _routes.delete(_path, openapi_extra=BY_QUERY, status_code=204, response_model=None)(delete)
    _routes.api_route(_path, methods=OTHERS, include_in_schema=False, response_model=None)(others)
    router.include_router(_routes)
