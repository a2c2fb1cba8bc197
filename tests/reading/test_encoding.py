"""Which bytes are read as which text, and which are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnreadableDocument, UnsupportedFormat
from app.reading.encoding import decode

ENGLISH = "“It’s ready,” she said at the café – naïve or not – for £5.\u00a0Élan…"
FRENCH = "«\u00a0À quoi bon\u00a0?\u00a0» demande l’élève de l’École. Être ou ne pas être."
POLISH = "Prezydent powiedział w poniedziałek, że most zostanie otwarty w maju. Źródło podaje, że będzie drogo."
RUSSIAN = "Президент сказал в понедельник, что мост откроют в мае. Это будет стоить пять миллионов рублей, сообщили в мэрии."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_english_in_usual_encodings(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"), [(FRENCH, "cp1252"), (POLISH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")]
)
def test_other_languages_in_their_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text and text[0] != "\ufeff"))
def test_utf8_text_is_kept_or_refused_never_changed(text: str) -> None:
    try:
        read = decode(text.encode())
    except UnreadableDocument:  # control characters, or what begins as another format does
        assert any(c < " " for c in text) or text.startswith(("%PDF-", "{\\rtf"))
        return
    assert read == text


@pytest.mark.parametrize(
    ("data", "position"),
    [
        ("A café and a bistro.".encode() + b" \xff and so on", 22),
        ("It closes at nine: café".encode()[:-1], 22),
        (b"Hello \xc3\x28 world", 6),
        (b"Hello \xff\xfe world", 6),
        (b"A dash \xe2\x80 cut short", 7),
        ("naïve – café".encode() + "naïve".encode("cp1252"), 18),
    ],
)
def test_broken_utf8_is_refused_with_the_position(data: bytes, position: int) -> None:
    with pytest.raises(UnreadableDocument, match=f"broken UTF-8 at byte {position} "):
        decode(data)


def test_a_declared_charset_is_used_and_a_wrong_one_does_not_spoil_utf8() -> None:
    page = '<html><meta charset="{}"><p>Żółw i café</p>'
    assert "Żółw" in decode(page.format("iso-8859-2").encode("iso-8859-2"))
    assert "Żółw" in decode(page.format("iso-8859-1").encode())
    with pytest.raises(UnreadableDocument, match="broken UTF-8"):
        decode(b'<html><meta charset="utf-8"><p>caf\xe9 ferm\xe9</p>')


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\nx", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
    ],
)
def test_known_formats_are_named(data: bytes, what: str) -> None:
    with pytest.raises(UnsupportedFormat, match=what):
        decode(data)


@pytest.mark.parametrize("data", [b"abc\0def", bytes(range(1, 32)) * 20])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="binary"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="empty"):
        decode(data)
