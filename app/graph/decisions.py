"""Decisions of people as provenance: who decided what about which things, when and why. What was undone is not in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import PROV, SDO, Graph, Literal, URIRef

from app.graph.graphs import Triple, graph_of
from app.graph.iris import Iris
from app.graph.literals import moment
from app.graph.names import SAYSO, A
from app.model.decision import Decided

DECISIONS = "decisions"
"""The name of their graph."""


def decisions_graph(iris: Iris, decided: Iterable[Decided]) -> Graph:
    """The graph ``B/graph/decisions``, whole, of these decisions; those that were undone are left out."""
    in_force = (each for each in decided if each.undone is None)
    return graph_of(iris.graph(DECISIONS), (triple for each in in_force for triple in decision_triples(iris, each)))


def decision_triples(iris: Iris, decided: Decided) -> Iterator[Triple]:
    """One decision as an activity (PROV-O) that used what it is about."""
    iri, decision = iris.decision(decided.sequence), decided.decision
    yield iri, A, SAYSO.Decision
    yield iri, A, PROV.Activity
    yield iri, SAYSO.decisionKind, Literal(decision.kind.value)
    yield iri, PROV.endedAtTime, moment(decided.at)
    yield iri, SAYSO.reason, Literal(decision.reason)
    if decided.by is not None:
        yield iri, SDO.author, Literal(decided.by)
    for thing in used(iris, decided):
        yield iri, PROV.used, thing


def used(iris: Iris, decided: Decided) -> Iterator[URIRef]:
    """What a decision is about, as it was named when it was taken."""
    decision = decided.decision
    for kind, ids in (
        ("entity", decision.entities),
        ("claim", decision.claims),
        ("attribution", decision.attributions),
        ("document", decision.documents),
    ):
        yield from (iris.of(kind, identifier) for identifier in ids)
