"""The step from a resolved document to its graphs, exactly as ``docs/architecture.md`` lays them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.graph.attributions import attribution_triples
from app.graph.authorities import Authorities
from app.graph.claims import claim_triples
from app.graph.document import document_triples, provenance_triples, software_triples
from app.graph.entities import membership_triples, official_triples, role_passage_triples, shown_triples
from app.graph.frame import Frame
from app.graph.graphs import Graphs, Parts, Triple, graph_of
from app.graph.iris import Iris
from app.graph.measures import quantity_triples, time_triples
from app.graph.mentions import mention_triples
from app.graph.statements import Statement, statements
from app.model.resolution import Identified


def build_graphs(identified: Identified, iris: Iris, added: str, warnings: Sequence[str], authorities: Authorities) -> Graphs:
    """The graphs of one document (``build_parts``)."""
    parts = build_parts(identified, iris, added, warnings, authorities)
    return Graphs(
        document=graph_of(iris.graph_document(identified.resolution.document.id), parts.document),
        entities=graph_of(iris.graph("entities"), parts.entities),
        claims=graph_of(iris.graph("claims"), parts.claims),
    )


def build_parts(identified: Identified, iris: Iris, added: str, warnings: Sequence[str], authorities: Authorities) -> Parts:
    """The triples of one document.

    ``added`` is the moment at which the ledger took the document (ISO 8601, UTC), ``warnings`` what validation said of it.
    The same arguments give the same triples, so a rebuild gives the same graph.
    """
    frame = Frame.of(identified, iris)
    said = statements(frame)
    official = frozenset(official_triples(frame, authorities))
    shown = frozenset(shown_triples(frame, official)).union(membership_triples(frame), software_triples(frame))
    return Parts(
        document=frozenset(_document(frame, said, added, warnings)),
        entities=shown | official,
        claims=frozenset(claim_triples(frame, said)),
        official=official,
        borrowed=official - shown,
    )


def _document(frame: Frame, said: Sequence[Statement], added: str, warnings: Sequence[str]) -> Iterator[Triple]:
    yield from document_triples(frame, added, warnings)
    yield from provenance_triples(frame)
    yield from mention_triples(frame)
    yield from quantity_triples(frame)
    yield from time_triples(frame)
    yield from attribution_triples(frame, said)
    yield from role_passage_triples(frame)
    yield from frame.passages()
