"""The first ten competency queries answer on the two articles what a reader of the articles would answer."""

from __future__ import annotations

import pytest

from tests.articles.conftest import JOURNAL, OUTLETS, SENTINEL, US, Get, items

Row = dict[str, str]
REPORT = "ICE Faces Challenges to Screen Aliens Who May Be Known or Suspected Terrorists"
OIG = "Department of Homeland Security Office of Inspector General"
ICE = "U.S. Immigration and Customs Enforcement"


def ask(get: Get, name: str, **parameters: str) -> list[Row]:
    answer = get(f"/api/queries/{name}", **parameters)
    return [{key: term["value"] for key, term in row.items()} for row in answer["results"]["bindings"]]


@pytest.fixture(scope="session")
def claim_675(get: Get, documents: dict[str, str]) -> str:
    """The IRI of the claim about 675 jurisdictions and 29,269 detainers."""
    found = items(get, f"/api/documents/{documents[SENTINEL]}/attributions")
    (claim,) = {a["claim"]["iri"] for a in found if any(q["value"] == 29269 for q in a["quantities"])}
    return claim


@pytest.mark.parametrize("outlet", OUTLETS)
def test_1_what_a_document_names_and_where(get: Get, documents: dict[str, str], outlet: str) -> None:
    rows = ask(get, "named-in-document", document=documents[outlet])
    named = {row["name"] for row in rows}
    assert {ICE, OIG, REPORT, "Enforcement and Removal Operations", "U.S. Department of Justice", "John Kelly"} <= named
    text = get(f"/api/documents/{documents[outlet]}")["text"]
    assert all(text[int(row["start"]) : int(row["end"])] == row["words"] for row in rows)


def test_2_what_the_inspector_generals_office_claims(get: Get, documents: dict[str, str]) -> None:
    rows = ask(get, "claims-of-source", source=f"{US}dhs-oig")
    assert {row["document"].rsplit("/", 1)[-1] for row in rows} == set(documents.values())
    assert any("29,269" in row["words"] for row in rows)
    assert not any("subpoena" in row["words"] for row in rows)


def test_3_the_chain_of_the_675_claim(get: Get, claim_675: str) -> None:
    rows = ask(get, "chain-of-claim", claim=claim_675)
    assert len(rows) == 2
    assert {(row["sourceName"], row["basisName"], row["originName"]) for row in rows} == {
        (REPORT, "Law Enforcement Systems and Analysis", OIG)
    }


def test_3_the_chain_of_the_quotation_that_came_via_another(get: Get, documents: dict[str, str]) -> None:
    for document in documents.values():
        rows = [row for row in ask(get, "chain-of-claim", document=document) if "viaName" in row]
        assert [(row["viaName"], row["sourceName"]) for row in rows] == [("Media Research Center", REPORT)]


def test_4_what_both_report_has_one_origin(get: Get, claim_675: str) -> None:
    rows = {row["claim"]: row for row in ask(get, "reported-by-several")}
    assert (rows[claim_675]["documents"], rows[claim_675]["origins"]) == ("2", "1")
    assert len(rows) >= 8


def test_5_the_letters_to_23_cities_and_the_subpoenas_of_up_to_23_jurisdictions(get: Get, documents: dict[str, str]) -> None:
    rows = ask(get, "disagreements")
    assert {row["kind"] for row in rows} == {"unit", "hedge", "act"}
    assert len({row["claim"] for row in rows}) == 1
    sides = {(row["kind"], row["document"].rsplit("/", 1)[-1], row["otherDocument"].rsplit("/", 1)[-1]) for row in rows}
    here, there = documents.values()
    assert sides == {(kind, *pair) for kind in ("unit", "hedge", "act") for pair in ((here, there), (there, here))}
    assert {row["drift"] for row in rows} == {"false"}


@pytest.mark.parametrize(("outlet", "words"), [(SENTINEL, "23 cities"), (JOURNAL, "up to 23 jurisdictions")])
def test_5_both_sides_of_a_disagreement_are_shown_with_their_words(
    get: Get, documents: dict[str, str], outlet: str, words: str
) -> None:
    rows = {row["kind"]: row for row in ask(get, "disagreements") if row["document"].endswith(documents[outlet])}
    assert {row["words"] for row in rows.values()} == {words}
    assert {rows["unit"]["value"], rows["hedge"]["value"]} == {words}
    assert ("subpoena" if outlet == JOURNAL else "sent letters") in rows["act"]["value"]
    text = get(f"/api/documents/{documents[outlet]}")["text"]
    assert all(text[int(row["start"]) :].startswith(words) for row in rows.values())


def test_6_the_four_recommendations_to_ice(get: Get) -> None:
    rows = ask(get, "recommendations", addressee=f"{US}ice")
    assert {row["ordinal"] for row in rows} == {"1", "2", "3", "4"}
    assert {row["sourceName"] for row in rows} == {REPORT, OIG}


def test_7_parts_and_spokesman_of_the_office(get: Get) -> None:
    rows = ask(get, "parts-and-roles", body=f"{US}dhs-oig")
    assert ("is part of", "U.S. Department of Homeland Security") in {(row["relation"], row["otherName"]) for row in rows}
    members = [row for row in rows if row["relation"] == "has the member"]
    assert {(row["otherName"], row["role"], row["speaks"]) for row in members} == {
        ("John Kelly", "Acting Inspector General", "true")
    }


def test_7_parts_of_ice(get: Get) -> None:
    rows = ask(get, "parts-and-roles", body=f"{US}ice")
    assert {(row["relation"], row["otherName"]) for row in rows} >= {
        ("is part of", "U.S. Department of Homeland Security"),
        ("has the part", "Enforcement and Removal Operations"),
    }


def test_8_numbers_about_ice(get: Get) -> None:
    rows = ask(get, "quantities-about", about=f"{US}ice")
    detainers = {(row["value"], row["comparator"], row["from"], row["to"]) for row in rows if "detainers" in row["unit"]}
    assert detainers == {("29269", ">", "2014-01", "2017-05")}
    assert {row["restriction"] for row in rows if row.get("value") == "2400000"} == {"in ICE custody"}


def test_9_what_produced_the_675_claim(get: Get, claim_675: str) -> None:
    rows = ask(get, "provenance", claim=claim_675)
    assert len({row["document"] for row in rows}) == 2
    assert all(row["software"] == "sayso" and row["version"] and row["model"] and row["moment"] for row in rows)
    assert all("29,269" in row["words"] for row in rows)


def test_10_who_is_named_together_with_ice(get: Get) -> None:
    rows = ask(get, "named-together", entity=f"{US}ice")
    together = {row["otherName"]: row["documents"] for row in rows}
    assert together["John Kelly"] == together["Media Research Center"] == "2"
    assert together["8 U.S.C. § 1373"] == "1"


def test_11_whom_an_outlet_relies_on_most(get: Get) -> None:
    rows = ask(get, "outlets-and-sources")
    most = {row["outletName"]: row["sourceName"] for row in reversed(rows)}
    assert most == {SENTINEL: REPORT, JOURNAL: most[JOURNAL]}
    assert most[JOURNAL] in {REPORT, OIG, JOURNAL}
