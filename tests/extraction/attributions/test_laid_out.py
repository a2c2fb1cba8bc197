"""Who speaks where only the layout says so."""

from __future__ import annotations

import spacy

from app.extraction.attributions.laid_out import laid_out
from app.extraction.paragraph import Paragraph
from app.model.document import Role

NLP = spacy.blank("en")


def said(*lines: str) -> list[tuple[str, list[str]]]:
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
    drafts = laid_out([Paragraph(start, NLP(line), Role.BODY) for start, line in zip(starts, lines, strict=True)])
    return [(each.source.of(text) if each.source else "", [span.of(text) for span in each.content]) for each in drafts]


def test_a_signed_quotation_is_of_who_signs() -> None:
    found = said("“The bridge was shaking all night.” — Anna Lind, a fisher", "”Nobody ‘told’ us.” ―Bert de Roe Jr.")
    assert found == [
        ("Anna Lind, a fisher", ["“The bridge was shaking all night.”"]),
        ("Bert de Roe Jr.", ["”Nobody ‘told’ us.”"]),
    ]


def test_a_signature_may_stand_below() -> None:
    assert said("“The bridge was shaking all night.”", "— Anna Lind") == [
        ("Anna Lind", ["“The bridge was shaking all night.”"])
    ]


def test_a_sentence_behind_a_dash_is_no_signature() -> None:
    assert said("“The bridge was shaking all night” — and nobody came to look.") == []
    assert said("“The bridge was shaking all night” — Lind said so.") == []


def test_the_turns_of_a_transcript_are_their_speakers() -> None:
    found = said(
        "Part of it:",
        "“LIND: Who closed it?",
        "“ROE: I did.",
        "“(CROSSTALK.)",
        "“It was late.",
        "“LIND: At night?”",
        "He left.",
    )
    assert found == [("LIND", ["Who closed it?"]), ("ROE", ["I did.", "It was late."]), ("LIND", ["At night?"])]


def test_headings_do_not_speak() -> None:
    assert said("PHOTOS: The bridge", "VIDEO: The storm", "PHOTOS: The pumps", "UPDATE: It is open.") == []
    found = said("LIND: It is safe.", "THE FACTS: It is not.", "ROE: It is closed.", "THE FACTS: So it is.", "LIND: We know.")
    assert [source for source, _ in found] == ["LIND", "ROE", "LIND"]


def test_one_name_before_a_colon_is_no_transcript() -> None:
    assert said("LIND: The bridge is safe.", "The bridge was closed on Monday.") == []
