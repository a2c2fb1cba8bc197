"""PDFs: what becomes of their pages, and which are refused with which words."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest

from app.errors import SaysoError, TooLarge, UnreadableDocument, UnsupportedFormat
from app.model.document import Document, Role
from app.reading.documents import read_all
from app.reading.metadata import known
from app.reading.pdf.confined import read_confined
from app.reading.pdf.limits import PdfLimits
from app.reading.pdf.read import read_pdf
from app.reading.source import Failure
from app.reading.sources import sources
from tests.reading.pdf_writer import Words, lines, pdf

LIMITS = PdfLimits()
PROSE = (
    "The county counted the crossings of its ferries in the spring and found that",
    "the harbor office had written down fewer of them than the captains had.",
)
MORE = (
    "The office answered that its list was complete, and that two of the captains",
    "had counted each crossing of the northern ferry on its way there and back.",
)


def paragraphs(data: bytes) -> list[str]:
    return [part for part in read_pdf(data, LIMITS).text.split("\n\n") if part.strip()]


def read(*paths: Path, stdin: bytes = b"", limits: PdfLimits = LIMITS, **options: str) -> list[Document | Failure]:
    found = sources([str(path) for path in paths], limit=1_000_000, options=known(options), stdin=io.BytesIO(stdin))
    return list(read_all(found, limits=limits))


def document(tmp_path: Path, data: bytes, name: str = "report.pdf", **options: str) -> Document:
    (tmp_path / name).write_bytes(data)
    (found,) = read(tmp_path / name, **{"kind": "primary", **options})
    assert isinstance(found, Document), found
    return found


def labels(found: Document) -> dict[str, tuple[Role, str]]:
    return {one.span.of(found.text): (one.role, one.reason) for one in found.segments}


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (pdf(lines(*PROSE), locked=True), UnsupportedFormat, "password"),
        (pdf(lines(*PROSE))[:300], UnreadableDocument, "damaged"),
        (b"%PDF-1.7\nnothing else", UnreadableDocument, "damaged"),
        (pdf(), UnreadableDocument, "without pages|damaged"),
        (pdf([]), UnreadableDocument, "without text"),
        (pdf([], [], picture=True), UnreadableDocument, "it is a scan"),
        (pdf(lines("RECEIVED"), [], [], picture=True), UnreadableDocument, "it is a scan"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, error: type[SaysoError], says: str) -> None:
    with pytest.raises(error, match=says):
        read_pdf(data, LIMITS)


def test_too_many_pages_are_refused_with_the_settings_name() -> None:
    with pytest.raises(TooLarge, match=r"10,000 pages.*SAYSO_MAX_PAGES"):
        read_pdf(pdf(*[[]] * 10_000), LIMITS)


def test_too_much_text_is_refused() -> None:
    with pytest.raises(TooLarge, match="SAYSO_MAX_DOCUMENT"):
        read_pdf(pdf(lines(*PROSE), lines(*MORE)), PdfLimits(text=100))


def test_reading_ends_when_it_takes_too_long() -> None:
    with pytest.raises(TooLarge, match="SAYSO_PDF_TIMEOUT"):
        read_confined(pdf(*[lines(*PROSE * 20)] * 400), PdfLimits(seconds=0.05))


def test_reading_ends_when_it_takes_too_much_memory() -> None:
    with pytest.raises((TooLarge, UnreadableDocument)):
        read_confined(pdf(lines(*PROSE), filling=400_000_000), PdfLimits(memory=450_000_000))


def test_objects_in_a_circle_do_no_harm(tmp_path: Path) -> None:
    circle = pdf(lines(*PROSE)).replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]")
    (tmp_path / "circle.pdf").write_bytes(circle)
    (tmp_path / "good.pdf").write_bytes(pdf(lines(*PROSE)))
    bad, good = read(tmp_path / "circle.pdf", tmp_path / "good.pdf")
    assert isinstance(bad, Failure)
    assert isinstance(good, Document)


@pytest.mark.parametrize(
    "name", ["report.pdf", "report.PDF", "report.txt", "report.html", "report.json", "report.jsonl", "report", "report.bin"]
)
def test_a_pdf_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    assert "found that the harbor office" in document(tmp_path, pdf(lines(*PROSE)), name).text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"<!doctype html><html><body><p>Not found</p></body></html>", "it is a web page"),
        (b"Only words.", "it is no PDF"),
        (b"PK\x03\x04\x00\x00", "ZIP"),
    ],
)
def test_what_is_only_named_a_pdf_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    (found,) = read(tmp_path / "a.pdf")
    assert isinstance(found, Failure)
    assert says in str(found)


def test_a_text_about_pdfs_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Every such file begins with %PDF-1.4, the council was told on Monday.")
    (found,) = read(tmp_path / "a.txt")
    assert isinstance(found, Document)
    assert found.pages == ()


def test_a_pdf_may_come_by_standard_input_and_from_a_folder_with_its_side_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(lines(*PROSE)))
    (tmp_path / "a.json").write_text('{"kind": "primary", "publisher": "Harbor Office", "title": "Crossings"}')
    (found,) = read(tmp_path)
    assert isinstance(found, Document)
    assert (found.metadata.publisher, found.metadata.title) == ("Harbor Office", "Crossings")
    (piped,) = read(Path("-"), stdin=pdf(lines(*PROSE)))
    assert isinstance(piped, Document)


def test_lines_become_paragraphs() -> None:
    page = [*lines(*PROSE), *lines(*MORE, y=650.0)]
    assert paragraphs(pdf(page)) == [" ".join(PROSE), " ".join(MORE)]


def test_an_indented_line_begins_a_paragraph() -> None:
    page = [*lines(*PROSE), Words(MORE[0], x=90.0, y=672.0), Words(MORE[1], y=658.0)]
    assert paragraphs(pdf(page)) == [" ".join(PROSE), " ".join(MORE)]


def test_hyphens_of_line_ends_go_and_hyphens_of_words_stay() -> None:
    page = lines(
        "The inspectors asked for the statements of all captains who had crossed the har-",
        "bor in the spring, and for the agreement between the county and the well-",
        "known builder of the two ferries, which is called report OIG-18-",
        "36 in the files.",
    )
    (text,) = paragraphs(pdf(page))
    assert "crossed the harbor in the spring" in text
    assert "the well-known builder" in text
    assert "OIG-18-36 in" in text


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line {n} goes on" for n in range(1, 7)]
    right = [f"right column line {n} goes on" for n in range(1, 7)]
    page = [Words("What the Harbor Office Counted in Spring and Summer of the Year", y=740.0, size=18.0)]
    for place, (one, other) in enumerate(zip(left, right, strict=True)):
        page += [Words(one, 72.0, 700.0 - 14 * place), Words(other, 320.0, 700.0 - 14 * place)]
    text = " ".join(" ".join(paragraphs(pdf(page))).split())
    assert text.index("left column line 6") < text.index("right column line 1")
    assert "line 1 goes on left column line 2" in text


def test_rows_of_a_table_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    page = lines(*PROSE)
    for place, cells in enumerate((("Ferry", "Crossings", "Late"), ("Northern", "1,204", "13"), ("Southern", "988", "7"))):
        page += [Words(cell, 72.0 + 150 * i, 640.0 - 14 * place) for i, cell in enumerate(cells)]
    page += lines(*MORE, y=580.0)
    found = document(tmp_path, pdf(page))
    assert labels(found)["Northern | 1,204 | 13"] == (Role.BODY, "row of a table")
    assert labels(found)[" ".join(MORE)][0] is Role.BODY


FERRIES = ("northern", "southern", "old", "new")


def report(pages: int = 4) -> bytes:
    """Pages with a running header and footer, numbers, and sentences that go over each page's end, past a note."""
    made = []
    for n in range(1, pages + 1):
        body = lines(
            f"part {n} of the sentence ends here. The county counted crossings of the {FERRIES[n - 1]} ferry",
            f"in the spring, and for the {FERRIES[n - 1]} one the office had written down fewer of them,",
            f"as the captain of the {FERRIES[n - 1]} ferry told the inspectors, who asked for list {n} and",
            y=690.0,
        )
        note = lines(f"{n} See the harbor list of the {FERRIES[n - 1]} ferry, which has no totals.", y=100.0, size=8.0)
        made.append([
            Words("Harbor Office of the County", y=760.0, size=9.0),
            *body,
            *note,
            Words("www.harbor.example", y=40.0, size=9.0),
            Words(f"Page {n}", x=500.0, y=40.0, size=9.0),
        ])  # fmt: skip
    return pdf(*made)


def test_what_runs_through_the_pages_is_kept_as_boilerplate(tmp_path: Path) -> None:
    found = document(tmp_path, report())
    roles = [(one.span.of(found.text), one.role, one.reason) for one in found.segments]
    assert (
        sum(text == "Harbor Office of the County" and reason == "running header of the page" for text, _, reason in roles) == 4
    )
    assert sum("www.harbor.example" in text and role is Role.BOILERPLATE for text, role, _ in roles) == 4
    assert all(role is Role.BODY for text, role, _ in roles if "sentence ends here" in text)


def test_a_sentence_goes_over_the_pages_end_past_the_note(tmp_path: Path) -> None:
    found = document(tmp_path, report())
    assert "who asked for list 1 and part 2 of the sentence ends here." in found.text
    assert labels(found)["1 See the harbor list of the northern ferry, which has no totals."] == (Role.BODY, "footnote")


def test_each_page_is_a_stretch_and_every_word_is_on_its_page(tmp_path: Path) -> None:
    found = document(tmp_path, report())
    assert len(found.pages) == 4
    assert found.pages[0].start == 0
    assert found.pages[-1].end == len(found.text)
    assert all(one.end == other.start for one, other in pairwise(found.pages))
    for n in range(1, 5):
        for words in (f"asked for list {n}", f"part {n} of the", f"See the harbor list of the {FERRIES[n - 1]}", f"Page {n}"):
            assert found.page(found.text.index(words)) == n, words


def test_empty_pages_count(tmp_path: Path) -> None:
    found = document(tmp_path, pdf([], lines(*PROSE), [], [], lines(*MORE), []))
    assert len(found.pages) == 6
    assert (found.page(found.text.index(PROSE[0])), found.page(found.text.index(MORE[0]))) == (2, 5)


def test_a_document_without_pages_has_no_page() -> None:
    assert Document("d", "Words.", metadata=None, segments=(), language="en", sha256="").page(2) is None  # type: ignore[arg-type]


def test_numbers_of_notes_do_not_join_the_numbers_of_the_text() -> None:
    page = [
        Words("The office counted 675", y=700.0),
        Words("3", x=190.0, y=705.0, size=6.0),
        Words("crossings in the spring of the year, it said.", x=196.0, y=700.0),
    ]
    (text,) = paragraphs(pdf([*page, *lines(*MORE, y=686.0)]))[:1]
    assert "6753" not in text
    assert "³" in text


@pytest.mark.parametrize(
    ("stated", "size", "title"),
    [
        ("Harbor Office Missed Crossings", 20.0, "Harbor Office Missed Crossings"),
        ("OIG-18-99 - Harbor Office Missed Crossings (Redacted)", 20.0, "Harbor Office Missed Crossings"),
        ("Microsoft Word - draft_7.docx", 20.0, "Harbor Office Missed Crossings"),
        ("scan0001.pdf", 20.0, "Harbor Office Missed Crossings"),
        (None, 20.0, "Harbor Office Missed Crossings"),
        ("A Title Of An Older Report", 20.0, "Harbor Office Missed Crossings"),
    ],
)
def test_the_title_is_the_one_that_a_person_wrote(tmp_path: Path, stated: str | None, size: float, title: str) -> None:
    page = [Words("OFFICE OF AUDITS", y=760.0), Words("Harbor Office Missed Crossings", y=730.0, size=size), *lines(*PROSE)]
    found = document(tmp_path, pdf(page, title=stated))
    assert found.metadata.title == title
    assert labels(found)["Harbor Office Missed Crossings"][0] is Role.HEADLINE


def test_entries_of_a_table_of_contents_are_boilerplate(tmp_path: Path) -> None:
    contents = lines("Background ........................ 2", "What We Found .................... 7", y=500.0)
    found = document(tmp_path, pdf([*lines(*PROSE), *contents], lines(*MORE)))
    assert labels(found)["Background ........................ 2"] == (Role.BOILERPLATE, "entry of the table of contents")


def test_headings_stand_alone(tmp_path: Path) -> None:
    page = [*lines(*PROSE), Words("What the Captains Counted", y=660.0, size=13.0, bold=True), *lines(*MORE, y=644.0)]
    found = document(tmp_path, pdf(page))
    assert labels(found)["What the Captains Counted"] == (Role.BODY, "heading")
    assert labels(found)[" ".join(MORE)][0] is Role.BODY


def test_the_same_file_gives_the_same_document(tmp_path: Path) -> None:
    assert document(tmp_path, report()) == document(tmp_path, report(), "again.pdf")
