"""Segments are a partition of what is not white space, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnreadableDocument
from app.model.document import Metadata, Role
from app.reading.documents import read_text
from app.reading.segments.label import segment

PIECES = st.sampled_from(
    [
        "\r\n",
        "\n\n",
        "\n",
        "\r",
        "\u2028",
        "\u00a0",
        " ",
        "\t",
        "e\u0301",
        "👩‍🚒",
        "🇺🇸",
        "\u200b",
        "ß",
        "By Ann Lee",
        "© 2020",
        "Advertisement",
        "Read more:",
        "“No,” she said.",
        "A sentence of some words ends here.",
        ", , ,",
        "Share on Facebook",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_segments_are_ordered_and_leave_out_only_white_space(text: str) -> None:
    end = 0
    for one in segment(text, Metadata()).segments:
        assert text[end : one.span.start].strip() == ""
        assert one.span.of(text) == one.span.of(text).strip() != ""
        assert one.reason
        end = one.span.end
    assert text[end:].strip() == ""


@given(TEXTS)
def test_a_document_keeps_its_text_exactly(text: str) -> None:
    try:
        document = read_text(text, Metadata())
    except UnreadableDocument:
        assert "\0" in text or not any(c.isalnum() for c in text)
        return
    assert document.text == text.removeprefix("\ufeff")
    assert all(document.passage(one.span).exact == document.text[one.span.start : one.span.end] for one in document.segments)


def test_offsets_count_code_points_after_emoji_and_carriage_returns() -> None:
    text = "🚒🚒 The engine came.\r\n\r\nIt wasn\u2019t late, e\u0301tienne said.\r\n"
    spans = [one.span.of(text) for one in segment(text, Metadata()).segments]
    assert spans == ["🚒🚒 The engine came.", "It wasn\u2019t late, e\u0301tienne said."]


def test_text_with_nothing_but_furniture_is_body() -> None:
    segments = segment("Would you share your thoughts with us?", Metadata()).segments
    assert [one.role for one in segments] == [Role.BODY]
