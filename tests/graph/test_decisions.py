"""Decisions and revisions as triples: in our terms, within the shapes."""

from __future__ import annotations

from dataclasses import replace

from rdflib import DCTERMS, PROV, SDO, Graph, Literal

from app.graph.decisions import decisions_graph
from app.graph.graphs import graph_of
from app.graph.names import SAYSO, A
from app.graph.revisions import revision_triples
from app.linking.identity import alone
from app.model.decision import Decided, Decision, DecisionKind
from app.model.joined import Discrepancy, DiscrepancyKind, Place, Side
from app.model.revision import Earlier
from app.model.text import Span
from app.validation.shacl import ShaclValidator
from tests.graph.sample import IRIS, first_article, graphs

AT = "2026-01-02T03:04:05Z"


def test_a_decision_says_who_what_when_and_why() -> None:
    merge = Decided(12, Decision(DecisionKind.MERGE, "one office", entities=("a", "b")), AT, "ann")
    nameless = Decided(13, Decision(DecisionKind.PART, "", claims=("c",), attributions=("d-0-1-0",)), AT)
    undone = Decided(14, Decision(DecisionKind.RETRACT, "wrong", documents=("d",)), AT, undone=15)
    graph = decisions_graph(IRIS, [merge, nameless, undone])
    assert graph.identifier == IRIS.graph("decisions")
    assert set(graph.subjects(A, SAYSO.Decision)) == {IRIS.decision(12), IRIS.decision(13)}
    assert set(graph.objects(IRIS.decision(12), PROV.used)) == {IRIS.entity("a"), IRIS.entity("b")}
    assert graph.value(IRIS.decision(12), SDO.author) == Literal("ann")
    assert graph.value(IRIS.decision(13), SDO.author) is None
    assert ShaclValidator().validate([graph]).results == ()


def test_a_revision_stands_with_what_changed_in_the_graph_of_the_newest() -> None:
    resolution = first_article()
    newest = resolution.document
    older = replace(newest, id="0123456789abcdef", text=newest.text.replace("a", "o"))
    span = resolution.extraction.attributions[0].content[0]
    change = Discrepancy(
        DiscrepancyKind.WORDING,
        (Side(Place(older.id, Span(0, 5)), "before"), Side(Place(newest.id, span), "after", 0, span, 2)),
        "The older text has other words.",
    )
    known = alone(resolution)
    graph = graph_of(IRIS.graph("x"), revision_triples(IRIS, known, [Earlier(older, AT, (change,))]))
    assert graph.value(IRIS.document(newest.id), PROV.wasRevisionOf) == IRIS.document(older.id)
    assert graph.value(IRIS.document(older.id), DCTERMS.title) == Literal(older.metadata.title)
    (thing,) = graph.subjects(A, SAYSO.Discrepancy)
    assert graph.value(thing, SAYSO.ofClaim) == IRIS.claim(known.claims[0])
    assert len(set(graph.objects(thing, SAYSO.side))) == 2
    whole = Graph()
    for part in (*graphs(resolution), graph):
        whole += part
    assert ShaclValidator().validate([whole]).conforms, ShaclValidator().validate([whole]).text()
    rejected = replace(known, rejected=frozenset({0}))
    assert not list(
        graph_of(IRIS.graph("x"), revision_triples(IRIS, rejected, [Earlier(older, AT, (change,))])).objects(
            thing, SAYSO.ofClaim
        )
    )
