"""The graphs that ship with the code: the ontology with its context, and the shapes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph

from app.graph.names import bind_prefixes
from app.resources import resources


def ontology_graph() -> Graph:
    """Our terms as ``ontology/sayso.ttl`` defines them (``B/graph/ontology``)."""
    return _parsed([resources() / "ontology" / "sayso.ttl"])


def shapes_graph() -> Graph:
    """All shapes of ``shapes/*.ttl`` (``B/graph/shapes``)."""
    return _parsed(sorted((resources() / "shapes").glob("*.ttl")))


def context_document() -> str:
    """The JSON-LD context, as the service serves it at ``B/ontology/context.jsonld``."""
    return (resources() / "ontology" / "context.jsonld").read_text("utf-8")


def _parsed(files: Iterable[Path]) -> Graph:
    graph = bind_prefixes(Graph(bind_namespaces="none"))
    for file in files:
        graph.parse(file, format="turtle")
    return graph
