"""What the graph says of entities."""

from __future__ import annotations

import pytest

from app.answers.entities import Entities, EntityFilter
from app.answers.paging import Slice
from app.errors import InvalidInput, NotFound
from tests.graph import sample

ALL = Slice(1000)


def names(entities: Entities, **wanted: object) -> list[str]:
    """The names of the entities that a filter leaves."""
    return [item.name for item in entities.list(EntityFilter(**wanted), ALL).items]  # type: ignore[arg-type]


def named(entities: Entities, name: str) -> str:
    """The id of the entity with this name."""
    (found,) = [item.id for item in entities.list(EntityFilter(), ALL).items if item.name == name]
    return found


def test_the_most_mentioned_comes_first_then_the_name_decides(entities: Entities) -> None:
    items = entities.list(EntityFilter(), ALL).items
    order = [(-item.mentions, item.name.lower()) for item in items]
    assert order == sorted(order)
    assert items[0].name == "Holds Without Answers"
    assert (items[0].mentions, items[0].documents, items[0].claims_made) == (4, 2, 2)


def test_an_entity_shows_its_neighbours(entities: Entities) -> None:
    ice = entities.get("us-federal-ice")
    assert ice.type == "agency"
    assert ice.names == ["ICE", "Immigration and Customs Enforcement", "U.S. Immigration and Customs Enforcement"]
    assert ice.same_as == ["http://example.org/same/ice"]
    assert [found.id for found in ice.part_of] == ["us-federal-dhs"]
    assert [found.name for found in ice.parts] == ["Lake Audit Office"]


def test_a_report_shows_who_issued_it_and_its_number(entities: Entities) -> None:
    report = entities.get(named(entities, "Holds Without Answers"))
    assert [found.name for found in report.issued_by] == ["Lake Audit Office"]
    assert report.number == "LAO-21-07"
    office = entities.get(named(entities, "Lake Audit Office"))
    assert [found.name for found in office.issued] == ["Holds Without Answers"]


@pytest.mark.parametrize("name", ["Mara Quill", "Lake Audit Office"])
def test_a_role_is_seen_from_both_ends_with_its_words(entities: Entities, name: str) -> None:
    (role,) = entities.get(named(entities, name)).roles
    assert role.role == "Acting Auditor"
    assert role.person.name == "Mara Quill"
    assert role.organization is not None
    assert role.organization.name == "Lake Audit Office"
    assert [passage.exact for passage in role.passages] == ["Acting Auditor Mara Quill"]


def test_filters_narrow(entities: Entities) -> None:
    assert names(entities, type="law") == ["8 USC 1373"]
    assert names(entities, q="immigration ENFORCEMENT") == ["U.S. Immigration and Customs Enforcement"]
    assert names(entities, q="ICE") != []
    assert set(names(entities, min_documents=2)) == {"8 USC 1373", "Holds Without Answers"}
    second = sample.second_article().document.id
    assert set(names(entities, mentioned_in=second)) == {"8 USC 1373", "Holds Without Answers"}
    assert names(entities, mentioned_in=str(sample.IRIS.document(second))) == names(entities, mentioned_in=second)
    assert names(entities, mentioned_in="nowhere") == []


@pytest.mark.parametrize(
    "q", ['"} ?s ?p ?o #', "\\", "'", "}", "?x", "a\u0000b", "%", "<script>", "😀", '" UNION { ?item ?p ?o } #']
)
def test_words_of_a_stranger_stay_words(entities: Entities, q: str) -> None:
    assert names(entities, q=q) == []


def test_what_cannot_be_is_refused(entities: Entities) -> None:
    with pytest.raises(InvalidInput, match="entity type"):
        names(entities, type="robot")
    with pytest.raises(InvalidInput, match="empty"):
        names(entities, q="  ")
    with pytest.raises(InvalidInput, match="Unicode"):
        names(entities, q="\ud800")
    with pytest.raises(InvalidInput, match="not an IRI"):
        names(entities, mentioned_in="> ?x ?y")


@pytest.mark.parametrize("given", ["nobody", "", "a b", "<x>", "../x", "http://elsewhere.example/entity/us-federal-ice"])
def test_an_unknown_entity_is_not_found(entities: Entities, given: str) -> None:
    with pytest.raises(NotFound):
        entities.get(given)


def test_the_iri_does_as_well_as_the_id(entities: Entities) -> None:
    assert entities.get(str(sample.IRIS.entity("us-federal-ice"))) == entities.get("us-federal-ice")


def test_a_page_takes_few_queries_however_long_it_is(entities: Entities, asked: list[str]) -> None:
    entities.list(EntityFilter(), Slice(1))
    one = len(asked)
    entities.list(EntityFilter(), ALL)
    assert len(asked) - one == one
