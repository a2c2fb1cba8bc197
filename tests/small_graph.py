"""A small graph through the real parts: hand-made resolutions, built, stored by the engine, published as a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse
from rdflib import Graph

from app.graph.graphs import Graphs
from app.model.resolution import Resolution
from app.store.embedded import EmbeddedStore
from app.store.port import Change
from app.store.reader import SnapshotReader
from tests.graph import sample


def triples(graph: Graph) -> list[Triple]:
    """The triples of an rdflib graph as the engine has them."""
    return [quad.triple for quad in parse(graph.serialize(format="nt"), format=RdfFormat.N_TRIPLES)]


def published(data: Path, resolutions: Sequence[Resolution]) -> SnapshotReader:
    """A reader of these documents' graphs; the first document was added first."""
    moments = (divmod(sequence, 60) for sequence in range(1, len(resolutions) + 1))
    added = (f"2026-01-02T03:{minutes:02d}:{seconds:02d}Z" for minutes, seconds in moments)
    return stored(
        data, [sample.graphs(resolution, added=moment) for resolution, moment in zip(resolutions, added, strict=True)]
    )


def stored(data: Path, documents: Sequence[Graphs]) -> SnapshotReader:
    """A reader of these graphs."""
    store = EmbeddedStore(data, sample.IRIS)
    try:
        for sequence, graphs in enumerate(documents, 1):
            shared = {str(graph.identifier): triples(graph) for graph in (graphs.entities, graphs.claims)}
            store.apply(Change(sequence, replace={str(graphs.document.identifier): triples(graphs.document)}, add=shared))
        store.publish()
    finally:
        store.close()
    return SnapshotReader(data)
