"""Recommendations, findings and orders in announced lists ("makes four recommendations"), and single recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from spacy.tokens import Doc

from app.extraction.attributions.announcements import Announcement, announcements
from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.enumerations import (
    ENUMERATOR,
    Sentence,
    cut_background,
    enumerated,
    sentences,
    tokens_of,
)
from app.extraction.attributions.found import FoundAttribution
from app.extraction.attributions.frames import trimmed
from app.extraction.attributions.inline_lists import InlineList, inline_lists
from app.extraction.attributions.styles import snapped, style_of
from app.model.extraction import ClaimKind
from app.model.text import Span

SINGLE = re.compile(r"\brecommend(?:s|ed|ing|ations?)?\b")
URGED = re.compile(r"\b(?:urg(?:es?|ed|ing)|propos(?:es?|ed|ing))\b")
"""Words that recommend whatever follows them with "that"."""

MODAL = frozenset({"should", "must", "ought", "needs", "need"})
PRONOUNS = frozenset(["it", "they", "he", "she", "we", "you"])
REACH = 14
"""How many paragraphs after the announcement its recommendations are looked for."""
SILENCE = 2
"""How many paragraphs without a recommendation end the list."""


def recommendations(frames: Sequence[Frame], drafts: Sequence[Draft]) -> tuple[list[FoundAttribution], list[Draft]]:
    """The recommendations of the document with its lists of findings and orders, and the drafts that they leave over."""
    quotations = [
        frame.paragraph.span(each.quotation.start, each.quotation.end) for frame in frames for each in frame.masked.quoted
    ]
    lists = list(announcements(frames))
    found = _of_lists(frames, lists, quotations)
    inline = [each for each in inline_lists(frames) if not _overlaps(each.whole, found)]
    found += [made for each in inline for made in _in_line(each, quotations)]
    drafts = [draft for draft in drafts if not any(each.whole.overlaps(span) for each in inline for span in draft.content)]
    drafts = [draft for draft in drafts if not any(_opens(each, draft) for each in lists if each.open)]
    singles = [draft for draft in drafts if _is_single(frames, draft)]
    found += [_single(frames, draft, quotations) for draft in singles if not _within(draft, found)]
    rest = [
        draft for draft in drafts if draft not in singles and not _is_announcement(draft, found) and not _within(draft, found)
    ]
    return found, rest


def _of_lists(frames: Sequence[Frame], lists: Sequence[Announcement], quotations: Sequence[Span]) -> list[FoundAttribution]:
    """What the sentences and paragraphs behind each announcement say."""
    found: list[FoundAttribution] = []
    for announcement, following in zip_longest(lists, lists[1:]):
        listed = list(_listed(frames, announcement, following, quotations))
        found += listed if announcement.kind is ClaimKind.FINDING else _with_addressees(listed, announcement.addressee)
    return found


def _overlaps(whole: Span, found: Sequence[FoundAttribution]) -> bool:
    return any(whole.overlaps(span) for each in found for span in each.content)


def _opens(announcement: Announcement, draft: Draft) -> bool:
    """Whether what a verb was found to introduce is only the beginning of a list."""
    return announcement.cue.start <= draft.trigger < announcement.cue.end


def _within(draft: Draft, found: Sequence[FoundAttribution]) -> bool:
    return any(span.start <= draft.trigger < span.end for each in found for span in each.content)


def _is_announcement(draft: Draft, found: Sequence[FoundAttribution]) -> bool:
    return any(each.cue is not None and span.contains(each.cue) for each in found for span in draft.content)


def _listed(
    frames: Sequence[Frame], announcement: Announcement, following: Announcement | None, quotations: Sequence[Span]
) -> Iterator[FoundAttribution]:
    """One recommendation for each enumerated sentence or paragraph between this announcement and the one that follows."""
    stop = following.cue.start if following else frames[-1].paragraph.offset + len(frames[-1].paragraph.text)
    ordinal = silent = 0
    for frame in frames[announcement.place : announcement.place + REACH]:
        heard = False
        for sentence in sentences(frame):
            if not announcement.end - 1 <= frame.paragraph.offset + sentence.start < stop:
                continue
            number = enumerated(sentence.text, ordinal) or _unnumbered(sentence, announcement, ordinal)
            if number is None or (announcement.count and number > announcement.count) or not _demands(sentence, announcement):
                continue
            ordinal, heard = number, True
            if made := _recommendation(sentence, announcement, number, quotations):
                yield made
        silent = 0 if heard or frame is frames[announcement.place] else silent + 1
        if silent > SILENCE or (announcement.count and ordinal >= announcement.count):
            return


def _in_line(listed: InlineList, quotations: Sequence[Span]) -> Iterator[FoundAttribution]:
    """One attribution for each item of a list that stands in the sentence that announces it."""
    for number, item in enumerate(listed.items, 1):
        yield _item(item, listed.announcement, number, listed.announcement.addressee, quotations)


def _item(
    content: Span, announcement: Announcement, number: int, asked: Span | None, quotations: Sequence[Span]
) -> FoundAttribution:
    """One item of a list; nobody is asked to do what was found."""
    pieces = snapped([content], quotations)
    return FoundAttribution(
        pieces,
        style_of(pieces, quotations),
        announcement.source,
        announcement.cue,
        kind=announcement.kind,
        ordinal=number,
        addressee=None if announcement.kind is ClaimKind.FINDING else asked,
    )


def _unnumbered(sentence: Sentence, announcement: Announcement, before: int) -> int | None:
    """The place of a paragraph that goes on with the sentence that opened the list: it begins with a small letter."""
    goes_on = sentence.text[:1].islower() and not sentence.frame.paragraph.text[: sentence.start].strip()
    return before + 1 if announcement.open and goes_on else None


def _demands(sentence: Sentence, announcement: Announcement) -> bool:
    """Whether the sentence says that something is to be done: a modal, an imperative, or an infinitive. A finding need not."""
    if announcement.kind is ClaimKind.FINDING:
        return True
    words = {token.lower_ for token in tokens_of(sentence)}
    match = ENUMERATOR.match(sentence.text)
    rest = sentence.text[match.end() if match else 0 :].split()
    return bool(words & MODAL) or bool(match and (match["digits"] or match["bullet"])) or bool(rest and rest[0].islower())


def _recommendation(
    sentence: Sentence, announcement: Announcement, number: int, quotations: Sequence[Span]
) -> FoundAttribution | None:
    match = ENUMERATOR.match(sentence.text)
    start = sentence.start + (match.end() if match else 0)
    content = stripped(sentence.frame, start, cut_background(sentence.frame.paragraph.text, start, sentence.end))
    if content is None:
        return None
    return _item(content, announcement, number, addressee(sentence, announcement), quotations)


def stripped(frame: Frame, start: int, end: int) -> Span | None:
    """The span in the document without white space and final punctuation (quotation marks stay)."""
    text = frame.paragraph.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return frame.paragraph.span(start, end) if start < end else None


def addressee(sentence: Sentence, announcement: Announcement | None = None) -> Span | None:
    """Who should do it: the subject of the active "should", when it can act (not a thing that "should be" changed)."""
    for token in tokens_of(sentence):
        if token.lower_ in MODAL:
            verb = token if token.pos_ == "VERB" and token.lower_ in ("needs", "need", "ought") else token.head
            subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
            if subject is None or any(child.dep_ == "auxpass" for child in verb.children) or verb.lemma_ == "be":
                return None
            if subject.lower_ in PRONOUNS:
                return None
            return sentence.frame.span(trimmed(token.doc, subject.left_edge.i, subject.right_edge.i + 1))
    return None


def _with_addressees(found: list[FoundAttribution], known: Span | None) -> list[FoundAttribution]:
    """Siblings without an addressee have that of the others, as a reader would infer."""
    known = known or next((each.addressee for each in found if each.addressee is not None), None)
    result = []
    for each in found:
        known = each.addressee or known
        result.append(replace(each, addressee=known))
    return result


def _frame_of(frames: Sequence[Frame], draft: Draft) -> Frame:
    return max((frame for frame in frames if frame.paragraph.offset <= draft.trigger), key=lambda frame: frame.paragraph.offset)


def _is_single(frames: Sequence[Frame], draft: Draft) -> bool:
    if draft.cue is None or draft.source is None or not draft.content:
        return False
    paragraph = _frame_of(frames, draft).paragraph
    cue = paragraph.text[draft.cue.start - paragraph.offset : draft.cue.end - paragraph.offset].lower()
    start = draft.content[0].start - paragraph.offset
    advises = SINGLE.search(cue) or (URGED.search(cue) and paragraph.text.startswith("that ", start))
    return bool(advises) and not re.search(r"\bnot\b|n[’']t\b|\bnever\b", cue)


def _single(frames: Sequence[Frame], draft: Draft, quotations: Sequence[Span]) -> FoundAttribution:
    content = snapped(draft.content, quotations)
    frame = _frame_of(frames, draft)
    return FoundAttribution(
        content,
        style_of(content, quotations),
        draft.source,
        draft.cue,
        draft.via,
        kind=ClaimKind.RECOMMENDATION,
        addressee=_doer(frame, content[0]),
    )


def _doer(frame: Frame, content: Span) -> Span | None:
    doc: Doc = frame.masked.doc
    inside = [token for token in doc if content.start <= frame.span((token.i, token.i + 1)).start < content.end]
    for token in inside:
        subject = (
            token.dep_ == "nsubj"
            and token.pos_ in ("NOUN", "PROPN", "PRON")
            and token.lower_ not in ("that", "who", "which", "it")
        )
        passive = any(child.dep_ == "auxpass" for child in token.head.children)
        if subject and not passive:
            return frame.span(trimmed(doc, token.left_edge.i, token.right_edge.i + 1))
        if token.dep_ in ("nsubjpass", "ROOT"):
            return None
    return None
