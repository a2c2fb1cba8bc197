"""Documents over HTTP: read, listed, taken in, withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.model.extraction import ClaimKind
from app.settings import Settings
from tests.api.conftest import FIRST, client_of


def test_a_document_comes_back_as_it_went_in(service: TestClient, first: str) -> None:
    document = service.get(f"/api/documents/{first}").json()
    assert document["text"] == FIRST["text"]
    assert {name: document[name] for name in ("title", "url", "author", "published", "kind")} == {
        **{name: FIRST[name] for name in ("title", "url", "author", "published")},
        "kind": "article",
    }
    assert document["publisher"]["name"] == "Harbor Ledger"
    assert document["iri"] == f"http://127.0.0.1:8000/document/{first}"
    assert document["counts"]["mentions"] > 0
    assert document["segments"]
    assert all(segment["role"] in {"headline", "byline", "body", "boilerplate"} for segment in document["segments"])


def test_lists_show_the_newest_first(service: TestClient) -> None:
    page = service.get("/api/documents").json()
    assert page["total"] == 2
    assert page["next"] is None
    assert [item["publisher"]["name"] for item in page["items"]] == ["Dune Wire", "Harbor Ledger"]
    added = [item["added"] for item in page["items"]]
    assert added == sorted(added, reverse=True)


def test_the_next_page_is_a_whole_url(service: TestClient) -> None:
    page = service.get("/api/documents", params={"limit": 1}).json()
    assert page["next"].startswith("http://127.0.0.1:8000/api/documents?")
    following = service.get(page["next"]).json()
    assert following["next"] is None
    assert following["items"][0]["id"] != page["items"][0]["id"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"q": "jurisdictions"}, 1),
        ({"q": "jails"}, 2),
        ({"q": "unheard"}, 0),
        ({"kind": "article"}, 2),
        ({"kind": "primary"}, 0),
        ({"published_from": "2018-02"}, 1),
        ({"published_from": "2018", "published_to": "2018"}, 2),
        ({"entity": "us-federal-dhs-oig"}, 1),
        ({"entity": "http://127.0.0.1:8000/entity/us-federal-dhs-oig"}, 1),
        ({"publisher": "nobody"}, 0),
    ],
)
def test_filters_narrow(service: TestClient, query: dict[str, str], number: int) -> None:
    page = service.get("/api/documents", params=query).json()
    assert page["total"] == len(page["items"]) == number


@pytest.mark.parametrize(
    "q", ['"', '"unclosed', "a OR", "*", "(", "NEAR(", "a AND NOT", "col:val", "'; DROP TABLE x; --", "^", "-", "\x00", "😀"]
)
def test_words_of_a_stranger_are_only_words(service: TestClient, q: str) -> None:
    for route in ("documents", "entities", "claims"):
        answer = service.get(f"/api/{route}", params={"q": q})
        assert answer.status_code in {200, 422}, (route, answer.text)


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "many"},
        {"limit": "100000000000000000000000"},
        {"limit": "1001"},
        {"cursor": "x"},
        {"cursor": "é"},
        {"kind": "novel"},
        {"published_from": "yesterday"},
        {"published_to": "2018-13-45-99"},
        {"entity": "}> x"},
        {"q": ""},
    ],
)
def test_bad_parameters_are_said_to_be_bad(service: TestClient, query: dict[str, str]) -> None:
    answer = service.get("/api/documents", params=query)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize("identifier", ["nothing", "a b", "%3Cx%3E", "%00", "..%2f..%2fetc", "x" * 3000])
@pytest.mark.parametrize("tail", ["", "/mentions", "/attributions"])
def test_an_unknown_document_is_not_found(service: TestClient, identifier: str, tail: str) -> None:
    assert service.get(f"/api/documents/{identifier}{tail}").status_code == 404


def test_mentions_say_what_is_named_and_where(service: TestClient, first: str) -> None:
    page = service.get(f"/api/documents/{first}/mentions").json()
    assert page["total"] == len(page["items"]) > 0
    starts = [item["passage"]["start"] for item in page["items"]]
    assert starts == sorted(starts)
    text = FIRST["text"]
    assert all(text[(found := item["passage"])["start"] : found["end"]] == found["exact"] for item in page["items"])
    assert "us-federal-dhs-oig" in {item["entity"]["id"] for item in page["items"]}


def test_attributions_say_who_said_what(service: TestClient, first: str) -> None:
    page = service.get(f"/api/documents/{first}/attributions").json()
    quoted = [item for item in page["items"] if item["style"] == "direct"]
    assert [said["content"][0]["exact"] for said in quoted] == ["Many jails never answer a request at all,"] or quoted
    assert all(item["document"]["id"] == first for item in page["items"])


def test_attributions_say_how_their_sources_put_it(service: TestClient, first: str) -> None:
    items = service.get(f"/api/documents/{first}/attributions").json()["items"]
    (never,) = [item for item in items if "never answer" in item["content"][0]["exact"]]
    assert (never["cue_kind"], never["cue_negated"]) == ("report", False)
    assert (never["polarity"], never["certainty"]) == ("negative", "certain")


def test_an_unknown_kind_of_claim_is_said_not_to_be_one(service: TestClient) -> None:
    answer = service.get("/api/claims", params={"kind": "findings"})
    assert answer.status_code == 422
    assert "statement, recommendation, finding, order" in answer.json()["detail"]


def test_claims_can_be_asked_for_by_each_kind(service: TestClient) -> None:
    totals = [service.get("/api/claims", params={"kind": kind}).json()["total"] for kind in ClaimKind]
    assert sum(totals) == service.get("/api/claims").json()["total"]


@pytest.mark.parametrize("kind", ["mentions", "attributions"])
def test_web_annotations_point_into_the_text(service: TestClient, first: str, kind: str) -> None:
    path = f"/api/documents/{first}/{kind}"
    answer = service.get(path, headers={"accept": "application/ld+json"})
    assert answer.headers["content-type"].startswith("application/ld+json")
    page = answer.json()
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert page["partOf"]["total"] == service.get(path).json()["total"]
    for annotation in page["items"]:
        targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
        for target in targets:
            position, quote = target["selector"]
            assert FIRST["text"][position["start"] : position["end"]] == quote["exact"]


def test_a_format_that_we_do_not_have_is_refused(service: TestClient, first: str) -> None:
    answer = service.get(f"/api/documents/{first}/mentions", headers={"accept": "application/pdf"})
    assert answer.status_code == 406


def test_the_same_document_twice_is_known(service: TestClient, first: str) -> None:
    again = service.post("/api/documents", json=FIRST)
    assert again.status_code == 200
    assert again.json()["id"] == first
    assert again.headers["location"] == f"/api/documents/{first}"
    assert service.get("/api/documents").json()["total"] == 2


def test_a_document_goes_in_and_out_again(empty: TestClient) -> None:
    added = empty.post("/api/documents", json=FIRST)
    assert added.status_code == 201
    path = added.headers["location"]
    assert empty.get(path).json() == added.json()
    assert empty.delete(path).status_code == 204
    assert empty.get(path).status_code == 404
    assert empty.get("/api/documents").json()["total"] == 0
    assert empty.get("/api/claims").json()["total"] == 0
    assert empty.delete(path).status_code == 404
    assert empty.post("/api/documents", json=FIRST).status_code == 201


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ([], 422),
        ("text", 422),
        ({"text": ""}, 422),
        ({"text": "   \n"}, 422),
        ({"text": 5}, 422),
        ({"text": "A word.", "html": "<p>A word.</p>"}, 422),
        ({"text": "A word.", "kind": "novel"}, 422),
        ({"text": "A word.", "published": "yesterday"}, 422),
        ({"text": "A word.", "url": "not an address"}, 422),
        ({"text": "A word.", "titel": "typo"}, 422),
        ({"text": "nul \x00 in the middle"}, 422),
        ({"html": "<html><body><img src='x'></body></html>"}, 422),
        ({"url": "https://harbor.example/audit"}, 422),
    ],
)
def test_what_is_no_document_is_refused(service: TestClient, body: object, status: int) -> None:
    answer = service.post("/api/documents", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert service.get("/api/documents").json()["total"] == 2


def test_a_url_alone_is_told_that_nothing_is_fetched(service: TestClient) -> None:
    assert "fetching" in service.post("/api/documents", json={"url": "https://harbor.example/audit"}).json()["detail"]


def test_bodies_of_another_kind_are_refused(service: TestClient) -> None:
    assert service.post("/api/documents", content=b"A word.", headers={"content-type": "text/plain"}).status_code == 415
    assert service.post("/api/documents", content=b"{").status_code == 415
    broken = service.post("/api/documents", content=b'{"text": ', headers={"content-type": "application/json"})
    assert broken.status_code == 422
    surrogate = service.post("/api/documents", content=b'{"text": "a \\ud800 b"}', headers={"content-type": "application/json"})
    assert surrogate.status_code == 422


def test_a_large_document_is_refused(tmp_path: Path) -> None:
    with client_of(Settings(data=tmp_path, max_document=100)) as client:
        answer = client.post("/api/documents", json={"text": "word " * 100})
        assert answer.status_code == 413
        assert "SAYSO_MAX_DOCUMENT" in answer.json()["detail"]


def test_writing_needs_a_token_where_others_can_come(tmp_path: Path) -> None:
    with client_of(Settings(data=tmp_path), host="0.0.0.0") as client:
        for answer in (client.post("/api/documents", json=FIRST), client.delete("/api/documents/x")):
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
        _, secret = client.app.state.parts.ledger.create_token("test")  # type: ignore[attr-defined]
        sent = client.post("/api/documents", json=FIRST, headers={"authorization": f"Bearer {secret}"})
        assert sent.status_code == 201


def test_a_page_of_another_site_cannot_write(service: TestClient) -> None:
    answer = service.post("/api/documents", json=FIRST, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 401


def test_texts_can_be_kept_back(tmp_path: Path) -> None:
    with client_of(Settings(data=tmp_path, publish_text=False)) as client:
        document = client.post("/api/documents", json=FIRST).json()
        assert document["text"] is None
        assert document["segments"]
