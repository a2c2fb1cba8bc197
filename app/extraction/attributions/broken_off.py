"""Clauses with "that" which a finder broke off behind a time that opens them: "that every 90 days, the board check …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.enumerations import sentences

OPENING = re.compile(
    r"that\s+(?:every|each|within|by|before|after|until|in|on|at|during|from|for|over|between|since|under|beginning)\b"
)
"""How such a clause begins; "that argument" is a thing, and no clause."""

ENDS = ".!?,; "


def completed(frames: Sequence[Frame], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each clause without a verb of its own carried on, past the comma, to the end of its sentence."""
    return [_completed(frames, draft) for draft in drafts]


def _completed(frames: Sequence[Frame], draft: Draft) -> Draft:
    if len(draft.content) != 1 or draft.cue is None or draft.cue.start > draft.content[0].start:
        return draft
    content = draft.content[0]
    for frame in frames:
        if not frame.paragraph.offset <= content.start < frame.paragraph.offset + len(frame.paragraph.text):
            continue
        start, end = content.start - frame.paragraph.offset, content.end - frame.paragraph.offset
        text = frame.paragraph.text
        if OPENING.match(text[start:end]) and text[end : end + 1] == "," and not _has_verb(frame, start, end):
            stop = next(_ends(frame, end), end)
            return replace(draft, content=(frame.paragraph.span(start, stop),)) if stop > end else draft
    return draft


def _has_verb(frame: Frame, start: int, end: int) -> bool:
    """Whether the verb of the clause, and not only one of those that describe its nouns, stands in it."""
    inside = [token for token in frame.paragraph.doc if start <= token.idx < end]
    if inside and inside[0].dep_ == "mark" and inside[0].head.pos_ in ("VERB", "AUX"):
        return inside[0].head.idx < end
    return any(token.pos_ in ("VERB", "AUX") for token in inside)


def _ends(frame: Frame, after: int) -> Iterator[int]:
    """Where the sentence around a place ends, without what closes it."""
    text = frame.paragraph.text
    for sentence in sentences(frame):
        if sentence.start <= after < sentence.end:
            yield sentence.start + len(text[sentence.start : sentence.end].rstrip(ENDS))
