from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from app.extraction.rules import LONGEST_PARSED, RuleExtractor, pieces
from app.linking.authority import shipped
from app.model.document import Metadata
from app.model.text import Span
from app.reading.documents import read_text


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> RuleExtractor:
    return RuleExtractor(nlp, shipped(), clock=lambda: "2026-01-02T03:04:05.000Z")


@given(st.integers(0, 50), st.integers(1, 5 * LONGEST_PARSED), st.sampled_from(["A word. ", "word", "x", "“Why?” "]))
def test_pieces_of_a_paragraph_are_the_paragraph(start: int, length: int, unit: str) -> None:
    text = unit * (7 * LONGEST_PARSED // len(unit))
    span = Span(start, start + length)
    found = list(pieces(text, span))
    assert "".join(piece.of(text) for piece in found) == span.of(text)
    assert all(len(piece) <= LONGEST_PARSED for piece in found)


def test_a_very_long_line_is_read_to_its_end(extractor: RuleExtractor) -> None:
    text = "The harbor was calm that day. " * 1500 + "FEMA said that the docks were open."
    found = extractor.extract(read_text(text, Metadata()))
    assert [mention.span.of(text) for mention in found.mentions] == ["FEMA"]
    assert len(found.attributions) == 1


def test_the_same_document_gives_the_same_extraction(extractor: RuleExtractor) -> None:
    document = read_text("FEMA said on Monday that 12 docks were open.", Metadata(published="2018-01-29"))
    assert extractor.extract(document) == extractor.extract(document)


def test_a_document_that_is_not_english_is_not_extracted(extractor: RuleExtractor) -> None:
    text = "El alcalde dijo el lunes que la policía del condado no había recibido ninguna carta de la FEMA sobre los muelles."
    found = extractor.extract(read_text(text, Metadata()))
    assert (found.mentions, found.attributions) == ((), ())


def test_the_activity_says_what_decided_and_when(extractor: RuleExtractor) -> None:
    activity = extractor.extract(read_text("FEMA said so.", Metadata())).activity
    assert activity.software.startswith("sayso ")
    assert "en_core_web_sm" in activity.model
    assert activity.started == activity.ended == "2026-01-02T03:04:05.000Z"


def test_an_attribution_keeps_how_its_source_puts_it(extractor: RuleExtractor) -> None:
    text = "The mayor denied that money was lost. FEMA never said that the docks may close."
    denied, unsaid = extractor.extract(read_text(text, Metadata())).attributions
    assert (denied.cue_kind, denied.cue_negated, denied.polarity, denied.certainty) == ("deny", False, "negative", "certain")
    assert (unsaid.cue_kind, unsaid.cue_negated, unsaid.polarity, unsaid.certainty) == ("report", True, "positive", None)


def test_an_order_is_addressed_to_the_agency_that_it_names(extractor: RuleExtractor) -> None:
    text = "A federal judge on Tuesday ordered the Department of Energy to hand over 40 boxes of records."
    found = extractor.extract(read_text(text, Metadata()))
    (order,) = found.attributions
    assert order.kind == "order"
    assert order.addressee is not None
    assert found.mentions[order.addressee].span.of(text) == "Department of Energy"
