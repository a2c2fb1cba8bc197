"""Whether two documents depend on each other follows from their profiles, with evidence and, where it shows, direction."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from app.joining.citing import Cited, normal_address, outlet_name, title_digest
from app.joining.depending import dependences, spanning
from app.joining.profile import Profile
from app.joining.wires import Credit
from app.model.joined import Dependence, DependenceKind, Place
from app.model.text import Span
from tests.joining.texts import PIER, SCHOOL, read, shown

HERE = Span(3, 9)
AP = Credit("Associated Press", HERE)
TITLE = "County reopens its pier after two winters"
WIRE = Profile("b" * 16, "wire", "Capitol Wire Desk", "2018-01-09", "capitolwire.example/pier", TITLE, "report-1")
LEDGER = Profile("a" * 16, "ledger", "Harbor Ledger", "2018-01-16")


def between(one: Profile, other: Profile) -> dict[DependenceKind, Dependence]:
    found = dependences(one, other)
    assert found == dependences(other, one)
    return {dependence.kind: dependence for dependence in found}


@pytest.mark.parametrize(
    ("citing", "explanation"),
    [
        (replace(LEDGER, outlets=(Cited("wire", HERE),)), "Harbor Ledger names Capitol Wire Desk as a source."),
        (
            replace(LEDGER, outlets=(Cited("name:capitol wire desk", HERE),)),
            "Harbor Ledger names Capitol Wire Desk as a source.",
        ),
        (
            replace(LEDGER, links=(Cited("capitolwire.example/pier", HERE),)),
            "Harbor Ledger links to the document of Capitol Wire Desk.",
        ),
        (
            replace(LEDGER, titles=(Cited(title_digest(TITLE) or "", HERE),)),
            "Harbor Ledger names the title of the document of Capitol Wire Desk.",
        ),
        (
            replace(LEDGER, reports=(Cited("report-1", HERE),)),
            "Harbor Ledger names the report of which the document of Capitol Wire Desk is the text.",
        ),
    ],
)
def test_who_cites_depends(citing: Profile, explanation: str) -> None:
    pair = (LEDGER.document, WIRE.document)
    place = Place(LEDGER.document, HERE)
    expected = Dependence(DependenceKind.CITATION, pair, explanation, (place,), LEDGER.document)
    assert between(citing, WIRE) == {DependenceKind.CITATION: expected}


def test_a_link_of_the_page_has_no_words_to_show() -> None:
    found = between(replace(LEDGER, links=(Cited("capitolwire.example/pier"),)), WIRE)
    assert found[DependenceKind.CITATION].places == ()


@pytest.mark.parametrize(("published", "depends"), [("2018-01-10", False), ("2018", True), ("2018-01-16", True), (None, True)])
def test_nobody_cites_what_is_not_out_yet(published: str | None, depends: bool) -> None:
    citing = replace(LEDGER, published="2018-01-09", outlets=(Cited("wire", HERE),))
    found = between(citing, replace(WIRE, published=published if published != "2018-01-16" else "2018-01-09"))
    assert bool(found) is depends


def test_an_outlet_that_names_itself_does_not_cite() -> None:
    citing = replace(LEDGER, publisher="wire", outlets=(Cited("wire", HERE), Cited("name:capitol wire desk", HERE)))
    assert between(citing, WIRE) == {}


def test_a_document_does_not_depend_on_itself() -> None:
    profile = shown(read(*PIER))
    assert dependences(profile, profile) == ()


def test_of_two_with_the_same_text_the_younger_took_it() -> None:
    old = shown(read(*PIER, publisher="Harbor Ledger", published="2018-01-09"))
    new = shown(read(SCHOOL[0], *PIER, publisher="Metro Dispatch", published="2018-01-10"))
    (found,) = between(old, new).values()
    assert found.kind is DependenceKind.COPY
    assert found.derived == new.document
    assert [place.document for place in found.places] == list(found.documents)
    first, second = sorted(["Harbor Ledger", "Metro Dispatch"], key=lambda name: (old if name[0] == "H" else new).document)
    assert found.explanation.startswith(f"{first} and {second} share about ")


@pytest.mark.parametrize("published", [None, "2018", "2018-01-09"])
def test_without_dates_that_differ_nobody_took_it(published: str | None) -> None:
    old = replace(shown(read(*PIER)), published="2018-01-09")
    (found,) = between(old, replace(shown(read(SCHOOL[0], *PIER)), published=published)).values()
    assert found.derived is None


def test_of_two_with_an_agencys_text_neither_took_it_from_the_other() -> None:
    old = replace(shown(read(*PIER)), published="2018-01-09", wires=(AP,))
    new = replace(shown(read(SCHOOL[0], *PIER)), published="2018-01-10", wires=(AP,))
    found = between(old, new)
    assert {kind: dependence.derived for kind, dependence in found.items()} == {
        DependenceKind.COPY: None,
        DependenceKind.WIRE: None,
    }
    agencys = replace(old, outlet="The Associated Press")
    assert {dependence.derived for dependence in between(agencys, new).values()} == {new.document}


def test_agencys_credit_needs_shared_words_more_for_a_contribution() -> None:
    few = " ".join(PIER[1].split()[:14]) + "."
    one, other = (replace(shown(read(*texts)), wires=(AP,)) for texts in ((*PIER[2:], few), (*SCHOOL, few)))
    assert set(between(one, other)) == {DependenceKind.WIRE}
    assert between(replace(one, wires=(replace(AP, contributed=True),)), other) == {}
    assert between(replace(one, wires=(Credit("Reuters", HERE),)), other) == {}
    stranger = replace(shown(read(*SCHOOL)), wires=(AP,))
    assert between(one, stranger) == {}


def test_a_forest_joins_what_depends_with_one_pair_less_than_documents() -> None:
    copies = [shown(read(*PIER, sentence, published=f"2018-01-0{day}")) for day, sentence in enumerate(SCHOOL, 1)]
    alone = shown(read(*SCHOOL[::-1]))
    found = spanning([*copies, alone])
    oldest = copies[0].document
    joined = [document for each in found for document in each.documents if document != oldest]
    assert sorted(joined) == sorted(profile.document for profile in copies[1:])


def test_a_forest_prefers_citations_and_knows_no_order() -> None:
    copies = [shown(read(*PIER, sentence)) for sentence in SCHOOL[:3]]
    cited = replace(copies[1], publisher="wire")
    citing = replace(copies[2], outlets=(Cited("wire", HERE),))
    profiles = [copies[0], cited, citing, WIRE]
    found = {spanning(order) for order in permutations(profiles)}
    assert len(found) == 1
    kinds = {each.documents: each.kind for each in next(iter(found)) if each.kind is DependenceKind.CITATION}
    assert tuple(sorted((cited.document, citing.document))) in kinds


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://www.harborledger.example/2018/pier/", "harborledger.example/2018/pier"),
        ("http://HarborLedger.example/2018/pier?utm_source=x&fbclid=1#top", "harborledger.example/2018/pier"),
        ("https://harborledger.example:443/story?id=7&b=1", "harborledger.example/story?b=1&id=7"),
        ("https://harborledger.example:8080/", "harborledger.example:8080"),
        ("https://[broken/", "https://[broken/"),
    ],
)
def test_addresses_of_one_page_are_one(url: str, normal: str) -> None:
    assert normal_address(url) == normal


def test_names_and_titles_are_compared_without_dress() -> None:
    assert outlet_name("The Harbor Ledger") == outlet_name("HARBOR LEDGER") == "name:harbor ledger"
    assert outlet_name(None) is None
    assert title_digest("“County reopens its pier after two winters,”") == title_digest(TITLE)
    assert title_digest("Harbor News") is None
