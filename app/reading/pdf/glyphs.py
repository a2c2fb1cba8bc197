"""Characters of a page to pieces of lines with their places, by PDFium.

Coordinates are points from the page's lower left corner; y grows upwards.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

HYPHENS = frozenset({0x2, 0xFFFE, 0xAD})
"""What PDFium gives for a hyphen at a line's end, and the soft hyphen."""

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NAME_LENGTH = 128
BOLD = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line without a wide gap. ``size`` is the height of its letters' boxes; ``soft``: ends in a hyphen
    that was set for the line's end."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character with its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the box."""
        return self.top - self.bottom


@dataclass
class Line:
    """A piece that is being put together."""

    glyphs: list[Glyph] = field(default_factory=list)
    first: int = 0
    space: bool = False
    soft: bool = False


def pieces(page: pypdfium2.PdfPage) -> list[Piece]:
    """The pieces of a page (a ``pypdfium2.PdfPage``) in the order in which the file has them."""
    text_page = page.get_textpage()
    try:
        return [piece for line in _lines(text_page) if (piece := _piece(text_page, line))]
    finally:
        text_page.close()


def _lines(text_page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    line = Line()
    for place in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, place)
        if code in (0x0A, 0x0D):
            yield line
            line = Line()
        elif code in HYPHENS:
            line.soft = True
        elif code <= 0x20 or chr(code).isspace():
            line.space = bool(line.glyphs)
        else:
            glyph = _glyph(text_page, place, code)
            if line.glyphs and _is_apart(line.glyphs[-1], glyph):
                yield line
                line = Line()
            if line.space:
                line.glyphs.append(Glyph(" ", glyph.left, glyph.bottom, glyph.left, glyph.top))
            line.first = line.first if line.glyphs else place
            line.glyphs.append(glyph)
            line.space = line.soft = False
    yield line


def _glyph(text_page: pypdfium2.PdfTextPage, place: int, code: int) -> Glyph:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, place, ctypes.byref(box))
    letter = "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)
    if 0xFB00 <= code <= 0xFB06:  # letters set as one, which no word is written with
        letter = unicodedata.normalize("NFKC", letter)
    return Glyph(letter, box.left, box.bottom, box.right, box.top)


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    """Whether a gap too wide for a blank, or another line, lies between two characters."""
    size = max(before.height, glyph.height, 1.0)
    overlap = min(before.top, glyph.top) - max(before.bottom, glyph.bottom)
    return glyph.left - before.right > size or before.left - glyph.right > size or overlap <= 0


def _piece(text_page: pypdfium2.PdfTextPage, line: Line) -> Piece | None:
    glyphs = [glyph for glyph in line.glyphs if glyph.text != " "]
    if not glyphs:
        return None
    size = median(glyph.height for glyph in glyphs)
    base = median(glyph.bottom for glyph in glyphs)
    return Piece(
        text="".join(_written(glyph, size, base) for glyph in line.glyphs) + ("-" if line.soft else ""),
        left=min(glyph.left for glyph in glyphs),
        bottom=base,
        right=max(glyph.right for glyph in glyphs),
        top=base + size,
        size=size,
        bold=_is_bold(text_page, line.first),
        soft=line.soft,
    )


def _written(glyph: Glyph, size: float, base: float) -> str:
    """The character; a small raised digit, the number of a note, as such, so that it does not become part of a number."""
    raised = glyph.height < 0.85 * size and glyph.bottom > base + 0.1 * size
    return glyph.text.translate(SUPERSCRIPTS) if raised else glyph.text


def _is_bold(text_page: pypdfium2.PdfTextPage, place: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text_page, place) >= BOLD:
        return True
    name, flags = ctypes.create_string_buffer(NAME_LENGTH), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, place, name, NAME_LENGTH, ctypes.byref(flags))
    return b"bold" in name.value.lower()
