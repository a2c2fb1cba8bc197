"""What must come out of the two articles together, and with the report that both write about: the last rows of the table."""

from __future__ import annotations

import pytest

from tests.articles.conftest import JOURNAL, OUTLETS, SENTINEL, US, Get, Json, items


def saying(get: Get, document: str, needle: str) -> Json:
    """The one attribution of a document whose content has these words."""
    found = [
        each
        for each in items(get, f"/api/documents/{document}/attributions")
        if any(needle in part["exact"] for part in each["content"])
    ]
    assert len(found) == 1, [part["exact"] for each in found for part in each["content"]]
    return found[0]


def claim_of_both(get: Get, documents: dict[str, str], needles: dict[str, str]) -> Json:
    """The claim that is one in both articles; ``needles`` are words of each."""
    claims = {saying(get, documents[outlet], needles[outlet])["claim"]["id"] for outlet in OUTLETS}
    assert len(claims) == 1
    return get(f"/api/claims/{claims.pop()}")


def told(claim: Json, kind: str) -> Json:
    """The one discrepancy of a claim of this kind."""
    (found,) = [each for each in claim["discrepancies"] if each["kind"] == kind]
    return found


def by_outlet(get: Get, discrepancy: Json) -> dict[str, Json]:
    """The sides of a discrepancy by the publisher of their document."""
    return {get(f"/api/documents/{side['document']['id']}")["publisher"]["name"]: side for side in discrepancy["sides"]}


@pytest.fixture(scope="module")
def letters(get: Get, documents: dict[str, str]) -> Json:
    """The claim about the letters of the Justice Department."""
    return claim_of_both(get, documents, {SENTINEL: "letters to 23 cities", JOURNAL: "subpoena up to 23"})


def test_the_675_claim_has_two_reports_and_one_origin(get: Get, documents: dict[str, str]) -> None:
    claim = claim_of_both(get, documents, dict.fromkeys(OUTLETS, "29,269"))
    assert (claim["documents"], claim["independent_origins"]) == (2, 1)
    (echo,) = claim["echoes"]
    assert {ref["id"] for ref in echo["documents"]} == set(documents.values())
    assert echo["origin"]["id"] == US + "dhs-oig"
    assert [each["kind"] for each in echo["dependences"]] == ["origin"]
    assert all(passage["exact"] for each in echo["dependences"] for passage in each["passages"])


def test_23_is_one_claim_about_doj_in_two_documents(get: Get, letters: Json) -> None:
    assert letters["documents"] == 2
    assert US + "doj" in {ref["id"] for ref in (*letters["about"], *letters["sources"])}


@pytest.mark.parametrize(
    ("kind", "sentinel", "journal"),
    [
        ("unit", "23 cities", "up to 23 jurisdictions"),
        ("hedge", "23 cities", "up to 23 jurisdictions"),
        ("act", "sent letters to 23 cities", "subpoena up to 23 jurisdictions"),
    ],
)
def test_23_is_a_discrepancy(get: Get, letters: Json, kind: str, sentinel: str, journal: str) -> None:
    found = told(letters, kind)
    sides = by_outlet(get, found)
    assert found["drift"] is False
    assert {outlet: side["value"] for outlet, side in sides.items()} == {SENTINEL: sentinel, JOURNAL: journal}
    assert {side["stance"] for side in sides.values()} == {1, 2}
    assert SENTINEL in found["explanation"]
    assert JOURNAL in found["explanation"]


def test_2_4_million_is_one_claim_of_both(get: Get, documents: dict[str, str]) -> None:
    claim = claim_of_both(get, documents, dict.fromkeys(OUTLETS, "2.4 million"))
    assert claim["documents"] == 2
    assert claim["discrepancies"] == []


def test_without_the_report_nothing_has_drifted(get: Get) -> None:
    assert items(get, "/api/discrepancies", drift="true") == []


@pytest.mark.parametrize(
    ("kind", "primary", "articles", "why"),
    [
        ("scope", "released and are under ICE supervision", "in ICE custody", "narrowed"),
        ("quantity", "2.37 million", "2.4 million", "rounded"),
    ],
)
def test_with_the_report_2_4_million_is_a_drift(with_report: Get, kind: str, primary: str, articles: str, why: str) -> None:
    drifts = [
        each
        for each in items(with_report, "/api/discrepancies", drift="true", kind=kind)
        if articles in each["sides"][-1]["value"]
    ]
    (drift,) = drifts
    first, *others = drift["sides"]
    assert with_report(f"/api/documents/{first['document']['id']}")["kind"] == "primary"
    assert primary in first["value"]
    assert {with_report(f"/api/documents/{side['document']['id']}")["publisher"]["name"] for side in others} == set(OUTLETS)
    assert all(articles in side["value"] for side in others)
    assert primary in drift["explanation"]
    assert articles in drift["explanation"]
    assert why in drift["explanation"]


def test_the_report_that_came_later_is_the_text_of_the_one_that_both_name(with_report: Get) -> None:
    (report,) = [each for each in items(with_report, "/api/entities", type="report") if "Screen Aliens" in each["name"]]
    assert report["documents"] == 3
    (text,) = with_report(f"/api/entities/{report['id']}")["documents_of"]
    assert with_report(f"/api/documents/{text['id']}")["text_of"]["id"] == report["id"]


def test_what_the_report_finds_has_one_origin_in_all_three(with_report: Get) -> None:
    (claim,) = [each for each in items(with_report, "/api/claims", q="29,269") if each["documents"] == 3]
    assert claim["independent_origins"] == 1


def test_every_side_has_the_words_of_its_document(with_report: Get) -> None:
    found = items(with_report, "/api/discrepancies")
    assert found
    for side in (side for each in found for side in each["sides"]):
        passage, text = side["passage"], with_report(f"/api/documents/{side['document']['id']}")["text"]
        assert text[passage["start"] : passage["end"]] == passage["exact"] != ""


def test_who_is_who_says_by_what_and_how_sure(get: Get) -> None:
    (kelly,) = items(get, "/api/entities", q="Kelly", type="person")
    person = get(f"/api/entities/{kelly['id']}")
    (by,) = [each for each in person["joined_by"] if each["by"] == "name and body"]
    assert by["documents"] == 2
    assert 0.5 < by["score"] < 1
    (role,) = person["roles"]
    assert (role["first_shown"], role["last_shown"]) == ("2018-01-29", "2018-01-29")
