"""What the graph ``B/graph/workspaces`` says of each workspace graph: who wrote it, when, and how large it is."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple
from rdflib import PROV, RDF, SDO, VOID, XSD

from app.graph.iris import Iris
from app.graph.names import SAYSO
from app.ledger.port import WorkspaceGraph
from app.workspace.names import workspace_iri

TYPE, WRITTEN, AUTHOR, TRIPLES = RECORDED = (str(RDF.type), str(PROV.generatedAtTime), str(SDO.author), str(VOID.triples))
"""The predicates of a record."""


def record_triples(iris: Iris, graph: WorkspaceGraph | None) -> list[Triple]:
    """The record of a workspace graph as one event left it; nothing for a graph that is not present."""
    if graph is None or not graph.present:
        return []
    about = NamedNode(workspace_iri(iris, graph.name))
    said: list[tuple[str, NamedNode | Literal]] = [
        (TYPE, NamedNode(str(SAYSO.WorkspaceGraph))),
        (WRITTEN, Literal(graph.at, datatype=NamedNode(str(XSD.dateTime)))),
        (TRIPLES, Literal(str(graph.triples), datatype=NamedNode(str(XSD.integer)))),
    ]
    if graph.by is not None:
        said.append((AUTHOR, Literal(graph.by)))
    return [Triple(about, NamedNode(predicate), value) for predicate, value in said]
