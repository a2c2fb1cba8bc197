"""The names of workspace graphs: ``B/graph/workspace/{name}``. The only place that decides which graphs can be written."""

from __future__ import annotations

import re
import secrets

from pyoxigraph import NamedNode, Quad

from app.errors import NotWritable
from app.graph.iris import Iris

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
WORKSPACE = "workspace/"
RECORDS = "workspaces"
"""The graph that says of each workspace graph who wrote it and when."""


def minted() -> str:
    """A new name, for a graph that was given none."""
    return f"graph-{secrets.token_hex(6)}"


def workspace_iri(iris: Iris, name: str) -> str:
    """The IRI that a workspace graph with this name has, or would have."""
    return f"{iris.graph(WORKSPACE)}{name}"  # rdflib complains of each name that cannot be one


def workspace_name(iris: Iris, iri: str) -> str | None:
    """The name of the workspace graph with this IRI, ``None`` for every other IRI."""
    start = workspace_iri(iris, "")
    name = iri.removeprefix(start)
    return name if iri.startswith(start) and NAME.fullmatch(name) else None


def in_workspace(iris: Iris, quad: Quad) -> bool:
    """Whether a quad stands in a workspace graph."""
    return isinstance(quad.graph_name, NamedNode) and workspace_name(iris, quad.graph_name.value) is not None


def writable(iris: Iris, iri: str) -> str:
    """The name of the workspace graph with this IRI; raises ``NotWritable``, which says which graphs can be written."""
    name = workspace_name(iris, iri)
    if name is None:
        raise NotWritable(
            f"{iri} cannot be written: your own triples go into workspace graphs, {workspace_iri(iris, '')}NAME: a name "
            "has 1 to 100 letters, digits, dots, hyphens and underscores and begins with a letter or a digit"
        )
    return name
