"""What a primary document is the text of."""

from __future__ import annotations

import pytest

from app.extraction.citations import law_titled
from app.model.extraction import EntityType
from app.model.resolution import LocalEntity, Resolution
from tests.linking.conftest import Linked, meant_by

OFFICE = "Department of Labor Office of Inspector General"


def own(found: Resolution) -> LocalEntity:
    assert found.own is not None
    return found.entities[found.own]


@pytest.mark.parametrize(
    ("title", "law"),
    [
        ("8 U.S.C. § 1373", "8 U.S.C. § 1373"),
        ("8 U.S.C. 1373 - Communication between government agencies", "8 U.S.C. § 1373"),
        ("8 U.S. Code § 1373: Communication", "8 U.S.C. § 1373"),
        ("Text of 8 U.S.C. § 1373", "8 U.S.C. § 1373"),
        ("Ferry Safety Act of 2011", "Ferry Safety Act of 2011"),
        ("The Ferry Safety Act", "Ferry Safety Act"),
        ("8 U.S.C. 1373 Compliance Review", None),
        ("Review of 8 U.S.C. 1373", None),
        ("Ferry Safety Act Implementation Report", None),
        ("Ports Need Better Oversight", None),
    ],
)
def test_a_title_is_of_a_law_where_it_is_a_citation(title: str, law: str | None) -> None:
    found = law_titled(title)
    assert (found.canonical if found else None) == law


def test_a_report_has_the_keys_of_its_title_and_number(linked: Linked) -> None:
    found = linked(
        "Report number: OIG-17-99",
        "The cranes were unsafe in all ports that we saw.",
        kind="primary", title="Ports Need Better Oversight", publisher=OFFICE,
    )  # fmt: skip
    report = own(found)
    assert {key.value for key in report.keys} == {"report:number:oig-17-99", "report:title:ports need better oversight"}
    assert report.issuer is not None
    assert found.entities[report.issuer].name == OFFICE


def test_a_document_that_names_no_report_is_one_all_the_same(linked: Linked) -> None:
    found = linked("The cranes were unsafe.", kind="primary", title="Ports Need Better Oversight", publisher=OFFICE)
    assert (own(found).type, own(found).name) == (EntityType.REPORT, "Ports Need Better Oversight")


def test_a_letter_about_a_report_is_not_that_report(linked: Linked) -> None:
    found = linked(
        "We write about audit OIG-17-99, in which the inspector general says that the cranes of four ports were unsafe.",
        "An earlier one, OIG-16-12, said the same of the docks.",
        kind="primary", title="Letter to the Secretary About Cranes", publisher="Harbor Council",
    )  # fmt: skip
    assert own(found).number is None
    assert {key.value for key in own(found).keys} == {"report:title:letter to the secretary about cranes"}


def test_this_report_is_the_document_also_beside_others(linked: Linked) -> None:
    found = linked(
        "Report number: OIG-17-99",
        "This report says that cranes were unsafe. An earlier audit, OIG-16-12, said the same of the docks.",
        kind="primary", title="Ports Need Better Oversight", publisher=OFFICE,
    )  # fmt: skip
    assert meant_by(found, "This report") == own(found)


def test_a_statute_is_its_law(linked: Linked) -> None:
    found = linked(
        "§ 1373. Exchange of lists",
        "(a) An office may not keep its lists from the county.",
        kind="primary", title="8 U.S.C. § 1373 - Exchange of lists", publisher="Office of the Law Revision Counsel",
    )  # fmt: skip
    law, cited = own(found), linked("The law is 8 USC 1373, the mayor said on Monday.")
    assert law.type is EntityType.LAW
    assert law.same_as
    assert law.issuer is None
    (other,) = [entity for entity in cited.entities if entity.type is EntityType.LAW]
    assert {key.value for key in law.keys} & {key.value for key in other.keys}


def test_a_policy_is_known_by_title_and_issuer(linked: Linked) -> None:
    publisher = "U.S. Immigration and Customs Enforcement"
    found = linked("Officers may ask for a hold.", kind="primary", title="Detainer Policy", publisher=publisher)
    cited = linked("ICE’s Detainer Policy reads that officers may ask for a hold, the mayor said.")
    (other,) = [entity for entity in cited.entities if entity.type is EntityType.POLICY]
    assert own(found).type is EntityType.POLICY
    assert {key.value for key in own(found).keys} & {key.value for key in other.keys}


def test_an_article_is_the_text_of_nothing(linked: Linked) -> None:
    assert linked("The cranes were unsafe, the report said.", title="Ports Need Better Oversight").own is None
