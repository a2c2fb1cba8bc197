"""The pages as HTML: they answer, hold what they should, and keep hostile text as text. No script runs here."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.api import create_app
from app.model.extraction import ClaimKind
from app.settings import Settings
from tests.page.conftest import BROWSER, FIRST, HERE, SECOND
from tests.together import COPIED, EXPLAINED

KINDS = [
    *("start", "search", "one type", "documents", "entities", "claims", "document", "hostile", "discrepancies", "discrepancy"),
    *("entity", "claim", "queries", "query", "editor", "problem"),
    *("ontology", "shapes", "problems", "dataset", "graph", "software", "extraction"),
]
VOID = {"meta", "link", "input", "br", "circle", "rect", "path", "img"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of the element with the id ``text``."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._inside = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if (self._inside or dict(attrs).get("id") == "text") and tag not in VOID:
            self._inside += 1

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag not in VOID:
            self._inside -= 1

    def handle_data(self, data: str) -> None:
        self.text += data if self._inside else ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_has_its_landmarks_one_heading_and_a_title(kind: str, service: TestClient, paths: dict[str, str]) -> None:
    answer = service.get(paths[kind])
    assert answer.status_code == (404 if kind == "problem" else 200)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(answer.text)
    assert [len(page.all(tag)) for tag in ("h1", "main", "header", "footer")][:2] == [1, 1]
    assert page.all("html")[0]["lang"] == "en"
    assert any(link.get("href") == "#main" for link in page.all("a"))
    assert re.search(r"<title>[^<]+</title>", answer.text)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_leave_no_level_out(kind: str, service: TestClient, paths: dict[str, str]) -> None:
    levels = [int(tag[1]) for tag, _ in Page(service.get(paths[kind]).text).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_loaded_from_elsewhere_and_no_script_stands_in_the_page(
    kind: str, service: TestClient, paths: dict[str, str]
) -> None:
    answer = service.get(paths[kind])
    page = Page(answer.text)
    loaded = [script.get("src") for script in page.all("script")] + [image.get("src") for image in page.all("img")]
    loaded += [link.get("href") for link in page.all("link") if link.get("rel") in {"stylesheet", "icon"}]
    assert [address for address in loaded if not (address or "").startswith("/static/")] == []
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "style"] == []
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_shown_text_is_exactly_the_text(service: TestClient, ids: dict[str, str]) -> None:
    for name in ("document", "second", "hostile"):
        text = service.get(f"/api/documents/{ids[name]}").json()["text"]
        assert Page(service.get(f"/document/{ids[name]}").text).text == text


def test_each_passage_that_the_api_gives_has_a_place_in_the_page(service: TestClient, ids: dict[str, str]) -> None:
    page = Page(service.get(f"/document/{ids['document']}").text)
    named = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    mentions = service.get(f"/api/documents/{ids['document']}/mentions").json()["items"]
    said = service.get(f"/api/documents/{ids['document']}/attributions").json()["items"]
    passages = [item["passage"] for item in mentions] + [content for item in said for content in item["content"]]
    assert len(passages) > 5
    assert {f"passage-{passage['start']}-{passage['end']}" for passage in passages} <= named


def test_mentions_lead_to_entities_and_sayings_to_claims(service: TestClient, ids: dict[str, str]) -> None:
    links = [link.get("href") for link in Page(service.get(f"/document/{ids['document']}").text).all("a")]
    assert f"/entity/{ids['entity']}" in links
    assert f"/claim/{ids['claim']}" in links


def test_boilerplate_is_marked_with_its_reason(service: TestClient, ids: dict[str, str]) -> None:
    segments = service.get(f"/api/documents/{ids['document']}").json()["segments"]
    reasons = [segment["reason"] for segment in segments if segment["role"] == "boilerplate"]
    assert reasons
    shown = Page(service.get(f"/document/{ids['document']}").text).all("p")
    assert [paragraph["data-reason"] for paragraph in shown if "data-reason" in paragraph] == reasons


@pytest.mark.parametrize(
    "path",
    ["/", "/documents", "/claims", "/entities", "/search?q=<script>alert(1)</script>", "/documents?q=%22%3E%3Cscript%3E"],
)
def test_hostile_text_stays_text_in_lists(path: str, service: TestClient) -> None:
    html = service.get(path).text
    assert "<script>" not in html
    assert "<img" not in html


def test_hostile_text_stays_text_on_the_pages_of_things(service: TestClient, ids: dict[str, str]) -> None:
    document = service.get(f"/document/{ids['hostile']}").text
    assert "&lt;script&gt;alert(&#39;title&#39;)" in document
    claims = service.get("/api/claims", params={"document": ids["hostile"]}).json()["items"]
    publisher = service.get(f"/api/documents/{ids['hostile']}").json()["publisher"]["id"]
    assert claims
    for html in (document, service.get(f"/entity/{publisher}").text, service.get(f"/claim/{claims[0]['id']}").text):
        assert "<script>" not in html
        assert "<img" not in html
        assert "<i>" not in html


def test_a_claim_says_who_reports_it_and_that_it_does_not_judge(service: TestClient, ids: dict[str, str]) -> None:
    html = service.get(f"/claim/{ids['claim']}").text
    known = service.get(f"/api/claims/{ids['claim']}").json()
    assert f"<b>{known['documents']} document" in html
    assert "Nothing here says that a claim is true" in html
    for said in known["attributions"]:
        content = said["content"][0]
        assert f"/document/{said['document']['id']}#passage-{content['start']}-{content['end']}" in html


def test_a_claim_shows_both_sides_of_a_discrepancy_and_why(service: TestClient, ids: dict[str, str]) -> None:
    html = service.get(f"/claim/{ids['claim']}").text
    (found,) = service.get(f"/api/claims/{ids['claim']}").json()["discrepancies"]
    part = html[html.index(f'id="discrepancy-{found["id"]}"') :].partition("</article>")[0]
    assert found["explanation"] == EXPLAINED
    assert EXPLAINED in part
    for side in found["sides"]:
        passage = side["passage"]
        assert f"/document/{side['document']['id']}#passage-{passage['start']}-{passage['end']}" in part
        assert side["value"] in part


def test_a_claim_shows_which_documents_repeat_one_another_and_the_words_that_show_it(
    service: TestClient, ids: dict[str, str]
) -> None:
    html = service.get(f"/claim/{ids['claim']}").text
    part = html[html.index('id="repeated"') :].partition("</section>")[0]
    assert "2 documents, one origin" in part
    copied = part[part.index(COPIED) :].partition("</ul>")[0]
    assert f"Took from the other: {SECOND['title']}." in copied
    assert copied.count("#passage-") == 2
    assert "<b>1 independent origin</b>" in html


def test_discrepancies_are_listed_and_narrowed(service: TestClient, ids: dict[str, str]) -> None:
    assert EXPLAINED in service.get("/discrepancies").text
    assert EXPLAINED in service.get(f"/discrepancies?kind=wording&drift=false&claim={ids['claim']}").text
    for query in ("kind=unit", "drift=true", f"document={ids['hostile']}"):
        html = service.get(f"/discrepancies?{query}").text
        assert EXPLAINED not in html
        assert "Nothing fits." in html
    assert service.get("/discrepancies?kind=quarrel").status_code == 422


def test_claims_can_be_chosen_by_whether_documents_differ(service: TestClient, ids: dict[str, str]) -> None:
    assert ids["claim"] in service.get("/claims?has_discrepancy=true").text
    assert ids["claim"] not in service.get("/claims?has_discrepancy=false").text


def test_a_document_marks_what_differs_from_another(service: TestClient, ids: dict[str, str]) -> None:
    html = service.get(f"/document/{ids['document']}").text
    assert 'class="said differs"' in html
    assert f"/claim/{ids['claim']}#discrepancy-{ids['discrepancy']}" in html
    assert "differs" not in service.get(f"/document/{ids['hostile']}").text


def test_what_is_said_not_to_be_so_is_shown_as_that(service: TestClient, ids: dict[str, str]) -> None:
    assert "· negative" in service.get(f"/claim/{ids['claim']}").text
    assert "· negative" in service.get(f"/document/{ids['document']}").text


def test_claims_can_be_chosen_by_each_kind(service: TestClient) -> None:
    html = service.get("/claims").text
    assert all(f'<option value="{kind}"' in html for kind in ClaimKind)


def test_an_entity_shows_by_what_its_mentions_mean_one(service: TestClient) -> None:
    sheriff = service.get("/api/entities", params={"q": "Dana Whitlock", "type": "person"}).json()["items"][0]
    html = service.get(f"/entity/{sheriff['id']}").text
    known = service.get(f"/api/entities/{sheriff['id']}").json()["joined_by"]
    assert "Why these mentions mean one" in html
    for each in known:
        assert f"score {each['score']}, {each['documents']} document" in html
    assert known[0]["documents"] > 1


def test_an_entity_shows_its_names_and_where_it_is_named(service: TestClient, ids: dict[str, str]) -> None:
    html = service.get(f"/entity/{ids['entity']}").text
    assert FIRST["title"] in html
    assert "<b>ICE</b>" in html
    assert f"/document/{ids['document']}#passage-" in html


def test_filters_narrow_lists(service: TestClient) -> None:
    agencies = Page(service.get("/entities?type=agency").text)
    kinds = {
        attributes.get("class") for attributes in agencies.all("span") if (attributes.get("class") or "").startswith("kind")
    }
    assert kinds == {"kind agency"}
    assert "Nothing fits" in service.get("/claims?min_documents=99").text
    publisher = service.get("/api/documents").json()["items"][0]["publisher"]
    assert service.get(f"/documents?publisher={publisher['id']}").text.count("document-item") == 1


def test_an_empty_field_of_a_form_filters_nothing(service: TestClient) -> None:
    everything = service.get("/api/claims").json()["total"]
    assert f'<span class="count">{everything}</span>' in service.get("/claims?q=&kind=&min_documents=&source=").text


def test_an_impossible_filter_is_explained_in_a_page(service: TestClient) -> None:
    answer = service.get("/entities?type=ghost")
    assert answer.status_code == 422
    assert "there is no entity type" in answer.text.lower()


def test_errors_are_pages_for_browsers_and_problems_for_machines(service: TestClient) -> None:
    for path in ("/document/nothing", "/nowhere", "/queries/nothing"):
        assert "<h1>" in service.get(path).text
        answer = service.get(path, headers={"Accept": "*/*"})
        assert (answer.status_code, answer.json()["status"]) == (404, 404)


def test_links_to_data_lead_to_data(service: TestClient, paths: dict[str, str]) -> None:
    for kind in ("document", "entity", "claim", "documents", "entities", "claims", "queries", "query", "search"):
        alternates = [link for link in Page(service.get(paths[kind]).text).all("link") if link.get("rel") == "alternate"]
        assert alternates
        for link in alternates:
            answer = service.get(link["href"] or "", headers={"Accept": "*/*"})
            assert answer.status_code == 200
            assert "html" not in answer.headers["content-type"]


def test_every_saved_query_runs_in_the_page(service: TestClient) -> None:
    names = [query["name"] for query in service.get("/api/queries").json()["items"]]
    assert names
    assert {service.get(f"/queries/{name}").status_code for name in names} == {200}


def test_a_saved_query_takes_parameters(service: TestClient, ids: dict[str, str]) -> None:
    html = service.get("/queries/named-in-document", params={"document": ids["second"]}).text
    assert f'value="{ids["second"]}"' in html
    assert f"/document/{ids['document']}" not in html


def test_without_published_texts_the_passages_alone_are_shown(service: TestClient, data: Path, ids: dict[str, str]) -> None:
    with TestClient(create_app(Settings(data=data, publish_text=False)), headers=BROWSER, **HERE) as client:
        html = client.get(f"/document/{ids['document']}").text
    assert "not published here" in html
    assert 'id="text"' not in html
    assert "<b>ICE</b>" in html


def test_the_hostile_address_is_no_link_to_a_script(service: TestClient, ids: dict[str, str]) -> None:
    page = Page(service.get(f"/document/{ids['hostile']}").text)
    url = service.get(f"/api/documents/{ids['hostile']}").json()["url"]
    assert url.startswith("https://hostile.example/")
    assert url in [link.get("href") for link in page.all("a")]
    assert [link for link in page.all("a") if (link.get("href") or "").lower().startswith("javascript:")] == []
