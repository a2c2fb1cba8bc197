"""The competency questions, asked of two small articles: each query gives what a reader of the articles would answer."""

from __future__ import annotations

from itertools import permutations

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import Graph

from app.answers.models import SavedQuery
from app.answers.saved_queries import SavedQueries
from app.resources import resources
from tests.graph import joined
from tests.graph.sample import ENTITIES, IRIS, LAO, LAW, QUILL, REPORT, WREN, entity_id, first_article, graphs, second_article

SAVED = SavedQueries(resources() / "ontology" / "queries", IRIS)
QUERIES = list(SAVED.list())
LATER = "2026-02-01T00:00:00Z"
FIRST, SECOND = first_article(), second_article()
UNIT_IN = (joined.FIRST_ID, joined.THIRD_ID)


def entity(place: int) -> str:
    return str(IRIS.entity(entity_id(ENTITIES[place].keys)))


def load(store: Store, graph: Graph) -> None:
    store.load(graph.serialize(format="nt").encode(), RdfFormat.N_TRIPLES, to_graph=NamedNode(str(graph.identifier)))


@pytest.fixture(scope="module")
def store() -> Store:
    """Both articles in one store, in named graphs, as the projection writes them."""
    store = Store()
    for graph in (*graphs(FIRST), *graphs(SECOND, added=LATER)):
        load(store, graph)
    return store


def ask(store: Store, name: str, **values: str) -> list[dict[str, str | None]]:
    solutions = store.query(SAVED.sparql(name, values), use_default_graph_as_union=True)
    names = [variable.value for variable in solutions.variables]
    return [{key: None if term is None else term.value for key, term in zip(names, row, strict=True)} for row in solutions]


def test_there_is_a_query_for_every_question() -> None:
    assert len(QUERIES) == len({query.name for query in QUERIES}) == 12


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_query_answers_without_values(query: SavedQuery, store: Store) -> None:
    solutions = store.query(query.sparql, use_default_graph_as_union=True)
    assert set(query.parameters) <= {variable.value for variable in solutions.variables}
    assert bool(list(solutions)) is (query.name != "disagreements"), "the two articles agree"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_value_keeps_the_rows_that_have_it(query: SavedQuery, store: Store) -> None:
    everything = ask(store, query.name)
    for name in (parameter.name for parameter in SAVED.parameters(query.name) if parameter.kind.startswith("IRI")):
        for value in {row[name] for row in everything if row[name]}:
            assert ask(store, query.name, **{name: str(value)}) == [row for row in everything if row[name] == value]


def test_what_a_document_names(store: Store) -> None:
    rows = ask(store, "named-in-document", document=SECOND.document.id)
    assert [(row["name"], row["words"], row["start"]) for row in rows] == [
        ("Holds Without Answers", "Holds Without Answers", "0"),
        ("8 USC 1373", "8 USC 1373", str(SECOND.document.text.index("8 USC"))),
    ]


def test_what_a_source_claims(store: Store) -> None:
    rows = ask(store, "claims-of-source", source=entity(LAO))
    assert {row["words"] for row in rows} == {
        "Some jails never reply to any request at all",
        "approximately 675 jurisdictions declined holds under 8 USC 1373 in Port Alder",
        "ICE count every declined hold",
    }


def test_how_a_claim_came(store: Store) -> None:
    (row,) = [row for row in ask(store, "chain-of-claim") if row["via"]]
    assert (row["viaName"], row["sourceName"], row["basisName"], row["originName"]) == (
        "Wren Institute",
        "Lake Audit Office",
        "U.S. Immigration and Customs Enforcement",
        "Lake Audit Office",
    )


def test_ten_reports_of_one_report_have_one_origin(store: Store) -> None:
    (row,) = ask(store, "reported-by-several")
    assert (row["documents"], row["origins"], row["originNames"]) == ("2", "1", "Lake Audit Office")


def test_what_a_report_recommends(store: Store) -> None:
    (row,) = ask(store, "recommendations", source=entity(REPORT))
    assert (row["ordinal"], row["text"], row["addressee"]) == (
        "1",
        "ICE count every declined hold",
        str(IRIS.entity("us-federal-ice")),
    )


def test_parts_and_people_of_a_body(store: Store) -> None:
    rows = ask(store, "parts-and-roles", body=entity(LAO))
    assert {(row["relation"], row["otherName"], row["role"], row["speaks"]) for row in rows} == {
        ("is part of", "U.S. Immigration and Customs Enforcement", None, None),
        ("has the member", "Mara Quill", "Acting Auditor", "false"),
    }
    assert entity(QUILL) in {row["other"] for row in rows}


def test_ancestors_come_from_the_authority(store: Store) -> None:
    rows = ask(store, "parts-and-roles", body="us-federal-ice")
    assert ("is part of", "Department of Homeland Security") in {(row["relation"], row["otherName"]) for row in rows}


def test_numbers_about_a_thing(store: Store) -> None:
    rows = ask(store, "quantities-about", about=entity(LAW), document=FIRST.document.id)
    (row,) = rows
    assert (row["value"], row["unit"], row["hedge"], row["from"], row["to"], row["sourceName"]) == (
        "675",
        "jurisdictions",
        "approximately",
        "2014-01",
        "2017-05",
        "Holds Without Answers",
    )


def test_what_produced_a_statement(store: Store) -> None:
    row = ask(store, "provenance", document=FIRST.document.id)[0]
    assert (row["software"], row["version"], row["model"], row["moment"]) == (
        "sayso",
        "0.1.0",
        "rules 1",
        "2026-01-02T03:04:05Z",
    )
    assert row["words"] == FIRST.document.text[int(str(row["start"])) : int(str(row["end"]))]


def test_who_is_named_together(store: Store) -> None:
    rows = ask(store, "named-together", entity=entity(REPORT))
    counts = {row["other"]: row["documents"] for row in rows}
    assert counts[entity(LAW)] == "2"
    assert counts[entity(WREN)] == "1"


def test_which_outlets_rely_on_which_sources(store: Store) -> None:
    rows = ask(store, "outlets-and-sources")
    assert {(row["outletName"], row["sourceName"], row["statements"]) for row in rows} == {
        ("Harbor Post", "Holds Without Answers", "2"),
        ("Harbor Post", "Lake Audit Office", "1"),
        ("Dune Wire", "Holds Without Answers", "1"),
    }


def test_what_came_in_since(store: Store) -> None:
    assert [row["added"] for row in ask(store, "added-since")] == [LATER, "2026-01-02T03:04:05Z"]
    assert [row["document"] for row in ask(store, "added-since", since="2026-01-15")] == [
        str(IRIS.document(SECOND.document.id))
    ]
    assert ask(store, "added-since", since="2026-02-01T00:00:01Z") == []


@pytest.fixture(scope="module")
def together() -> Store:
    """Three articles and the report that they are about, with what is known of them together."""
    store = Store()
    for document in joined.everything():
        for graph in document:
            load(store, graph)
    return store


def test_a_disagreement_shows_both_sides_in_both_directions(together: Store) -> None:
    rows = ask(together, "disagreements", kind="unit")
    assert [(row["document"], row["otherDocument"]) for row in rows] in (
        [(first, third), (third, first)] for first, third in permutations(str(IRIS.document(each)) for each in UNIT_IN)
    )
    assert {(row["words"], row["otherWords"], row["drift"]) for row in rows} == {
        ("approximately 675 jurisdictions", "up to 700 counties", "false"),
        ("up to 700 counties", "approximately 675 jurisdictions", "false"),
    }
    assert {row["explanation"] for row in rows} == {joined.UNIT.explanation}


def test_drift_from_the_report_can_be_asked_for(together: Store) -> None:
    (row,) = ask(together, "disagreements", drift="true", document=joined.FIRST_ID)
    assert (row["kind"], row["otherDocument"]) == ("hedge", str(IRIS.document(joined.REPORT_ID)))
    assert ask(together, "disagreements", drift="true", document=joined.THIRD_ID) == []


def test_documents_that_repeat_one_another_count_once(together: Store) -> None:
    (row,) = ask(together, "reported-by-several", claim=joined.CLAIM)
    assert (row["documents"], row["origins"], row["originNames"]) == ("4", "1", "Lake Audit Office")


def test_the_neighbours_of_one_entity_are_those_that_all_entities_have(store: Store) -> None:
    everything = ask(store, "named-together")
    for entity_iri in {row["entity"] for row in everything}:
        assert ask(store, "named-together", entity=str(entity_iri)) == [
            row for row in everything if row["entity"] == entity_iri
        ]
