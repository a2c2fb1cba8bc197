"""Clauses that were broken off behind a time are carried on; what only looks like one is left."""

from __future__ import annotations

import pytest
from spacy.language import Language

from app.extraction.attributions.broken_off import completed
from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.masking import mask_all
from app.extraction.paragraph import Paragraph
from app.model.document import Role
from app.model.text import Span


@pytest.mark.parametrize(
    ("text", "broken", "whole"),
    [
        (
            "The audit asks that every 90 days, the ferry board check all piers. Nobody answered.",
            "that every 90 days",
            "that every 90 days, the ferry board check all piers",
        ),
        (
            "Lao added that over a period that began in May 2016, the ferry board sued 26 towns.",
            "that over a period that began in May 2016",
            "that over a period that began in May 2016, the ferry board sued 26 towns",
        ),
        ("The board rejected that claim, which the mayor had made.", "that claim", "that claim"),
        ("The board said that in May it met, and left.", "that in May it met", "that in May it met"),
    ],
)
def test_a_clause_without_its_verb_is_carried_on(nlp: Language, text: str, broken: str, whole: str) -> None:
    paragraphs = [Paragraph(0, nlp(text), Role.BODY)]
    frames = [Frame(paragraph, masked) for paragraph, masked in zip(paragraphs, mask_all(paragraphs, nlp), strict=True)]
    start = text.index(broken)
    draft = Draft(10, (Span(start, start + len(broken)),), cue=Span(start - 5, start - 1))
    (found,) = completed(frames, [draft])
    assert [span.of(text) for span in found.content] == [whole]
