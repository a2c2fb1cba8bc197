"""A resolved document becomes the triples that ``docs/architecture.md`` lays out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store
from rdflib import DCTERMS, ORG, PROV, SDO, SKOS, XSD, Graph, Literal, URIRef

from app.graph.build import build_graphs
from app.graph.graphs import Graphs
from app.graph.names import ENTITY_CLASSES, OA, SAYSO, A, entity_type
from app.linking.identity import alone, identified
from app.model.authority import AuthorityRecord
from app.model.extraction import EntityType, Style
from app.model.resolution import Identified
from app.model.text import CONTEXT
from tests.graph.sample import (
    ADDED,
    AUTHORITIES,
    DHS,
    ENTITIES,
    ICE,
    ICE_AT,
    IRIS,
    LAO,
    LAW,
    OUTLET,
    PORT,
    QUILL,
    REPORT,
    WREN,
    at,
    document,
    entity_id,
    first_article,
    foreign_document,
    graphs,
)

FIRST = first_article()
DOCUMENT = IRIS.document(FIRST.document.id)


@pytest.fixture(scope="module")
def built() -> Graphs:
    return graphs(FIRST, warnings=("odd",))


def entity(place: int) -> URIRef:
    return IRIS.entity(entity_id(ENTITIES[place].keys))


def attribution(place: int) -> URIRef:
    return IRIS.attribution(FIRST.document.id, FIRST.extraction.attributions[place].content[0], place)


def passage(words: str) -> URIRef:
    return IRIS.passage(FIRST.document.id, at(FIRST.document.text, words))


def test_the_graphs_are_named(built: Graphs) -> None:
    names = [f"document/{FIRST.document.id}", "entities", "claims"]
    assert [graph.identifier for graph in built] == [IRIS.graph(name) for name in names]
    assert len(built.union()) == len(built) == sum(map(len, built))


def test_the_document_has_what_is_known_of_it(built: Graphs) -> None:
    said = {name: value for name, value in built.document.predicate_objects(DOCUMENT) if name != A}
    assert set(built.document.objects(DOCUMENT, A)) == {SAYSO.Document, SDO.NewsArticle}
    assert said[DCTERMS.publisher] == entity(OUTLET)
    assert said[SDO.url] == URIRef("https://harbor.example/a%20b")
    assert said[DCTERMS.issued] == Literal("2018-01-29", datatype=XSD.date)
    assert said[SAYSO.warning] == Literal("odd")
    assert (str(said[SAYSO.added]), said[SAYSO.added].datatype) == (ADDED, XSD.dateTime)


def test_the_graph_says_where_it_is_from(built: Graphs) -> None:
    extraction = built.document.value(IRIS.graph_document(FIRST.document.id), PROV.wasGeneratedBy)
    software = built.document.value(extraction, PROV.wasAssociatedWith)
    assert built.document.value(extraction, PROV.used) == DOCUMENT
    assert str(built.entities.value(software, SDO.softwareVersion)) == "0.1.0"


def test_every_passage_is_cut_out_of_the_text(built: Graphs) -> None:
    passages = list(built.document.subjects(A, SAYSO.Passage))
    assert passages
    for each in passages:
        start, end = (int(str(built.document.value(each, name))) for name in (OA.start, OA.end))
        assert str(built.document.value(each, OA.exact)) == FIRST.document.text[start:end]


def test_every_passage_that_is_pointed_to_is_there(built: Graphs) -> None:
    pointed = {value for _, name, value in built.document if "assage" in str(name)}
    assert pointed == set(built.document.subjects(A, SAYSO.Passage))


def test_a_mention_points_to_its_entity_or_to_none(built: Graphs) -> None:
    meant = {
        str(built.document.value(built.document.value(mention, SAYSO.passage), OA.exact)): built.document.value(
            mention, SAYSO.refersTo
        )
        for mention in built.document.subjects(A, SAYSO.Mention)
    }
    assert meant["The audit"] == entity(REPORT)
    assert meant["Critics"] is None


def test_an_attribution_has_its_chain(built: Graphs) -> None:
    quoted = attribution(1)
    chain = {name: built.document.value(quoted, getattr(SAYSO, name)) for name in ("source", "via", "basis", "origin")}
    assert chain == {"source": entity(LAO), "via": entity(WREN), "basis": entity(ICE_AT), "origin": entity(LAO)}


@pytest.mark.parametrize(
    ("place", "origin"),
    [(0, LAO), (3, OUTLET), (4, None)],
    ids=["a report speaks for its issuer", "an outlet for itself", "nobody for the unnamed"],
)
def test_the_origin_is_the_end_of_the_chain(place: int, origin: int | None, built: Graphs) -> None:
    assert built.document.value(attribution(place), SAYSO.origin) == (None if origin is None else entity(origin))


def test_a_statement_is_about_what_its_content_names_but_its_source(built: Graphs) -> None:
    assert set(built.document.objects(attribution(0), SAYSO.about)) == {entity(LAW), entity(PORT)}
    assert set(built.document.objects(attribution(2), SAYSO.about)) == {entity(ICE_AT)}


def test_the_source_is_not_what_its_own_words_are_about() -> None:
    resolution = replace(FIRST, sources=(LAW, *FIRST.sources[1:]))
    assert set(graphs(resolution).document.objects(attribution(0), SAYSO.about)) == {entity(PORT)}


def test_a_statement_has_the_numbers_within_its_content(built: Graphs) -> None:
    counted = {place: list(built.document.objects(attribution(place), SAYSO.quantity)) for place in range(5)}
    assert [len(found) for found in counted.values()] == [1, 0, 0, 1, 0]
    (quantity,) = counted[0]
    assert built.document.value(quantity, SDO.value) == Literal("675", datatype=XSD.decimal)
    assert built.document.value(quantity, SAYSO.periodStart) == Literal("2014-01", datatype=XSD.gYearMonth)


def test_a_time_between_source_and_content_dates_the_statement() -> None:
    said = FIRST.extraction.attributions[0]
    stretched = replace(said, source=at(FIRST.document.text, "Holds Without Answers"))
    found = replace(FIRST.extraction, attributions=(stretched, *FIRST.extraction.attributions[1:]))
    times = {
        len(list(graphs(resolution).document.objects(attribution(0), SAYSO.time)))
        for resolution in (FIRST, replace(FIRST, extraction=found))
    }
    assert times == {0, 1}


def test_an_authority_names_its_entity_and_what_that_is_part_of(built: Graphs) -> None:
    ice, dhs = (IRIS.entity(name) for name in ("us-federal-ice", "us-federal-dhs"))
    assert str(built.entities.value(ice, SKOS.prefLabel)) == "U.S. Immigration and Customs Enforcement"
    assert {str(name) for name in built.entities.objects(ice, SKOS.altLabel)} == {"ICE", "Immigration and Customs Enforcement"}
    assert built.entities.value(ice, ORG.subOrganizationOf) == dhs
    assert built.entities.value(ice, DCTERMS.source) == URIRef(ICE)
    assert built.entities.value(dhs, DCTERMS.source) == URIRef(DHS)


def test_an_entity_has_one_preferred_name_even_if_two_of_a_document_are_one() -> None:
    ids = ["e0" if place in (LAO, WREN) else entity_id(each.keys) for place, each in enumerate(ENTITIES)]
    built = build_graphs(identified(FIRST, ids), IRIS, ADDED, (), AUTHORITIES)
    assert list(built.entities.objects(IRIS.entity("e0"), SKOS.prefLabel)) == [Literal("Lake Audit Office")]
    assert Literal("Wren Institute") in built.entities.objects(IRIS.entity("e0"), SKOS.altLabel)


def test_an_authority_file_that_goes_in_circles_ends() -> None:
    class Circle:
        def record(self, iri: str) -> AuthorityRecord:
            other = DHS if iri == ICE else ICE
            return AuthorityRecord(iri, EntityType.AGENCY, iri[-3:], parent=other)

        def entity_id(self, iri: str) -> str:
            return iri[-3:]

    built = build_graphs(alone(FIRST), IRIS, ADDED, (), Circle())
    assert len(list(built.entities.subjects(DCTERMS.source))) == 2


def test_a_report_has_number_and_issuer_and_a_law_its_link(built: Graphs) -> None:
    assert built.entities.value(entity(REPORT), DCTERMS.creator) == entity(LAO)
    assert str(built.entities.value(entity(REPORT), SDO.reportNumber)) == "LAO-21-07"
    assert built.entities.value(entity(LAW), SKOS.exactMatch) == URIRef("https://example.org/usc%208/1373")


def test_a_membership_has_person_role_body_and_words(built: Graphs) -> None:
    union = built.union()
    (membership,) = union.subjects(A, ORG.Membership)
    assert union.value(membership, ORG.member) == entity(QUILL)
    assert union.value(membership, ORG.organization) == entity(LAO)
    assert str(union.value(union.value(membership, ORG.role), SKOS.prefLabel)) == "Acting Auditor"
    assert built.document.value(membership, SAYSO.passage) == passage("Acting Auditor Mara Quill")


def test_an_attribution_says_what_its_cue_does_and_how_certain_its_source_is(built: Graphs) -> None:
    said = dict(built.document.predicate_objects(attribution(0)))
    found = [said[name] for name in (SAYSO.cueKind, SAYSO.cueNegated, SAYSO.polarity, SAYSO.certainty)]
    assert found == [Literal("find"), Literal(False), Literal("positive"), Literal("certain")]


def test_an_attribution_says_how_its_source_is_told(built: Graphs) -> None:
    found = [built.document.value(attribution(place), SAYSO.sourceKind) for place in (0, 4)]
    assert found == [Literal("named"), Literal("collective")]


def test_the_outlets_own_statement_has_no_source_and_no_cue_to_describe(built: Graphs) -> None:
    assert not {SAYSO.sourceKind, SAYSO.cueKind, SAYSO.cueNegated} & set(built.document.predicates(attribution(3)))


def test_a_finding_is_a_claim_of_its_kind(built: Graphs) -> None:
    claim = built.document.value(attribution(0), SAYSO.claim)
    assert list(built.claims.objects(claim, SAYSO.claimKind)) == [Literal("finding")]


def test_a_recommendation_has_its_ordinal_and_addressee(built: Graphs) -> None:
    (claim,) = built.claims.subjects(SAYSO.claimKind, Literal("recommendation"))
    assert built.claims.value(claim, SAYSO.ordinal).toPython() == 1
    assert built.claims.value(claim, SAYSO.addressedTo) == entity(ICE_AT)


def test_a_claim_said_twice_in_a_document_has_one_text() -> None:
    once = FIRST.extraction.attributions[:1]
    resolution = replace(FIRST, extraction=replace(FIRST.extraction, attributions=once * 2), sources=(REPORT, LAO))
    built = build_graphs(Identified(resolution, alone(FIRST).entities, ("c0", "c0")), IRIS, ADDED, (), AUTHORITIES)
    assert len(list(built.claims.objects(IRIS.claim("c0"), SDO.text))) == 1
    assert len(list(built.document.subjects(SAYSO.claim, IRIS.claim("c0")))) == 2


def test_a_document_that_is_not_extracted_says_why() -> None:
    built = graphs(foreign_document())
    read = IRIS.document(foreign_document().document.id)
    assert str(built.document.value(read, SAYSO.notExtracted)) == "language: es"
    assert (read, A, SAYSO.PrimaryDocument) in built.document
    assert set(built.entities.objects(None, A)) == {PROV.SoftwareAgent}
    assert len(built.claims) == 0


def test_the_same_document_gives_the_same_triples() -> None:
    assert [set(graph) for graph in graphs(first_article())] == [set(graph) for graph in graphs(first_article())]


def test_every_type_of_entity_has_a_class_of_its_own() -> None:
    assert {entity_type({SAYSO.Entity, name}) for name in ENTITY_CLASSES.values()} == set(EntityType)
    assert entity_type({SAYSO.Entity}) is None


def test_the_engine_stores_every_triple(built: Graphs) -> None:
    """What rdflib writes, Oxigraph reads: addresses are escaped, literals well formed."""
    store = Store()
    for graph in built:
        store.load(graph.serialize(format="nt").encode(), RdfFormat.N_TRIPLES)
    assert len(store) == len(built)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80), st.data())
def test_passages_index_any_text(text: str, data: st.DataObject) -> None:
    """Also with emoji, combining characters, CRLF and quotation marks, and after a trip through Turtle."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = at(text, text[start : data.draw(st.integers(start + 1, len(text)))])
    read = document(text, "Outlet")
    said = replace(FIRST.extraction.attributions[3], content=(span,), style=Style.ASSERTED)
    found = replace(FIRST.extraction, mentions=(), quantities=(), times=(), attributions=(said,), document=read.id)
    resolution = replace(FIRST, document=read, extraction=found, referents=(), sources=(None,), memberships=())
    built = Graph().parse(data=graphs(resolution).document.serialize(format="turtle"), format="turtle")
    for each in built.subjects(A, SAYSO.Passage):
        first, last = (int(str(built.value(each, name))) for name in (OA.start, OA.end))
        assert str(built.value(each, OA.exact)) == text[first:last]
        assert str(built.value(each, OA.prefix)) == text[max(0, first - CONTEXT) : first]
        assert str(built.value(each, OA.suffix)) == text[last : last + CONTEXT]
