"""Small PDFs for tests, written by hand: words at places, in Helvetica, on letter pages."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 612, 792
LEFT, LEADING = 72.0, 14.0


@dataclass(frozen=True)
class Words:
    """Words on one line, with the lower left corner of the first one."""

    text: str
    x: float = LEFT
    y: float = 700.0
    size: float = 11.0
    bold: bool = False


def lines(*texts: str, y: float = 700.0, x: float = LEFT, size: float = 11.0, bold: bool = False) -> list[Words]:
    """Lines one below the other."""
    return [Words(text, x, y - place * LEADING, size, bold) for place, text in enumerate(texts)]


def pdf(
    *pages: Sequence[Words], title: str | None = None, picture: bool = False, locked: bool = False, filling: int = 0
) -> bytes:
    """A PDF with these pages.

    ``picture`` puts a grey pixel over each page; ``locked`` asks for a password; ``filling`` is so many blanks in each page.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        stream(b"\x80", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"),
        f"<< /Title ({escaped(title)}) >>".encode("latin-1") if title else b"<< >>",
    ]
    kids = []
    for page in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /P 5 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources {resources} "
            f"/Contents {len(objects) + 2} 0 R >>".encode()
        )
        objects.append(stream(content(page, picture=picture) + b" " * filling))
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>".encode()
    if locked:
        key = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>".encode())
    return written(objects, locked=locked)


def content(page: Sequence[Words], *, picture: bool) -> bytes:
    """The drawing of a page."""
    drawn = [f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /P Do Q"] if picture else []
    drawn += [f"BT /F{2 if w.bold else 1} {w.size} Tf {w.x} {w.y} Td ({escaped(w.text)}) Tj ET" for w in page]
    return "\n".join(drawn).encode("cp1252")


def escaped(text: str) -> str:
    """Text as it stands in a PDF string."""
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def written(objects: Sequence[bytes], *, locked: bool = False) -> bytes:
    """The objects as a file with its table."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"/Size %d /Root 1 0 R /Info 6 0 R" % (len(objects) + 1)
    if locked:
        trailer += b" /Encrypt %d 0 R /ID [<00><00>]" % len(objects)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + end % (len(objects) + 1, table, trailer, len(out))
