"""Paragraphs of reports and laws that are no prose, but part of the text: headings, rows of tables, notes, subsections."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.model.document import Role
from app.reading.segments.draft import Draft, Label
from app.reading.segments.paragraphs import SUBSECTION, TABLE_GAP, Paragraph
from app.reading.segments.shape import capital_share, is_sentence

LONGEST_HEADING = 14
NOTE = re.compile(r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\]|[*†‡]{1,3}|\d{1,3}/)\s*[^\W\d_“\"]")
NUMBERED = re.compile(
    r"^(?:(?:\d{1,2}\.)+\d{0,2}|[IVX]{1,5}\.|[A-Z]\.|(?:appendix|chapter|section|part|annex|table|figure|exhibit)\s[\w.]+[.:]?)\s",
    re.IGNORECASE,
)


def forms(draft: Draft) -> Mapping[int, Label]:
    """Labels that say what a paragraph of the body is; what is none of these is left to other rules."""
    reasons = {place: _reason(draft.paragraphs[place]) for place in draft.open()}
    return {place: Label(Role.BODY, reason) for place, reason in reasons.items() if reason is not None}


def _reason(paragraph: Paragraph) -> str | None:
    if len(TABLE_GAP.findall(paragraph.text)) >= 2 or " | " in paragraph.text:
        return "row of a table"
    if SUBSECTION.match(paragraph.text):
        return "section or item"
    if NOTE.match(paragraph.text):
        return "footnote"
    return "heading" if _is_heading(paragraph) else None


def _is_heading(paragraph: Paragraph) -> bool:
    if not 1 <= len(paragraph.words) <= LONGEST_HEADING or is_sentence(paragraph):
        return False
    numbered = bool(NUMBERED.match(paragraph.plain)) and paragraph.words[-1][0].isalnum()
    return numbered or paragraph.plain.isupper() or (len(paragraph.words) >= 2 and capital_share(paragraph) >= 0.85)
