from __future__ import annotations

import pytest

from app.linking.identity import alone
from app.model.extraction import ClaimKind, EntityType
from app.model.resolution import Resolution, Strength
from tests.linking.conftest import Linked, meant_by


def name_of(resolution: Resolution, words: str, nth: int = 0) -> str | None:
    entity = meant_by(resolution, words, nth)
    return entity and entity.name


def test_every_name_of_an_agency_goes_to_its_record(linked: Linked) -> None:
    found = linked(
        "The Federal Emergency Management Agency moved staff on Monday.", "FEMA said that it had moved forty people."
    )
    assert (
        name_of(found, "Federal Emergency Management Agency") == name_of(found, "FEMA") == "Federal Emergency Management Agency"
    )


def test_the_ig_is_the_inspector_general_that_the_document_names(linked: Linked) -> None:
    found = linked(
        "A report from the Department of Labor’s inspector general found delays.", "The IG said the delays were long."
    )
    assert name_of(found, "IG") == "Department of Labor Office of Inspector General"


def test_the_inspector_general_who_speaks_is_the_office(linked: Linked) -> None:
    found = linked(
        "A report from the Department of Labor’s inspector general found delays.",
        "The inspector general recommends that the department hire more people.",
    )
    kinds = [each.kind for each in found.extraction.attributions]
    source = found.sources[kinds.index(ClaimKind.RECOMMENDATION)]
    assert source is not None
    assert found.entities[source].name == "Department of Labor Office of Inspector General"


def test_the_report_is_the_one_titled_before_or_after(linked: Linked) -> None:
    title = "Ports Need Better Oversight of Cargo Screening"
    found = linked(
        "A new report from the Department of Labor’s inspector general found delays.",
        f"The audit was titled “{title}.”",
        "The report said that delays were long.",
    )
    assert name_of(found, "A new report") == name_of(found, "The report") == title
    entity = meant_by(found, "The report")
    assert entity is not None
    assert entity.issuer is not None
    assert found.entities[entity.issuer].name == "Department of Labor Office of Inspector General"


def test_the_agency_is_the_nearest_before_it_that_is_no_department(linked: Linked) -> None:
    found = linked("The Department of Homeland Security praised FEMA on Monday.", "But the agency should hire more people.")
    assert name_of(found, "the agency") == "Federal Emergency Management Agency"


def test_a_definition_in_the_document_beats_the_authority_file(linked: Linked) -> None:
    found = linked("The Inland Canal Enterprise (ICE) opened a lock.", "ICE said that boats may pass.")
    entity = meant_by(found, "ICE", 1)
    assert entity is not None
    assert entity.authority is None
    assert entity.name == "Inland Canal Enterprise"


def test_a_name_alone_links_no_person_to_another_document(linked: Linked) -> None:
    one = linked("Joan Archer said that the port was closed on Monday.")
    other = linked("Joan Archer said that the school was open on Tuesday.")
    keys = [entity.keys for found in (one, other) for entity in found.entities if entity.type is EntityType.PERSON]
    assert len(keys) == 2
    assert all(key.strength is Strength.LOCAL for some in keys for key in some)
    assert set(keys[0]).isdisjoint(keys[1])


def test_a_name_with_the_same_role_is_the_same_person(linked: Linked) -> None:
    one = linked("FEMA Administrator Joan Archer said that the port was closed.")
    other = linked("Joan Archer, the administrator of FEMA, said that the school was open.")
    ids = [
        alone(found).entities[i] for found in (one, other) for i, e in enumerate(found.entities) if e.type is EntityType.PERSON
    ]
    assert len(ids) == 2
    assert ids[0] == ids[1]


def test_two_people_of_one_name_with_two_roles_stay_two(linked: Linked) -> None:
    found = linked(
        "Acting Inspector General John Kelly signed the report of the DHS Office of Inspector General.",
        "He is not John F. Kelly, the White House chief of staff.",
    )
    people = [entity for entity in found.entities if entity.type is EntityType.PERSON]
    assert {person.name for person in people} == {"John Kelly", "John F. Kelly"}


def test_a_middle_initial_makes_no_second_person(linked: Linked) -> None:
    found = linked("Donald J. Trump spoke in Ohio on Monday.", "Later Donald Trump flew home.")
    assert len([entity for entity in found.entities if entity.type is EntityType.PERSON]) == 1


def test_a_state_office_is_not_the_federal_one(linked: Linked) -> None:
    found = linked("The Texas Department of Transportation closed the road.")
    assert [entity.authority for entity in found.entities if entity.type is EntityType.AGENCY] == [None]


def test_the_outlet_in_the_text_and_the_publisher_are_one(linked: Linked) -> None:
    found = linked(
        "(Harbor Ledger) The port closed on Monday, officials of the Harbor Ledger said.", publisher="The Harbor Ledger"
    )
    assert found.publisher is not None
    assert len([entity for entity in found.entities if "Harbor Ledger" in entity.name]) == 1


@pytest.mark.parametrize("cite", ["8 U.S.C. § 1373(a)", "8 USC 1373", "section 1373 of title 8"])
def test_a_law_has_one_key_however_it_is_cited(linked: Linked, cite: str) -> None:
    found = linked(f"Cities must follow {cite} at all times, the letter said.")
    laws = [entity for entity in found.entities if entity.type is EntityType.LAW]
    assert [law.name for law in laws] == ["8 U.S.C. § 1373"]
    assert laws[0].same_as == ("https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title8-section1373",)


def test_it_continued_goes_back_to_the_last_source(linked: Linked) -> None:
    found = linked(
        "“The docks were unsafe for years,” the FEMA report said.",
        "“Nobody inspected the cranes after 2012,” it continued.",
    )
    sources = [found.entities[s].type for s in found.sources if s is not None]
    assert sources == [EntityType.REPORT, EntityType.REPORT]


def test_a_primary_document_with_its_number_at_the_head_is_that_report(linked: Linked) -> None:
    found = linked(
        "Ports Need Better Oversight",
        "Report number: OIG-17-99",
        "The report says that cranes were unsafe.",
        kind="primary",
        title="Ports Need Better Oversight",
        publisher="Department of Labor Office of Inspector General",
    )
    (report,) = [entity for entity in found.entities if entity.type is EntityType.REPORT]
    assert (report.name, report.number) == ("Ports Need Better Oversight", "OIG-17-99")
    assert {key.value for key in report.keys} == {"report:number:oig-17-99", "report:title:ports need better oversight"}
    assert report.issuer is not None
    assert found.entities[report.issuer].name == "Department of Labor Office of Inspector General"


def test_it_is_what_its_paragraph_spoke_of(linked: Linked) -> None:
    found = linked(
        "The Justice Department said on Monday that the ports must answer.",
        "The law is 8 USC 1373. It says that ports may not keep silent.",
    )
    sources = [found.entities[s].type for s in found.sources if s is not None]
    assert sources == [EntityType.AGENCY, EntityType.LAW]


def test_a_surname_is_the_one_before_jr(linked: Linked) -> None:
    found = linked("Chief Justice John G. Roberts Jr. spoke in Boston on Monday.", "Roberts said that the court was ready.")
    assert name_of(found, "Roberts") == "John G. Roberts Jr."


def test_he_is_who_spoke_not_whom_he_spoke_of(linked: Linked) -> None:
    found = linked(
        "Senator Peter Grant said on Monday that Mayor Robert Hale had closed the port.",
        "“Nobody asked us,” he said.",
    )
    assert name_of(found, "he") == "Peter Grant"


def test_a_report_is_of_the_body_with_whose_acronym_its_number_begins(linked: Linked) -> None:
    found = linked(
        "For most of the night the town had no light; on Monday the Norland Office of Canal Safety (OCS) met in the hall.",
        "The report (OCS-17-204) says that the canal leaks.",
        "Another one (XYZ-17-205) is older.",
    )
    issuers = {entity.number: entity.issuer for entity in found.entities if entity.type is EntityType.REPORT}
    assert found.entities[issuers["OCS-17-204"]].name == "Norland Office of Canal Safety"
    assert issuers["XYZ-17-205"] is None
