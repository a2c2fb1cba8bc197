"""Sources to documents: text kept exactly, metadata put together, paragraphs labelled, language told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.errors import SaysoError, UnreadableDocument
from app.model.document import Document, Metadata, Role, Segment
from app.model.text import Span
from app.reading.binary import refuse_known_format
from app.reading.encoding import decode
from app.reading.formats import is_page, is_pdf
from app.reading.identity import document_id, text_digest
from app.reading.language import language
from app.reading.metadata import Known, known
from app.reading.pages import read_page
from app.reading.pdf.limits import USUAL_LIMITS, PdfLimits
from app.reading.records import Record, parse_json, record
from app.reading.segments.label import Laid, segment
from app.reading.segments.repetition import OutletMemory
from app.reading.source import Failure, MediaType, Source


def read_all(
    sources: Iterable[Source | Failure], memory: OutletMemory | None = None, limits: PdfLimits = USUAL_LIMITS
) -> Iterator[Document | Failure]:
    """The documents of many sources in their order; what fails is handed on in its place, and the others go on."""
    for source in sources:
        if isinstance(source, Failure):
            yield source
        else:
            yield from read(source, memory, limits)


def read(source: Source, memory: OutletMemory | None = None, limits: PdfLimits = USUAL_LIMITS) -> Iterator[Document | Failure]:
    """The document of a source; of a JSON array, each of its documents, named ``name[0]``, ``name[1]``, …"""
    try:
        if is_pdf(source.data):
            yield _from_pdf(source, memory, limits)
            return
        if source.media_type is not MediaType.JSON:
            yield _read_one(source, memory)
            return
        value = parse_json(source.data)
    except SaysoError as error:
        yield Failure(source.name, error)
        return
    if value == []:
        yield Failure(source.name, UnreadableDocument("it is an empty array, without documents"))
        return
    many = isinstance(value, list)
    for i, one in enumerate(value if isinstance(value, list) else [value]):
        name = f"{source.name}[{i}]" if many else source.name
        try:
            yield _from_record(record(one), source.options.over(source.side), memory)
        except SaysoError as error:
            yield Failure(name, error)


def read_text(text: str, metadata: Metadata, memory: OutletMemory | None = None) -> Document:
    """A document of plain text.

    Raises ``UnreadableDocument`` for a text without words or with characters that are none (NUL, half a surrogate pair) and
    ``InvalidInput`` for metadata that cannot be (a date that is none).
    """
    return _document(text, Known.of(metadata), memory, links=metadata.links)


def read_html(html: str, metadata: Metadata, memory: OutletMemory | None = None) -> Document:
    """A document from a web page; ``metadata`` wins over what the page says. Raises as ``read_text`` does."""
    return _from_page(html, Known.of(metadata), memory)


def _from_pdf(source: Source, memory: OutletMemory | None, limits: PdfLimits) -> Document:
    from app.reading.pdf.confined import read_confined  # PDFium takes a moment to load: only who reads PDFs pays for it

    found = read_confined(source.data, limits)
    stated = source.options.over(source.side).over(known({"title": found.title}))
    laid = [Laid(one.span, one.role, one.reason) for one in found.stretches]
    return _document(found.text, stated, memory, laid, found.pages)


def _read_one(source: Source, memory: OutletMemory | None) -> Document:
    if source.media_type is MediaType.PDF:
        refuse_known_format(source.data)
        what = "it is a web page" if is_page(source.data) else "it is no PDF" if source.data.strip() else "it is empty"
        raise UnreadableDocument(f"{what}, whatever its name says")
    text = decode(source.data)
    stated = source.options.over(source.side)
    if source.media_type is MediaType.HTML or is_page(source.data):
        return _from_page(text, stated, memory)
    return _document(text, stated, memory)


def _from_record(found: Record, stated: Known, memory: OutletMemory | None) -> Document:
    merged = stated.over(found.known)
    return _from_page(found.html or "", merged, memory) if found.text is None else _document(found.text, merged, memory)


def _from_page(html: str, stated: Known, memory: OutletMemory | None) -> Document:
    _refuse_no_characters(html)
    page = read_page(html, stated.title, stated.url)
    return _document(page.text, stated.over(page.known), memory, links=page.links)


def _document(
    text: str,
    stated: Known,
    memory: OutletMemory | None,
    laid: Sequence[Laid] = (),
    pages: tuple[Span, ...] = (),
    links: tuple[str, ...] = (),
) -> Document:
    text = text if pages else text.removeprefix("\ufeff")
    _refuse_no_characters(text)
    if not any(c.isalnum() for c in text):
        raise UnreadableDocument("it is empty" if not text.strip() else "it has no words")
    metadata = replace(stated.metadata(), links=links)
    name = document_id(metadata.url, metadata.publisher, text)
    segmented = segment(text, metadata, memory, name, laid)
    tongue = language(_body(text, segmented.segments) or text)
    return Document(name, text, segmented.metadata, segmented.segments, tongue, text_digest(text), pages)


def _body(text: str, segments: Iterable[Segment]) -> str:
    return "\n".join(one.span.of(text) for one in segments if one.role is Role.BODY)


def _refuse_no_characters(text: str) -> None:
    at = next((i for i, c in enumerate(text) if c == "\0" or "\ud800" <= c <= "\udfff"), None)
    if at is not None:
        what = (
            "a NUL character"
            if text[at] == "\0"
            else "half of a surrogate pair (an escape \\ud800 to \\udfff without its partner)"
        )
        raise UnreadableDocument(f"it holds {what} at character {at}")
