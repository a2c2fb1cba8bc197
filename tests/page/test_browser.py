"""The pages in a real browser: from a search to a claim, nothing fetched from elsewhere, nothing serious for axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.page.test_pages import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, for these tests only: while Playwright is there, so is its event loop, and no other can run in this thread."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, site: str, assets: Path) -> Iterator[Page]:
    """A page in a context of its own; it fails the test when the console shows an error or another host is asked."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith(f"{site}/") else wrong.append(request.url))
    yield opened
    context.close()
    assert wrong == []


def test_from_a_search_to_a_document_its_entity_and_its_claim(page: Page, ids: dict[str, str]) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("jails")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Audit counts the holds").first.click()
    page.wait_for_url(f"**/document/{ids['document']}")
    page.locator("#text a.mention.agency", has_text=re.compile("^ICE$")).first.click()
    page.wait_for_url("**/entity/*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Immigration and Customs Enforcement")
    page.go_back()
    page.locator(".sayings .words a", has_text="single request").click()
    page.wait_for_url("**/claim/*")
    page.get_by_role("link", name="show in the document").first.click()
    page.wait_for_url("**/document/*#passage-*")
    expect(page.locator("#text .here").first).to_be_visible()


def test_the_words_of_a_claim_lead_to_their_entry_and_light_up_with_it(page: Page, ids: dict[str, str]) -> None:
    page.goto(f"/document/{ids['document']}")
    entry = page.locator(".sayings li", has_text="single request")
    number = entry.get_attribute("data-said")
    entry.hover()
    expect(page.locator(f'#text .said[data-said~="{number}"]').first).to_have_class(re.compile("\\bsaid\\b.*\\blit\\b"))
    page.locator(f'#text .note[data-n="{number}"]').click()
    assert page.url.endswith(f"#said-{number}")


def test_an_address_of_characters_marks_any_stretch(page: Page, service, ids: dict[str, str]) -> None:
    text = service.get(f"/api/documents/{ids['document']}").json()["text"]
    start = text.index("request 😀 at all") + 8
    page.goto(f"/document/{ids['document']}#char={start},{start + 4}")
    words = "() => [...CSS.highlights.get('here') ?? []].map(range => range.toString())"
    assert page.evaluate(words) == ["😀 at"]


def test_the_legend_hides_and_shows_marks(page: Page, ids: dict[str, str]) -> None:
    page.goto(f"/document/{ids['document']}")
    mark = page.locator("#text .mention.agency").first
    shown = mark.evaluate("element => getComputedStyle(element).backgroundColor")
    page.locator("#show-agency").uncheck()
    assert mark.evaluate("element => getComputedStyle(element).backgroundColor") != shown


def test_the_editor_shows_answers_and_errors(page: Page) -> None:
    page.goto("/sparql")
    page.locator("#query").fill("SELECT ?document WHERE { ?document a <https://w3id.org/sayso/ontology#Document> }")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#results .status")).to_contain_text("3 rows")
    page.locator("#results td a").first.click()
    page.wait_for_url("**/document/*")


def test_the_editor_explains_a_query_that_cannot_be_parsed(browser: Browser, site: str, assets: Path) -> None:
    context = browser.new_context(base_url=site)
    opened = context.new_page()
    opened.goto("/sparql")
    opened.locator("#query").fill("SELECT nothing")
    opened.get_by_role("button", name="Run").click()
    expect(opened.locator("#results .warning")).to_contain_text("cannot be parsed")
    context.close()


def test_a_reader_without_script_gets_everywhere(browser: Browser, site: str, ids: dict[str, str]) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    opened = context.new_page()
    opened.goto("/search?q=jails")
    opened.get_by_role("link", name="Audit counts the holds").first.click()
    opened.locator(".sayings a", has_text="show in the text").first.click()
    assert "#passage-" in opened.url
    opened.locator("#text a.mention").first.click()
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_is_for_everybody(
    kind: str, browser: Browser, site: str, assets: Path, axe: str, paths: dict[str, str]
) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    for scheme in ("light", "dark"):
        opened.emulate_media(color_scheme=scheme)
        opened.goto(paths[kind])
        opened.evaluate(axe)
        assert serious(opened) == [], scheme
    opened.set_viewport_size({"width": 360, "height": 740})
    opened.goto(paths[kind])
    wider = opened.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert wider <= 0


def serious(page: Page) -> list[tuple[str, str]]:
    """What axe finds serious on a page: the rule, and the first element."""
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert found["passes"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"] if rule["impact"] in {"serious", "critical"}]
