"""What is known of documents together becomes statements with ids that stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rdflib import Literal, URIRef

from app.graph.graphs import graph_of
from app.graph.joined import dependence_iri, dependence_triples, discrepancy_iri, discrepancy_triples, echo_triples
from app.graph.names import SAYSO, A
from app.model.joined import DiscrepancyKind
from app.validation.shacl import ShaclValidator
from tests.graph import joined
from tests.graph.joined import CLAIM, COPIED, ECHO, FIRST_ID, HEDGE, IRIS, SECOND_ID, SHARED, THIRD_ID, UNIT


def test_a_discrepancy_has_two_sides_in_order() -> None:
    graph = graph_of(URIRef("http://127.0.0.1:8000/graph/claims"), discrepancy_triples(IRIS, CLAIM, UNIT))
    (thing,) = graph.subjects(A, SAYSO.Discrepancy)
    sides = sorted(graph.objects(thing, SAYSO.side), key=lambda side: graph.value(side, SAYSO.ordinal))
    assert [str(graph.value(side, SAYSO.sideValue)) for side in sides] == [side.value for side in UNIT.sides]
    assert [graph.value(side, SAYSO.inDocument) for side in sides] == [IRIS.document(FIRST_ID), IRIS.document(THIRD_ID)]
    assert str(sides[1]) == str(thing).replace("/discrepancy/", "/side/") + "-2"
    assert graph.value(thing, SAYSO.drift) == Literal(False)


def test_a_side_leads_to_the_attribution_that_its_document_has() -> None:
    (attribution,) = {
        value for _, name, value in discrepancy_triples(IRIS, CLAIM, HEDGE) if name == SAYSO.attribution
    }  # the report's own words here are of none
    first = joined.graphs(joined.RESOLUTIONS[0], "2026-01-02T03:04:05Z").document
    assert (attribution, SAYSO.claim, IRIS.claim(CLAIM)) in first


def test_an_attribution_needs_its_first_content_span() -> None:
    one, other = UNIT.sides
    with pytest.raises(ValueError, match="first content span"):
        list(discrepancy_triples(IRIS, CLAIM, replace(UNIT, sides=(one, replace(other, content=None)))))


def test_the_id_of_a_discrepancy_is_of_claim_kind_and_sides_not_of_how_it_is_explained() -> None:
    other = replace(UNIT, kind=DiscrepancyKind.QUANTITY)
    turned = replace(UNIT, sides=(UNIT.sides[1], UNIT.sides[0]))
    ids = {discrepancy_iri(IRIS, CLAIM, each) for each in (UNIT, other, turned, HEDGE)}
    assert len(ids | {discrepancy_iri(IRIS, "c0", UNIT)}) == 5
    assert discrepancy_iri(IRIS, CLAIM, replace(UNIT, explanation="In other words.")) in ids


def test_an_echo_names_its_documents_its_origin_and_what_shows_it() -> None:
    graph = graph_of(URIRef("http://127.0.0.1:8000/graph/claims"), echo_triples(IRIS, CLAIM, ECHO))
    echo = IRIS.echo(CLAIM, SECOND_ID, FIRST_ID)
    assert set(graph.objects(echo, SAYSO.document)) == {IRIS.document(FIRST_ID), IRIS.document(SECOND_ID)}
    assert set(graph.objects(echo, SAYSO.dependence)) == {dependence_iri(IRIS, SHARED), dependence_iri(IRIS, COPIED)}
    assert graph.value(echo, SAYSO.origin) == IRIS.entity(str(ECHO.origin))


def test_who_took_from_whom_is_said_only_where_it_is_known() -> None:
    names = [{name for _, name, _ in dependence_triples(IRIS, each)} for each in (SHARED, COPIED)]
    assert [SAYSO.derivedDocument in each for each in names] == [False, True]


def test_the_graph_conforms_to_the_shapes() -> None:
    parts = [graph for graphs in joined.everything() for graph in graphs]
    assert [(result.shape, result.message) for result in ShaclValidator().validate(parts).results] == []
