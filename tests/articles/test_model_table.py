"""What must come out of the two real articles, row by row of the model's table.

Rows that need claims of different wording to be joined, echoes, discrepancies and drift are not here: nothing computes them
yet.
"""

from __future__ import annotations

import pytest

from tests.articles.conftest import OUTLETS, US, Get, Json, items


@pytest.fixture(scope="module")
def surfaces(get: Get, documents: dict[str, str]) -> dict[tuple[str, str], set[str]]:
    """The entities that each exact wording means, by outlet."""
    found: dict[tuple[str, str], set[str]] = {}
    for outlet, document in documents.items():
        for mention in items(get, f"/api/documents/{document}/mentions"):
            found.setdefault((outlet, mention["passage"]["exact"].replace("\u00a0", " ")), set()).add(mention["entity"]["id"])
    return found


@pytest.fixture(scope="module")
def attributions(get: Get, documents: dict[str, str]) -> dict[str, list[Json]]:
    return {outlet: items(get, f"/api/documents/{document}/attributions") for outlet, document in documents.items()}


def words(attribution: Json) -> str:
    return " ".join(passage["exact"] for passage in attribution["content"])


def about(attributions: dict[str, list[Json]], *needles: str) -> dict[str, Json]:
    """The one attribution in each article whose content has all these words."""
    found = {}
    for outlet in OUTLETS:
        having = [a for a in attributions[outlet] if all(needle in words(a) for needle in needles)]
        assert len(having) == 1, (outlet, needles, [words(a) for a in having])
        found[outlet] = having[0]
    return found


def names(refs: list[Json]) -> set[str]:
    return {ref["name"] for ref in refs}


def test_outlets_are_the_publishers_of_their_articles(documents: dict[str, str]) -> None:
    assert set(documents) == set(OUTLETS)


@pytest.mark.parametrize(
    ("outlet", "wording"),
    [
        (OUTLETS[0], "Department of Homeland Security’s inspector general"),
        (OUTLETS[1], "Inspector General for the Department of Homeland Security"),
        (OUTLETS[0], "IG"),
        (OUTLETS[1], "Department of Homeland Security Office of the Inspector General"),
    ],
)
def test_dhs_oig_is_one_agency(surfaces: dict[tuple[str, str], set[str]], outlet: str, wording: str) -> None:
    assert surfaces[outlet, wording] == {US + "dhs-oig"}


def test_dhs_oig_is_part_of_dhs(get: Get) -> None:
    entity = get(f"/api/entities/{US}dhs-oig")
    assert entity["type"] == "agency"
    assert [part["id"] for part in entity["part_of"]] == [US + "dhs"]


@pytest.mark.parametrize(
    ("outlet", "wording"),
    [
        (OUTLETS[0], "Immigration and Customs Enforcement"),
        (OUTLETS[1], "U.S. Immigration and Customs Enforcement"),
        *((o, "ICE") for o in OUTLETS),
    ],
)
def test_ice_is_one_agency(surfaces: dict[tuple[str, str], set[str]], outlet: str, wording: str) -> None:
    assert surfaces[outlet, wording] == {US + "ice"}


def test_ice_is_part_of_dhs(get: Get) -> None:
    assert [part["id"] for part in get(f"/api/entities/{US}ice")["part_of"]] == [US + "dhs"]


@pytest.mark.parametrize("outlet", OUTLETS)
@pytest.mark.parametrize("wording", ["Enforcement and Removal Operations", "ERO"])
def test_ero_is_one_agency(surfaces: dict[tuple[str, str], set[str]], outlet: str, wording: str) -> None:
    assert surfaces[outlet, wording] == {US + "ice-ero"}


@pytest.mark.parametrize("outlet", OUTLETS)
def test_the_analysis_unit_is_part_of_ero_and_ero_of_ice(
    get: Get, surfaces: dict[tuple[str, str], set[str]], outlet: str
) -> None:
    (unit,) = surfaces[outlet, "Law Enforcement Systems and Analysis unit"]
    (ero,) = get(f"/api/entities/{unit}")["part_of"]
    (ice,) = get(f"/api/entities/{ero['id']}")["part_of"]
    assert (ero["id"], ice["id"]) == (US + "ice-ero", US + "ice")


def test_kstep_is_one_program(get: Get, surfaces: dict[tuple[str, str], set[str]]) -> None:
    ids = {id_ for o in OUTLETS for w in ("KSTEP", "Known or Suspected Terrorist Encounter Protocol") for id_ in surfaces[o, w]}
    assert len(ids) == 1
    assert get(f"/api/entities/{ids.pop()}")["type"] == "program"


@pytest.mark.parametrize(
    ("outlet", "wording"),
    [(OUTLETS[0], "Justice Department"), (OUTLETS[0], "DoJ"), (OUTLETS[1], "Department of Justice"), (OUTLETS[1], "DOJ")],
)
def test_doj_is_one_agency(surfaces: dict[tuple[str, str], set[str]], outlet: str, wording: str) -> None:
    assert surfaces[outlet, wording] == {US + "doj"}


def test_8_usc_1373_is_a_law_with_a_link_to_the_code(get: Get) -> None:
    laws = items(get, "/api/entities", type="law")
    assert [law["name"] for law in laws] == ["8 U.S.C. § 1373"]
    assert any("uscode.house.gov" in link and "1373" in link for link in laws[0]["same_as"])


@pytest.mark.parametrize("outlet", OUTLETS)
def test_john_kelly_is_the_acting_inspector_general(get: Get, surfaces: dict[tuple[str, str], set[str]], outlet: str) -> None:
    (kelly,) = surfaces[outlet, "John Kelly"]
    person = get(f"/api/entities/{kelly}")
    assert {(r["role"], r["organization"]["id"]) for r in person["roles"]} == {("Acting Inspector General", US + "dhs-oig")}
    assert len(items(get, "/api/entities", q="Kelly", type="person")) == 1


def test_john_kelly_is_linked_to_nobody_else(get: Get) -> None:
    (kelly,) = items(get, "/api/entities", q="Kelly", type="person")
    assert kelly["same_as"] == []
    assert kelly["names"] == ["John Kelly"]


@pytest.mark.parametrize(
    ("outlet", "wording"),
    [(OUTLETS[0], "A new report"), (OUTLETS[0], "the report"), (OUTLETS[0], "The IG report"), (OUTLETS[1], "the report")],
)
def test_the_report_is_meant(get: Get, surfaces: dict[tuple[str, str], set[str]], outlet: str, wording: str) -> None:
    (report,) = surfaces[outlet, wording]
    entity = get(f"/api/entities/{report}")
    assert entity["type"] == "report"
    assert entity["name"] == "ICE Faces Challenges to Screen Aliens Who May Be Known or Suspected Terrorists"
    assert [issuer["id"] for issuer in entity["issued_by"]] == [US + "dhs-oig"]


def test_there_is_one_report(get: Get) -> None:
    assert len(items(get, "/api/entities", type="report")) == 1


def test_the_detainer_policy_is_ices_and_is_the_source_of_its_sentence(get: Get, attributions: dict[str, list[Json]]) -> None:
    for attribution in about(attributions, "fail to honor immigration detainers").values():
        policy = get(f"/api/entities/{attribution['source']['id']}")
        assert (policy["type"], policy["name"]) == ("policy", "Detainer Policy")
        assert [issuer["id"] for issuer in policy["issued_by"]] == [US + "ice"]
        assert attribution["style"] == "direct"


def test_the_quoted_passage_came_via_the_media_research_center(attributions: dict[str, list[Json]]) -> None:
    for attribution in about(attributions, "will not honor ICE immigration detainer requests").values():
        assert attribution["source"]["type"] == "report"
        assert names(attribution["via"]) == {"Media Research Center"}


def test_the_675_claim_is_one_claim_with_one_origin(get: Get, attributions: dict[str, list[Json]]) -> None:
    found = about(attributions, "29,269")
    (claim_id,) = {attribution["claim"]["id"] for attribution in found.values()}
    claim = get(f"/api/claims/{claim_id}")
    assert (claim["documents"], claim["independent_origins"]) == (2, 1)
    assert [origin["id"] for origin in claim["origins"]] == [US + "dhs-oig"]
    for attribution in found.values():
        assert attribution["source"]["type"] == "report"
        assert [basis["name"] for basis in attribution["basis"]] == ["Law Enforcement Systems and Analysis"]


@pytest.mark.parametrize(
    ("value", "comparator", "approximate", "unit"), [(675, "=", True, "jurisdictions"), (29269, ">", False, "detainers")]
)
def test_the_675_claim_has_its_quantities(
    get: Get, attributions: dict[str, list[Json]], value: int, comparator: str, approximate: bool, unit: str
) -> None:
    for attribution in about(attributions, "29,269").values():
        (quantity,) = [q for q in attribution["quantities"] if q["value"] == value]
        assert (quantity["comparator"], quantity["approximate"]) == (comparator, approximate)
        assert quantity["unit"].endswith(unit)
        assert quantity["period"] == {"from": "2014-01", "to": "2017-05"}


@pytest.mark.parametrize("ordinal", [1, 2, 3, 4])
def test_each_recommendation_is_of_the_report_to_ice_and_the_same_in_both(
    attributions: dict[str, list[Json]], get: Get, ordinal: int
) -> None:
    claims = items(get, "/api/claims", kind="recommendation")
    assert len(claims) == 4
    (claim,) = [c for c in claims if c["ordinal"] == ordinal]
    assert claim["documents"] == 2
    assert claim["addressed_to"]["id"] == US + "ice"
    assert "report" in [source["type"] for source in claim["sources"]]
    assert [origin["id"] for origin in claim["origins"]] == [US + "dhs-oig"]


def test_what_may_have_happened_stays_possible_in_both(attributions: dict[str, list[Json]]) -> None:
    for outlet in OUTLETS:
        (said,) = [a for a in attributions[outlet] if any("may have missed" in c["exact"] for c in a["content"])]
        assert (said["cue_kind"], said["cue_negated"]) == ("report", False)
        assert (said["polarity"], said["certainty"]) == ("positive", "possible")


def test_what_the_report_determined_is_a_finding(get: Get) -> None:
    (claim,) = [c for c in items(get, "/api/claims", kind="finding") if "29,269" in c["text"]]
    assert claim["documents"] == 2


def test_23_is_claimed_of_doj_in_both(attributions: dict[str, list[Json]]) -> None:
    units = {}
    for outlet in OUTLETS:
        (attribution,) = [a for a in attributions[outlet] if any(q["value"] == 23 or q["upper"] == 23 for q in a["quantities"])]
        (quantity,) = [q for q in attribution["quantities"] if 23 in (q["value"], q["upper"])]
        subject = {ref["id"] for ref in attribution["about"]} | {(attribution["source"] or {}).get("id")}
        assert US + "doj" in subject
        units[outlet] = (quantity["unit"], quantity["comparator"])
    assert units == {OUTLETS[0]: ("cities", "="), OUTLETS[1]: ("jurisdictions", "<=")}


def test_2_4_million_is_claimed_in_both(attributions: dict[str, list[Json]]) -> None:
    for outlet in OUTLETS:
        found = [q for a in attributions[outlet] for q in a["quantities"] if q["value"] == 2_400_000]
        assert found, outlet
        assert (found[0]["unit"], found[0]["restriction"]) == ("illegal immigrants", "in ICE custody")


@pytest.mark.parametrize(
    ("outlet", "wording", "start", "end"),
    [
        (OUTLETS[0], "earlier this month", "2018-01", "2018-01"),
        (OUTLETS[0], "Last week", "2018-01-22", "2018-01-28"),
        (OUTLETS[1], "earlier this month", None, None),
        (OUTLETS[1], "On Wednesday", None, None),
    ],
)
def test_relative_dates_are_resolved_where_the_publication_date_is_known(
    get: Get, documents: dict[str, str], outlet: str, wording: str, start: str | None, end: str | None
) -> None:
    times = get(f"/api/documents/{documents[outlet]}")["times"]
    (time,) = [
        t for t in times if t["passage"]["exact"].casefold() in (wording.casefold(), wording.casefold().removeprefix("on "))
    ]
    assert time["relative"] is True
    assert time["period"] == {"from": start, "to": end}


BOILERPLATE = [
    (OUTLETS[0], "Advertising disclaimer"),
    (OUTLETS[0], "What are your thoughts?"),
    (OUTLETS[0], "please comment.x"),
    (OUTLETS[1], "Approval Rating"),
    (OUTLETS[1], "Mall Shooting"),
    (OUTLETS[1], "be punished?"),
    (OUTLETS[1], "Submit a Correction"),
    (OUTLETS[1], "committed to truth and accuracy"),
    (OUTLETS[1], "avid runner"),
    (OUTLETS[1], "was an editor"),
    (OUTLETS[1], "Prescott, Arizona"),
    (OUTLETS[1], "English, French"),
]


@pytest.mark.parametrize(("outlet", "phrase"), BOILERPLATE)
def test_boilerplate_is_no_part_of_the_article(get: Get, documents: dict[str, str], outlet: str, phrase: str) -> None:
    document = get(f"/api/documents/{documents[outlet]}")
    at = document["text"].index(phrase)
    (segment,) = [s for s in document["segments"] if s["start"] <= at < s["end"]]
    assert segment["role"] == "boilerplate"
    assert segment["reason"]


@pytest.mark.parametrize("outlet", OUTLETS)
def test_nothing_is_extracted_from_boilerplate(
    get: Get, documents: dict[str, str], attributions: dict[str, list[Json]], outlet: str
) -> None:
    document = get(f"/api/documents/{documents[outlet]}")
    boilerplate = [(s["start"], s["end"]) for s in document["segments"] if s["role"] == "boilerplate"]
    mentions = [m["passage"] for m in items(get, f"/api/documents/{documents[outlet]}/mentions")]
    contents = [passage for a in attributions[outlet] for passage in a["content"]]
    assert boilerplate
    assert mentions
    assert not [
        p["exact"] for p in [*mentions, *contents] for start, end in boilerplate if p["start"] < end and start < p["end"]
    ]


def test_the_author_is_kept_as_metadata(get: Get, documents: dict[str, str]) -> None:
    assert get(f"/api/documents/{documents[OUTLETS[1]]}")["author"] == "Erin Coates"
    assert items(get, "/api/entities", q="Coates", type="person") == []


@pytest.mark.parametrize("outlet", OUTLETS)
def test_the_body_of_the_article_is_body(get: Get, documents: dict[str, str], outlet: str) -> None:
    document = get(f"/api/documents/{documents[outlet]}")
    body = [document["text"][s["start"] : s["end"]] for s in document["segments"] if s["role"] == "body"]
    assert 12 <= len(body) <= 20
    assert any("29,269" in paragraph for paragraph in body)
