"""Conditional requests (RFC 9110, 13) on workspace graphs: entity tags, and what ``If-Match`` and ``If-None-Match`` ask."""

from __future__ import annotations

import re
from collections.abc import Callable

from fastapi import Request

from app.api.formats import RDF
from app.errors import PreconditionFailed
from app.ledger.port import WorkspaceGraph

TAG = re.compile(r'(?:W/)?"([^"]*)"')
EXTENSIONS = {media: extension for extension, media in RDF.items()}


def entity_tag(graph: WorkspaceGraph, media: str) -> str:
    """The tag of a graph in a format: strong, since the same event gives the same bytes."""
    return f'"{graph.sequence}-{EXTENSIONS[media]}"'


def has_already(request: Request, tag: str) -> bool:
    """Whether the client has what has this tag (``If-None-Match`` of a GET)."""
    header = request.headers.get("if-none-match")
    return header is not None and (header.strip() == "*" or tag.strip('"') in TAG.findall(header))


def condition(request: Request) -> Callable[[WorkspaceGraph | None], None]:
    """What a writing request asks of the graph that is there; the check raises ``PreconditionFailed``.

    Tags are compared by the state that they stand for, whatever the format in which the client has read it. Weak ones count as
    well: compression makes ours weak, and each still stands for one state.
    """
    wanted, unwanted = request.headers.get("if-match"), request.headers.get("if-none-match")

    def check(held: WorkspaceGraph | None) -> None:
        if wanted is not None and not _matches(wanted, held):
            raise PreconditionFailed("the graph is not as you have read it (If-Match): read it again, and change that")
        if unwanted is not None and _matches(unwanted, held):
            raise PreconditionFailed("the graph is there already (If-None-Match): take another name")

    return check


def _matches(header: str, held: WorkspaceGraph | None) -> bool:
    if held is None:
        return False
    states = {tag.partition("-")[0] for tag in TAG.findall(header)}
    return header.strip() == "*" or str(held.sequence) in states
