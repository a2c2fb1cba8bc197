"""Lists in the sentence that announces them: "Among the audit's findings: a; b; and c", "made three demands: a, b and c"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from app.extraction.attributions.announcements import ANNOUNCED, Announcement, announced_by, is_announced
from app.extraction.attributions.drafts import Frame
from app.extraction.attributions.frames import FINITE
from app.model.text import Span

COLON_WITHIN = 6
"""Tokens between the noun that announces a list and its colon: "findings of the 90-page report:"."""

BETWEEN = re.compile(r";\s+(?:and\s+|or\s+)?|;")
COMMAS = re.compile(r",\s+(?:and|or)\s+|,\s+|\s+and\s+")
SENTENCE_END = re.compile(r"[.?!][”\"’')]*\s+(?=[A-Z“\"‘])|[.?!]?[”\"’')]*\s*$")
FIRST_WORDS = re.compile(r"\(?\d{1,2}[).]\s+|that\s+")


@dataclass(frozen=True)
class InlineList:
    """Who lists, in which word, and the items; ``whole`` is the stretch from the colon to the end of the sentence."""

    announcement: Announcement
    items: tuple[Span, ...]
    whole: Span


def inline_lists(frames: Sequence[Frame]) -> Iterator[InlineList]:
    """The lists of all paragraphs, in the order of the text."""
    for place, frame in enumerate(frames):
        for token in frame.masked.doc:
            if token.lower_ in ANNOUNCED and _is_listed(token) and (colon := _colon(token)) is not None:
                announcement = announced_by(frame, place, token)
                whole = _whole(frame, colon)
                if announcement is not None and whole is not None and (items := tuple(_items(frame, whole))):
                    yield InlineList(announcement, items, whole)


def _is_listed(noun: Token) -> bool:
    """Whether the sentence lists them, and does not only say something of them: "The bureau disputed the findings: …"."""
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in ("be", "include"):
        return True
    return noun.dep_ == "ROOT" or noun.head.lower_ == "among" or is_announced(noun)


def _colon(noun: Token) -> Token | None:
    """The colon behind a noun that announces, with no other clause between them."""
    for token in noun.doc[noun.i + 1 : noun.i + 1 + COLON_WITHIN]:
        if token.text == ":":
            return token
        if token.text in (".", ";", ",") or (token.tag_ in FINITE and token.lemma_ not in ("be", "include")):
            return None
    return None


def _whole(frame: Frame, colon: Token) -> Span | None:
    """From behind a colon to the end of its sentence; nothing where the paragraph ends with the colon."""
    text, start = frame.paragraph.text, frame.span((colon.i, colon.i + 1)).end - frame.paragraph.offset
    end = SENTENCE_END.search(text, start)
    start += len(text[start:]) - len(text[start:].lstrip())
    return frame.paragraph.span(start, end.start()) if end is not None and start < end.start() else None


def _items(frame: Frame, whole: Span) -> Iterator[Span]:
    """What the list holds: parted by semicolons, or by commas where each part is a clause; else all of it is one item."""
    bounds = list(_parts(frame, whole, BETWEEN))
    if len(bounds) == 1:
        clauses = list(_parts(frame, whole, COMMAS))
        bounds = clauses if len(clauses) > 1 and all(_is_clause(frame, each) for each in clauses) else bounds
    for each in bounds:
        if len(frame.words(each).split()) > 1:
            yield each


def _parts(frame: Frame, whole: Span, between: re.Pattern[str]) -> Iterator[Span]:
    text, offset = frame.paragraph.text, frame.paragraph.offset
    start = whole.start - offset
    ends = [
        *((each.start(), each.end()) for each in between.finditer(text, start, whole.end - offset)),
        (whole.end - offset,) * 2,
    ]
    for end, following in ends:
        first = FIRST_WORDS.match(text, start, end)
        start = first.end() if first else start
        if start < end:
            yield frame.paragraph.span(start, end)
        start = following


def _is_clause(frame: Frame, span: Span) -> bool:
    """Whether an item says something or asks for it: a finite verb, or a bare one in front."""
    offset = frame.paragraph.offset
    words: Words | None = frame.paragraph.doc.char_span(span.start - offset, span.end - offset, alignment_mode="expand")
    return words is not None and (words[0].tag_ in ("VB", "VBP") or any(token.tag_ in FINITE for token in words))
