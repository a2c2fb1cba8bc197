"""Identity, language and metadata of a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput, UnreadableDocument
from app.model.document import Metadata
from app.reading.documents import read_text
from app.reading.identity import document_id
from app.reading.language import language
from app.reading.metadata import Known, known

OPTIONAL = st.one_of(st.none(), st.text(max_size=5))


@given(OPTIONAL, OPTIONAL, st.text(max_size=5), OPTIONAL, OPTIONAL, st.text(max_size=5))
def test_two_documents_have_one_id_only_if_they_are_the_same(u1: str, p1: str, t1: str, u2: str, p2: str, t2: str) -> None:
    assert (document_id(u1, p1, t1) == document_id(u2, p2, t2)) == ((u1, p1, t1) == (u2, p2, t2))


def test_the_id_is_sixteen_hex_digits_and_stays() -> None:
    assert document_id("http://a.example/", "A", "text") == document_id("http://a.example/", "A", "text")
    assert len(document_id(None, None, "text")) == 16
    assert int(document_id(None, None, "text"), 16) >= 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ferry late", "en"),
        ("Quist: Nein", "en"),
        ("The ferry sailed.", "en"),
        ("El transbordador zarpó a mediodía del lunes, según el condado, y llegó con retraso a la otra orilla del río.", "es"),
        (
            "Die Fähre legte am Montag um zwölf Uhr ab, teilte der Landkreis mit, und kam mit Verspätung am anderen Ufer an.",
            "de",
        ),
        ("Паром отплыл", "ru"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language(text) == code


def test_language_is_that_of_the_body() -> None:
    assert (
        read_text(
            "Ferry News\n\nEl transbordador zarpó a mediodía del lunes, según el condado, con retraso.", Metadata()
        ).language
        == "es"
    )


def test_metadata_is_made_normal() -> None:
    metadata = read_text(
        "Some words.", Metadata(url="https://a.example/x|y", title=" Two\n lines ", published="Jan. 2018")
    ).metadata
    assert (metadata.url, metadata.title, metadata.published) == ("https://a.example/x%7Cy", "Two lines", "2018-01")


def test_bad_metadata_and_bad_text_are_refused() -> None:
    with pytest.raises(InvalidInput, match="url"):
        read_text("Some words.", Metadata(url="javascript:alert(1)"))
    with pytest.raises(UnreadableDocument, match="surrogate"):
        read_text("Some \ud800 words.", Metadata())
    with pytest.raises(UnreadableDocument, match="empty"):
        read_text(" \n", Metadata())


def test_the_stronger_voice_wins_field_by_field() -> None:
    assert Known(title="A").over(Known(title="B", author="C")) == Known(title="A", author="C")


def test_authors_may_be_a_list_and_unknown_keys_are_left_alone() -> None:
    assert known({"author": ["Ann Lee", "Bo Lund"], "section": 5}) == Known(author="Ann Lee, Bo Lund")
