"""Whether all that is stored holds together: shapes over the whole graph; ledger, graph, index and texts with each other."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from app.export.rdf import quads, write
from app.export.scope import Scope
from app.workspace.names import in_workspace

if TYPE_CHECKING:
    from rdflib import Graph

    from app.cli.local import Local
    from app.projection.agreement import Disagreement
    from app.store.port import GraphReader
    from app.validation.report import Report

N_TRIPLES = "application/n-triples"


def report_of_shapes(local: Local, reader: GraphReader) -> Report:
    """SHACL over the whole graph at once, so that a shape may speak of several documents."""
    from app.validation.shacl import ShaclValidator

    return ShaclValidator().validate([data_graph(local, reader)])


def data_graph(local: Local, reader: GraphReader) -> Graph:
    """All triples of Sayso's own graphs as one rdflib graph; what researchers say in theirs, no shape of ours can judge."""
    from rdflib import Graph

    file = io.BytesIO()
    write((quad for quad in quads(reader, local.iris, Scope()) if not in_workspace(local.iris, quad)), N_TRIPLES, file)
    return Graph(bind_namespaces="none").parse(data=file.getvalue(), format="nt")


def disagreements(local: Local, reader: GraphReader) -> list[Disagreement]:
    """Where ledger, graph, index and the stored texts do not say the same."""
    from app.projection import agreement

    return agreement.check(local.ledger, reader, local.index(), local.iris)
