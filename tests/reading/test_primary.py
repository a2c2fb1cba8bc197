"""Primary documents that are no PDFs: press releases, laws, reports with notes and tables."""

from __future__ import annotations

import pytest

from app.model.document import Kind, Metadata
from app.reading.documents import read_html, read_text

PROSE = (
    "PORT CITY — The Department of Harbors said today that it has settled its case with the builder of two ferries.",
    "“Captains must be able to trust their ships,” said Secretary Ada Quist. “This settlement gives them that trust.”",
    "The builder denied that it had done anything wrong, and agreed to have its work inspected each year until 2022.",
)
AROUND = (
    "U.S. Department of Harbors",
    "Office of Public Affairs",
    "100 Quay Street, Port City, ST 20528",
    "FOR IMMEDIATE RELEASE",
    "Contact: Maria Okafor",
    "(202) 555-0100",
    "press@harbor.example",
)
TITLE = "Harbor Office Settles Case With Ferry Builder"
PRIMARY = Metadata(kind=Kind.PRIMARY)
LAW = """§ 1373. Exchange of harbor lists between offices and the county. (a) In
general. Notwithstanding any other provision of law, an office may not
keep its lists from the county.
(b) Additional authority. Notwithstanding any other provision, no person
may prohibit an office from any of these things, as they are named in
section (c) of this law:
(1) Sending such lists to the county, or asking the county for them, when
the harbor is open.
(2) Keeping such lists for as long as the harbor has been open to ships or
ferries of the county."""


def roles(text: str, metadata: Metadata = PRIMARY) -> dict[str, str]:
    found = read_text(text, metadata)
    return {" ".join(one.span.of(found.text).split()): one.role.value for one in found.segments}


def reasons(text: str) -> dict[str, str]:
    found = read_text(text, PRIMARY)
    return {one.span.of(found.text): one.reason for one in found.segments}


@pytest.mark.parametrize("kind", list(Kind))
def test_what_stands_around_a_press_release_is_boilerplate(kind: Kind) -> None:
    page = "".join(f"<p>{line}</p>" for line in (*AROUND, TITLE, *PROSE, "###", "About the Department: it keeps the harbors."))
    found = read_html(f"<html><body><main>{page}</main></body></html>", Metadata(kind=kind, title=TITLE))
    by_text = {one.span.of(found.text): one.role.value for one in found.segments}
    assert {by_text[line] for line in AROUND} == {"boilerplate"}
    assert {by_text["###"], by_text["About the Department: it keeps the harbors."]} == {"boilerplate"}
    assert {by_text[line] for line in PROSE} == {"body"}
    assert by_text[TITLE] == "headline"


def test_a_report_keeps_its_sentences_about_offices_and_releases() -> None:
    kept = ("The Office of Public Affairs said nothing for two years.", "For release of the lists, the office asked for money.")
    assert {roles("\n\n".join((*PROSE, *kept)))[line] for line in kept} == {"body"}


def test_subsections_of_a_law_are_paragraphs() -> None:
    found = list(roles(LAW))
    assert [line[:4] for line in found] == ["§ 13", "(b) ", "(1) ", "(2) "]
    assert found[1].endswith("section (c) of this law:")


def test_each_line_of_a_law_that_is_not_wrapped_is_a_paragraph() -> None:
    text = "\n".join(
        ("§ 1373. Exchange of lists", "(a) In general", "An office may not keep its lists.", "(b) Others", "(1) Captains.")
    )
    assert [line[:3] for line in roles(text)] == ["§ 1", "(a)", "An ", "(b)", "(1)"]


def test_forms_of_a_report_are_body_and_say_what_they_are() -> None:
    text = "\n\n".join((
        "1.2 What the Captains Counted", PROSE[0], "Ferry      Crossings      Late", "[1] See the harbor list.", PROSE[2],
        "APPENDIX A", "Ferries of the County and Their Builders",
    ))  # fmt: skip
    found = reasons(text)
    assert found["Ferry      Crossings      Late"] == "row of a table"
    assert found["[1] See the harbor list."] == "footnote"
    assert found["APPENDIX A"] == "heading"
    assert set(roles(text).values()) <= {"body", "headline"}


def test_rows_that_are_set_with_blanks_do_not_run_together() -> None:
    table = """The office counted the crossings of each ferry in the spring, and how many
of them were late, and wrote them down as follows in its list for the year
Northern ferry        1,204 crossings                     13 were late there
Southern ferry          988 crossings                      7 were late there
while the captains counted more of them than the office did in that spring
and said so."""
    assert len(roles(table)) == 4
