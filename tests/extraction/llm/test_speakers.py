"""Which mention heads a source, by its words alone."""

from __future__ import annotations

import pytest

from app.extraction.attributions.found import FoundAttribution
from app.extraction.llm.speakers import attribution_of, speaker
from app.model.extraction import EntityType, Form, Mention, Style
from app.model.text import Span

TYPES = {
    "DHS": EntityType.AGENCY,
    "ICE": EntityType.AGENCY,
    "John Kelly": EntityType.PERSON,
    "Ana Ruiz": EntityType.PERSON,
    "the report": EntityType.REPORT,
    "Texas": EntityType.PLACE,
}


def mentions_in(text: str) -> list[Mention]:
    """The mentions of the names above in a sentence."""
    return [
        Mention(Span(text.index(words), text.index(words) + len(words)), type_, Form.NAME)
        for words, type_ in TYPES.items()
        if words in text
    ]


def heads(source: str) -> str | None:
    """The words of the mention that heads the source of a sentence."""
    text = f"x {source} said so"
    mentions = mentions_in(text)
    place = speaker(text, Span(2, 2 + len(source)), mentions)
    return None if place is None else mentions[place].span.of(text)


@pytest.mark.parametrize(
    ("source", "mention"),
    [
        ("John Kelly", "John Kelly"),
        ("DHS Inspector John Kelly", "John Kelly"),
        ("John Kelly, the head of ICE", "John Kelly"),
        ("the report by ICE", "the report"),
        ("ICE officials", "ICE"),
        ("a spokeswoman for ICE", "ICE"),
        ("officials in Texas", None),
        ("a farmer from Texas", None),
        ("a lawyer for Ana Ruiz", None),
        ("critics", None),
    ],
)
def test_the_head_is_the_last_thing_before_what_describes_it(source: str, mention: str | None) -> None:
    assert heads(source) == mention


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("John Kelly", "named"),
        ("the report by ICE", "named"),
        ("ICE officials", "collective"),
        ("Critics", "collective"),
        ("two senior aides", "collective"),
        ("a spokeswoman for ICE", "anonymous"),
        ("a lawyer for Ana Ruiz", "anonymous"),
        ("Senator Grant", "named"),
    ],
)
def test_how_a_source_is_told_without_a_parse(source: str, kind: str) -> None:
    text = f"x {source} said so"
    span = Span(2, 2 + len(source))
    found = FoundAttribution((Span(len(text) - 2, len(text)),), Style.INDIRECT, span)
    assert attribution_of(text, found, mentions_in(text)).source_kind == kind
