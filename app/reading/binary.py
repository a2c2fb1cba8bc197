"""Telling data that is no text from text, and saying what it is."""

from __future__ import annotations

from app.errors import UnreadableDocument, UnsupportedFormat

MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document, which is one)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
INSIDE = (
    (b"RIFF", 8, b"WEBP", "a WebP image"),
    (b"RIFF", 8, b"WAVE", "a WAV recording"),
    (b"", 4, b"ftyp", "a video or HEIF image"),
)
UNICODE_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x1a")
MOST_CONTROLS = 0.005
"""Share of control characters above which it is not text: real texts have almost none, random bytes have one in nine."""


def refuse_known_format(data: bytes) -> None:
    """Pass in silence what may be text. Raises ``UnsupportedFormat`` naming a format that is known by its first bytes."""
    if what := _format(data):
        raise UnsupportedFormat(f"it is {what}, which is not read; give .txt, .html, .pdf, .json or .jsonl")


def refuse_binary(data: bytes) -> None:
    """Pass text in silence.

    Raises ``UnsupportedFormat`` as above and ``UnreadableDocument`` for NUL bytes or many control characters without a
    Unicode byte order mark.
    """
    refuse_known_format(data)
    if data.startswith(UNICODE_MARKS):
        return
    if (at := data.find(b"\0")) >= 0:
        raise UnreadableDocument(f"it is binary, not text (NUL at byte {at})")
    controls = sum(data.count(bytes([c])) for c in range(32) if c not in TEXT_CONTROLS)
    if controls > MOST_CONTROLS * len(data):
        raise UnreadableDocument(f"it is binary, not text ({controls} control characters in {len(data)} bytes)")


def _format(data: bytes) -> str | None:
    for start, what in MAGIC:
        if data.startswith(start) and not (
            start.isascii() and start.isalnum() and data[:400].isascii() and b"\0" not in data[:400]
        ):
            return what
    for start, at, marker, what in INSIDE:
        if data.startswith(start) and data[at : at + 4] == marker and b"\0" in data[:32]:
            return what
    return None
