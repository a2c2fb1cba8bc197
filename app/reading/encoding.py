"""Bytes to text: which encoding a text is in, and when bytes are too broken to tell."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from app.errors import UnreadableDocument
from app.reading.binary import refuse_binary

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
META_REACH = 4096
"""HTML asks for the charset in the first 1024 bytes; pages in the wild have it somewhat later."""

WESTERN = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "iso_8859-1"})
"""Names that mean Windows-1252 on the web (WHATWG Encoding Standard)."""

SYMBOLS = frozenset("€‚„…†‡‰‹‘’“”•–—˜™›\xa0¡¢£§©«®°±´µ¶·»¼½¾¿×")
POWERS = frozenset("²³¹")
LETTERS_LOWER = frozenset("šœžŸßàáâãäåæçèéêëìíîïñòóôõöøùúûüªº")
LETTERS_UPPER = frozenset("ŠŒŽÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜ")
MOST_BEYOND = 0.3
"""Share of characters beyond ASCII above which a text is no Western language."""

PLAUSIBLE = 0.9
"""Share of the characters beyond ASCII that must make sense before a text is taken for Windows-1252."""


def decode(data: bytes) -> str:
    """The text of ``data`` without its byte order mark, every other character kept.

    A byte order mark decides; then UTF-8 where it is valid; then the charset that a page declares; then Windows-1252 where the
    characters it gives make sense in their places; then what charset-normalizer is sure of. Bytes that are mostly UTF-8 but
    not all are refused, never guessed: a guess would change words.

    Raises ``UnreadableDocument`` (with the byte's position) for empty, binary or broken input.
    """
    if not data.strip():
        raise UnreadableDocument("it is empty")
    refuse_binary(data)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, len(mark))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)
    return _escaped(data) if data.isascii() else text


def decode_unicode(data: bytes) -> str:
    """The text of bytes that must be Unicode by their format's definition: JSON.

    Raises ``UnreadableDocument`` for empty, binary or broken input.
    """
    if not data.strip():
        raise UnreadableDocument("it is empty")
    refuse_binary(data)
    mark, encoding = next(((m, e) for m, e in BYTE_ORDER_MARKS if data.startswith(m)), (b"", "utf-8"))
    return _strictly(data[len(mark) :], encoding, len(mark))


def _strictly(data: bytes, encoding: str, offset: int = 0) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        found = data[error.start] if error.start < len(data) else 0
        raise UnreadableDocument(f"broken {encoding.upper()} at byte {offset + error.start} (0x{found:02x})") from error
    if not text.strip():
        raise UnreadableDocument("it is empty")
    return text


def _escaped(data: bytes) -> str:
    """ASCII bytes, which may still be one of the encodings that switch alphabets by escape sequences (ISO 2022)."""
    declared = _declared(data)
    if b"\x1b" in data and declared and declared.startswith("iso2022"):
        return _strictly(data, declared)
    return data.decode("ascii")


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    declared = _declared(data)
    if declared and declared != "utf-8":
        return _strictly(data, declared)
    valid, invalid = _sequences(data)
    if declared is None and valid < invalid:
        if (text := _western(data)) is not None:
            return text
        if (text := _other(data, valid, invalid)) is not None:
            return text
    raise UnreadableDocument(
        f"broken UTF-8 at byte {error.start} (0x{data[error.start]:02x}); save it again as UTF-8, or add it in its own encoding"
    ) from error


def _declared(data: bytes) -> str | None:
    """The charset that an HTML page declares, by Python's name; ``None`` where it declares none that is known."""
    found = META_CHARSET.search(data[:META_REACH])
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    if name in WESTERN:
        return "cp1252"
    if name.startswith("utf-16"):  # a page whose charset could be read as ASCII is not in UTF-16 (HTML standard)
        return "utf-8"
    try:
        codec = codecs.lookup(name)
        b"".decode(codec.name)
    except LookupError:
        return None
    return codec.name.replace("_", "") if codec.name.startswith("iso2022") else codec.name


def _sequences(data: bytes) -> tuple[int, int]:
    """How many valid sequences of two bytes or more there are, and how many stretches that are no UTF-8."""
    text = data.decode("utf-8", errors="replace")
    invalid = text.count("�") - data.count("�".encode())
    return sum(1 for c in text if c > "\x7f") - invalid, invalid


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [at for at, c in enumerate(text) if c > "\x7f"]
    sensible = sum(_makes_sense(text, at) for at in beyond)
    mostly_ascii = len(beyond) <= MOST_BEYOND * len(text)
    return text if mostly_ascii and sensible >= PLAUSIBLE * len(beyond) else None


def _makes_sense(text: str, at: int) -> bool:
    """Whether a character beyond ASCII fits its place: letters beside letters, capitals not inside a word, marks anywhere."""
    char = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in SYMBOLS:
        return True
    if char in POWERS:  # of a unit or a footnote, not inside a word
        return not after.isalpha() and not re.search(r"[a-z]{4}$", text[max(0, at - 4) : at])
    if char in LETTERS_LOWER:
        return (before.isalpha() and before.isascii()) or (after.isalpha() and after.isascii()) or (before + after).isspace()
    if char in LETTERS_UPPER:
        return not before.islower() and (after.isalpha() or before.isupper() or (before + after).isspace())
    return False


def _other(data: bytes, valid: int, invalid: int) -> str | None:
    """A text in another alphabet, where those letters are many; a few odd bytes are damage, not a language."""
    beyond = sum(1 for byte in data if byte > 0x7F)
    if valid * 2 >= invalid or beyond < 5 or beyond < 0.02 * len(data):
        return None
    best = from_bytes(data).best()
    dense = beyond > MOST_BEYOND * len(data)
    if best is None or best.percent_chaos > 10 or best.percent_coherence < (10 if dense else 40):
        return None
    return str(best).removeprefix("\ufeff")
