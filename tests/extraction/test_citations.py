"""Citations of laws, bills, orders and cases in their usual spellings."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from app.extraction.citations import Citation, find_citations
from app.extraction.citations.numbered import numbered
from app.extraction.paragraph import Paragraph
from app.model.document import Role

Cite = Callable[..., list[tuple[str, str]]]
SECTION_1373 = "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title8-section1373"


def found(nlp: Language, *texts: str, headline: bool = False) -> tuple[str, tuple[Citation, ...]]:
    """The whole text and its citations, one paragraph for each text, the first a headline if asked."""
    paragraphs, offset = [], 0
    for place, text in enumerate(texts):
        paragraphs.append(Paragraph(offset, nlp(text), Role.HEADLINE if headline and not place else Role.BODY))
        offset += len(text) + 1
    return "\n".join(texts), find_citations(paragraphs)


@pytest.fixture
def cite(nlp: Language) -> Cite:
    def words(*texts: str, headline: bool = False) -> list[tuple[str, str]]:
        text, citations = found(nlp, *texts, headline=headline)
        return [(citation.span.of(text), citation.canonical) for citation in citations]

    return words


@pytest.mark.parametrize(
    "spelling",
    [
        "8 USC 1373",
        "8 U.S.C. § 1373(a)",
        "8 U.S.C. §1373",
        "8 U.S.C. 1373",
        "8 U. S. C. § 1373",
        "8 U.S.C.A. § 1373",
        "8 U.S. Code § 1373",
        "8 USC Section 1373",
        "section 1373 of title 8",
        "Section 1373 of Title 8 of the United States Code",
        "section 1373(b)(1) of title 8, United States Code",
        "Title 8, Section 1373",
        "Title 8, U.S.C., section 1373",
        "title 8 U.S.C. section 1373",
    ],
)
def test_the_united_states_code(nlp: Language, spelling: str) -> None:
    text, citations = found(nlp, f"The towns break {spelling} again.")
    (citation,) = citations
    assert citation.span.of(text) == spelling
    assert (citation.canonical, citation.url, citation.keys) == ("8 U.S.C. § 1373", SECTION_1373, ("law:usc:8:1373",))


@pytest.mark.parametrize(
    ("spelling", "canonical", "key"),
    [
        ("Pub. L. 104-208", "Pub. L. 104-208", "law:publ:104-208"),
        ("Pub. L. No. 104–208", "Pub. L. 104-208", "law:publ:104-208"),
        ("Public Law 104-208", "Pub. L. 104-208", "law:publ:104-208"),
        ("P.L. 104-208", "Pub. L. 104-208", "law:publ:104-208"),
        ("110 Stat. 3009", "110 Stat. 3009", "law:stat:110:3009"),
        ("8 CFR 287.7", "8 C.F.R. § 287.7", "law:cfr:8:287.7"),
        ("8 C.F.R. § 287.7(d)", "8 C.F.R. § 287.7", "law:cfr:8:287.7"),
        ("8 CFR Part 287", "8 C.F.R. part 287", "law:cfr:8:287"),
        ("section 287.7 of title 8 of the Code of Federal Regulations", "8 C.F.R. § 287.7", "law:cfr:8:287.7"),
        ("INA § 287(g)", "INA § 287", "law:ina:287"),
        ("section 287(g) of the Immigration and Nationality Act", "INA § 287", "law:ina:287"),
        ("287(g)", "INA § 287", "law:ina:287"),
        ("Executive Order 13768", "Executive Order 13768", "law:eo:13768"),
        ("E.O. 13768", "Executive Order 13768", "law:eo:13768"),
        ("Executive Order No. 13,768", "Executive Order 13768", "law:eo:13768"),
        ("Proclamation 9645", "Proclamation 9645", "law:proclamation:9645"),
        ("H.R. 3009", "H.R. 3009", "law:bill:hr:3009"),
        ("S. 1234", "S. 1234", "law:bill:s:1234"),
        ("HB 12", "H.B. 12", "law:bill:hb:12"),
        ("Senate Bill 54", "S.B. 54", "law:bill:sb:54"),
        ("S.B. 54", "S.B. 54", "law:bill:sb:54"),
        ("House Joint Resolution 5", "H.J. Res. 5", "law:bill:hjres:5"),
        ("H.J. Res. 5", "H.J. Res. 5", "law:bill:hjres:5"),
        ("Proposition 187", "Proposition 187", "law:proposition:187"),
        ("Fourth Amendment", "Fourth Amendment to the U.S. Constitution", "law:amendment:4"),
        ("10th Amendment", "Tenth Amendment to the U.S. Constitution", "law:amendment:10"),
        ("U.S. Constitution", "U.S. Constitution", "law:name:u.s. constitution"),
        ("Immigration and Nationality Act", "Immigration and Nationality Act", "law:name:immigration and nationality act"),
        ("Clean Air Act of 1990", "Clean Air Act of 1990", "law:name:clean air act of 1990"),
        ("Patriot Act", "Patriot Act", "law:name:patriot act"),
        ("No Child Left Behind Act", "No Child Left Behind Act", "law:name:no child left behind act"),
        ("Food, Drug, and Cosmetic Act", "Food, Drug, and Cosmetic Act", "law:name:food, drug, and cosmetic act"),
        ("Section 5 of the Voting Rights Act", "Voting Rights Act", "law:name:voting rights act"),
        ("Title VII of the Civil Rights Act", "Civil Rights Act", "law:name:civil rights act"),
        ("Internal Revenue Code", "Internal Revenue Code", "law:name:internal revenue code"),
        ("Uniform Code of Military Justice", "Uniform Code of Military Justice", "law:name:uniform code of military justice"),
        ("Megan’s Law", "Megan's Law", "law:name:megan's law"),
        ("Roe v. Wade", "Roe v. Wade", "law:case:roe v. wade"),
    ],
)
def test_other_laws(nlp: Language, spelling: str, canonical: str, key: str) -> None:
    text, citations = found(nlp, f"The lawyers said that the {spelling} is what counts.")
    (citation,) = citations
    assert (citation.span.of(text), citation.canonical, citation.keys[0]) == (spelling, canonical, key)


@pytest.mark.parametrize(
    ("spelling", "url"),
    [
        ("8 CFR 287.7", "https://www.ecfr.gov/current/title-8/section-287.7"),
        ("Public Law 104-208", "https://www.govinfo.gov/link/plaw/104/public/208"),
        ("Public Law 88-352", None),
        ("110 Stat. 3009", "https://www.govinfo.gov/link/statute/110/3009"),
        ("Executive Order 13768", "https://www.federalregister.gov/executive-order/13768"),
        ("Executive Order 9066", None),
        ("First Amendment", "https://constitution.congress.gov/constitution/amendment-1/"),
        ("H.R. 3009", None),
    ],
)
def test_a_page_is_given_only_where_its_address_is_sure(nlp: Language, spelling: str, url: str | None) -> None:
    (citation,) = found(nlp, f"It is in {spelling} now.")[1]
    assert citation.url == url


def test_a_dated_act_has_the_key_of_its_year_and_of_its_bare_name(nlp: Language) -> None:
    (citation,) = found(nlp, "They cite the Civil Rights Act of 1964 often.")[1]
    assert citation.keys == ("law:name:civil rights act of 1964", "law:name:civil rights act")


def test_sections_listed_after_a_title_are_citations_of_their_own(cite: Cite) -> None:
    found = cite("It cites 8 U.S.C. §§ 1373 and 1644(b), and 42 U.S.C. 300aa-1.")
    assert found == [
        ("8 U.S.C. §§ 1373", "8 U.S.C. § 1373"),
        ("1644(b)", "8 U.S.C. § 1644"),
        ("42 U.S.C. 300aa-1", "42 U.S.C. § 300aa-1"),
    ]


def test_a_section_alone_is_a_citation_once_its_title_is_known(cite: Cite) -> None:
    assert cite("Section 1373 is short.") == []
    assert cite("Section 1373 is short.", "It is in 8 U.S.C. 1373.", "Section 9 is long.") == [
        ("Section 1373", "8 U.S.C. § 1373"),
        ("8 U.S.C. 1373", "8 U.S.C. § 1373"),
    ]


def test_the_constitution_is_a_citation_once_it_is_known_which(cite: Cite) -> None:
    assert cite("The judge read the Constitution.") == []
    found = cite("The judge read the Constitution.", "He began with the Second Amendment.")
    assert found[0] == ("Constitution", "U.S. Constitution")


def test_amendments_may_share_their_noun(cite: Cite) -> None:
    assert [canonical[:5] for _, canonical in cite("It breaks the First, Fourth and Fifth Amendments.")] == [
        "First",
        "Fourt",
        "Fifth",
    ]


def test_a_case_with_its_reporter_has_both_keys_and_its_page(nlp: Language) -> None:
    text, citations = found(nlp, "In Arizona v. United States, 567 U.S. 387 (2012), the court agreed.")
    (citation,) = citations
    assert citation.span.of(text) == "Arizona v. United States, 567 U.S. 387 (2012)"
    assert citation.canonical == "Arizona v. United States, 567 U.S. 387"
    assert citation.keys == ("law:case:567 u.s. 387", "law:case:arizona v. united states")
    assert citation.url == "https://supreme.justia.com/cases/federal/us/567/387/"


def test_the_words_before_a_name_are_no_part_of_it(cite: Cite) -> None:
    text = "Under the Clean Air Act it stands. Obama's Affordable Care Act does too, since Citizens United v. FEC."
    assert [words for words, _ in cite(text)] == ["Clean Air Act", "Affordable Care Act", "Citizens United v. FEC"]


def test_a_headline_cites_by_name_only_what_the_text_cites_too(cite: Cite) -> None:
    headline = "Why Congress Must Pass Clean Air Act"
    assert cite(headline, "It is late.", headline=True) == []
    assert cite(headline, "The Clean Air Act is late.", headline=True)[0] == ("Clean Air Act", "Clean Air Act")


@pytest.mark.parametrize(
    "text",
    [
        "They comply with federal immigration laws.",
        "The Act is old, and this Act is new; an Act is an Act.",
        "He read her the Riot Act at Constitution Hall, in the Second Act.",
        "The Da Vinci Code has a Dress Code.",
        "No. 8 USC 35 points, and 8 USC 35-10.",
        "He lives at 12 S. 45th Street.",
        "The lakers v. nobody.",
        "The amendment to the bill is the first amendment of many.",
        "He paid $110 in 2014, 8 in all.",
    ],
)
def test_what_is_no_law_is_no_citation(cite: Cite, text: str) -> None:
    assert cite(text) == []


@given(st.text(alphabet=st.sampled_from("8 USC.§13(a)-,HRStatPub LEOCFAmendmentFirst"), max_size=60))
def test_any_text_gives_exact_spans_without_overlaps(text: str) -> None:
    found = numbered(text)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))


def test_eyecite_is_not_loaded_for_a_text_without_reporters() -> None:
    program = (
        "import sys; from app.extraction.citations.cases import cases; "
        "cases('Roe v. Wade was decided in 1973.'); sys.exit('eyecite' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0


def test_the_law_of_the_article(nlp: Language, shared_data: Path) -> None:
    lines = (shared_data / "articles" / "western-journal.txt").read_text("utf-8").splitlines()
    (citation,) = found(nlp, *(line for line in lines if line.strip()))[1]
    assert (citation.canonical, citation.url, citation.keys) == ("8 U.S.C. § 1373", SECTION_1373, ("law:usc:8:1373",))
