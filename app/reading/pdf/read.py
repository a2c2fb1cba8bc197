"""A PDF to its text: paragraphs with blank lines between, where each page lies in it, and what each paragraph is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from app.errors import TooLarge, UnreadableDocument, UnsupportedFormat
from app.model.document import Role
from app.model.text import Span
from app.reading.pdf.glyphs import pieces
from app.reading.pdf.joining import Joiner
from app.reading.pdf.layout import Row, rows
from app.reading.pdf.limits import PdfLimits
from app.reading.pdf.paragraphs import Block, Page, Sort, Style, goes_on, page_of
from app.reading.pdf.running import HEADER, running
from app.reading.pdf.titles import title_of

LEAST_WORDS = 3
"""Words a page that a document without pictures of pages has at least, on average."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph whose role the page shows."""

    span: Span
    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class PdfText:
    """What was read: the text, the stretch of each page in order, paragraphs that are not prose, and the title if any."""

    text: str
    pages: tuple[Span, ...]
    stretches: tuple[Stretch, ...]
    title: str | None = None


def read_pdf(data: bytes, limits: PdfLimits) -> PdfText:
    """Read a PDF.

    Raises ``UnreadableDocument`` for one that is damaged, empty or a scan, ``UnsupportedFormat`` for one that asks for a
    password, ``TooLarge`` for one with more pages or text than ``limits``.
    """
    document = _opened(data)
    try:
        _refuse_many(len(document), limits)
        pages = _pages(document, limits)
        _refuse_scan(document, pages)
        return _assembled(pages, title_of(document.get_metadata_dict().get("Title"), pages[0], Style.of(pages)))
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise UnsupportedFormat("it is a PDF that asks for a password; save it without one first") from error
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
            raise UnsupportedFormat("it is a PDF that is encrypted in a way that is not read") from error
        raise UnreadableDocument("it is a PDF that is damaged and cannot be opened") from error


def _refuse_many(pages: int, limits: PdfLimits) -> None:
    if not pages:
        raise UnreadableDocument("it is a PDF without pages")
    if pages > limits.pages:
        most = f"the {limits.pages:,} that a document may have (setting SAYSO_MAX_PAGES)"
        raise TooLarge(f"it is a PDF of {pages:,} pages, more than {most}")


def _pages(document: pypdfium2.PdfDocument, limits: PdfLimits) -> list[list[Row]]:
    pages, size = [], 0
    for place in range(len(document)):
        try:
            page = document[place]
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(f"it is a PDF whose page {place + 1} is damaged") from error
        pages.append(rows(pieces(page)))
        page.close()
        size += sum(len(row.text.encode()) for row in pages[-1])
        if size > limits.text:
            raise TooLarge(f"its text is larger than the {limits.text:,} bytes that a document may have (SAYSO_MAX_DOCUMENT)")
    return pages


def _refuse_scan(document: pypdfium2.PdfDocument, pages: Sequence[Sequence[Row]]) -> None:
    words = sum(len(re.findall(r"\w{2,}", row.text)) for page in pages for row in page)
    if words >= LEAST_WORDS * len(pages):
        return
    if any(_has_picture(document[place]) for place in range(min(len(document), 20))):
        raise UnreadableDocument("it is a scan: its pages are pictures without text; have the text recognised (OCR) first")
    if not words:
        raise UnreadableDocument("it is a PDF without text")


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), 1000)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, place)) for place in range(count))
    return any(kind == pdfium.FPDF_PAGEOBJ_IMAGE for kind in kinds)


@dataclass
class _Writer:
    """The text as it grows. ``starts`` are where its pages begin."""

    joiner: Joiner
    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def begin_page(self) -> None:
        """A page begins here; one without text has a line end of its own."""
        if self.starts and self.starts[-1] == self.length:
            self.write("\n")
        self.starts.append(self.length)

    def finished(self) -> str:
        """The whole text, without the blank lines at its end but for those that are pages."""
        if self.starts[-1] == self.length:
            self.write("\n")
        text = "".join(self.parts)
        return text[: max(len(text.rstrip("\n")), self.starts[-1] + 1)]

    def block(self, block: Block) -> None:
        """A whole paragraph."""
        start = self.length
        self.write(self.text_of(block.lines))
        self.label(block, start)
        self.write("\n\n")

    def over_the_page(self, block: Block, following: Block) -> None:
        """A paragraph that goes on on the next page, which begins within it."""
        start = self.length
        first, rest = self.text_of(block.lines), self.text_of(following.lines)
        self.write(self.joiner.lead(first, rest, soft=block.last.soft))
        self.begin_page()
        self.write(rest)
        self.label(block, start)
        self.write("\n\n")

    def text_of(self, lines: Sequence[Row]) -> str:
        """Lines as one."""
        text = lines[0].text
        for before, line in pairwise(lines):
            text = self.joiner.joined(text, line.text, soft=before.soft)
        return text

    def label(self, block: Block, start: int) -> None:
        if block.sort is not Sort.PROSE:
            role = Role.BOILERPLATE if block.sort is Sort.PAGE else Role.BODY
            self.stretches.append(Stretch(Span(start, self.length), role, block.reason or block.sort.value))


def _assembled(pages: Sequence[Sequence[Row]], title: str | None) -> PdfText:
    """The pages' paragraphs as one text.

    A paragraph that goes over a page's end stands whole: behind the notes and lines at the foot of the first page, before the
    lines at the head of the second; so that each page still is one stretch.
    """
    style = Style.of(pages)
    built = [page_of(page, labels, style, HEADER) for page, labels in zip(pages, running(pages), strict=True)]
    writer = _Writer(Joiner(row.text for page in pages for row in page if not row.soft))
    joined = False
    writer.begin_page()
    for page, following in zip(built, [*built[1:], None], strict=True):
        goes = following is not None and _goes_over(page, following, alone=joined and len(page.text) == 1)
        for block in _in_order(page, joined=joined, goes=goes):
            writer.block(block)
        if goes and following is not None:
            writer.over_the_page(page.text[-1], following.text[0])
        elif following is not None:
            writer.begin_page()
        joined = goes
    text = writer.finished()
    return PdfText(text, tuple(_spans(writer, len(text))), tuple(writer.stretches), title)


def _goes_over(page: Page, following: Page, *, alone: bool) -> bool:
    if alone or not page.text or not following.text:
        return False
    last, first = page.text[-1], following.text[0]
    return last.sort is first.sort is Sort.PROSE and goes_on(last, first.lines[0])


def _in_order(page: Page, *, joined: bool, goes: bool) -> Iterator[Block]:
    """The paragraphs that are still to be written: without one that came with the page before, or that goes on."""
    yield from page.above
    yield from page.text[1 if joined else 0 : len(page.text) - (1 if goes else 0)]
    yield from page.notes
    yield from page.below


def _spans(writer: _Writer, length: int) -> Iterator[Span]:
    ends = [*writer.starts[1:], length]
    for start, end in zip(writer.starts, ends, strict=True):
        yield Span(start, end)
