"""Recommendations: announced lists ("makes four recommendations"), numbered or counted in words, and single ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from spacy.tokens import Doc, Token

from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.enumerations import (
    COUNTS,
    ENUMERATOR,
    Sentence,
    cut_background,
    enumerated,
    sentences,
    tokens_of,
)
from app.extraction.attributions.found import FoundAttribution
from app.extraction.attributions.frames import TokenRange, sentence_of, source_of, trimmed
from app.extraction.attributions.styles import snapped, style_of
from app.extraction.attributions.wordlists import words
from app.model.extraction import ClaimKind
from app.model.text import Span

SINGLE = re.compile(r"\brecommend(?:s|ed|ing)?\b")
MODAL = frozenset({"should", "must", "ought", "needs", "need"})
ANNOUNCING = words("make issue offer have include contain list outline release provide present submit give propose publish")
PRONOUNS = frozenset(["it", "they", "he", "she", "we", "you"])
REACH = 14
"""How many paragraphs after the announcement its recommendations are looked for."""
OPENING = 12
"""How many tokens may stand between the verb that opens a list and the end of its paragraph."""

SILENCE = 2
"""How many paragraphs without a recommendation end the list."""


@dataclass(frozen=True)
class Announcement:
    """Who recommends, in which word, and how many.

    ``place`` is the number of its paragraph; ``end`` the offset in the document where the list may begin; ``open`` says that it
    ends with a colon, so that what follows needs no numbers.
    """

    source: Span
    cue: Span
    place: int
    end: int
    count: int | None
    addressee: Span | None = None
    open: bool = False


def recommendations(frames: Sequence[Frame], drafts: Sequence[Draft]) -> tuple[list[FoundAttribution], list[Draft]]:
    """The recommendations of the document, and the drafts that they leave over."""
    quotations = [
        frame.paragraph.span(each.quotation.start, each.quotation.end) for frame in frames for each in frame.masked.quoted
    ]
    found: list[FoundAttribution] = []
    lists = list(announcements(frames))
    for announcement, following in zip_longest(lists, lists[1:]):
        found += _with_addressees(list(_listed(frames, announcement, following, quotations)), announcement.addressee)
    drafts = [draft for draft in drafts if not any(_opens(each, draft) for each in lists if each.open)]
    singles = [draft for draft in drafts if _is_single(frames, draft)]
    found += [_single(frames, draft, quotations) for draft in singles if not _within(draft, found)]
    rest = [
        draft for draft in drafts if draft not in singles and not _is_announcement(draft, found) and not _within(draft, found)
    ]
    return found, rest


def _opens(announcement: Announcement, draft: Draft) -> bool:
    """Whether what a verb was found to introduce is only the beginning of a list."""
    return announcement.cue.start <= draft.trigger < announcement.cue.end


def _within(draft: Draft, found: Sequence[FoundAttribution]) -> bool:
    return any(span.start <= draft.trigger < span.end for each in found for span in each.content)


def _is_announcement(draft: Draft, found: Sequence[FoundAttribution]) -> bool:
    return any(each.cue is not None and span.contains(each.cue) for each in found for span in draft.content)


def announcements(frames: Sequence[Frame]) -> Iterator[Announcement]:
    """The sentences that announce a list: a subject that makes so many recommendations, or that recommends, with a colon."""
    for place, frame in enumerate(frames):
        for token in frame.masked.doc:
            if not (token.lower_ == "recommendations" and _is_announced(token)) and not _opens_list(token):
                continue
            source = source_of(token)
            if source is None or frame.masked.whole_at(token) is not None:
                continue
            sentence = sentence_of(token)
            end = frame.span((sentence.start, sentence.end)).end
            cue = frame.span((token.i, token.i + 1))
            opening = _opens_list(token)
            receiver = _listener(token) if opening else _receiver(token)
            whom = frame.span(receiver) if receiver else None
            yield Announcement(frame.span(source), cue, place, end, _count(token), whom, opening)


def _opens_list(verb: Token) -> bool:
    """ "The authors recommend:" or "They recommend that the bureau:" at the end of a paragraph."""
    if verb.lemma_ != "recommend" or verb.pos_ != "VERB":
        return False
    following = [token for token in verb.doc[verb.i + 1 :] if not token.is_space]
    return bool(following) and following[-1].text == ":" and len(following) <= OPENING


def _listener(verb: Token) -> TokenRange | None:
    """Whom an opening asks: "that the bureau:"."""
    inside = [token for token in verb.doc[verb.i + 1 :] if not token.is_space and token.text != ":" and token.lower_ != "that"]
    nouns = [token for token in inside if token.pos_ in ("NOUN", "PROPN")]
    return trimmed(verb.doc, inside[0].i, nouns[-1].i + 1) if nouns else None


def _receiver(noun: Token) -> TokenRange | None:
    """To whom recommendations are made, where the announcement says so: "two recommendations for the bureau"."""
    beside = [*noun.children, *(noun.head.children if noun.dep_ == "dobj" else ())]
    for child in beside:
        if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "for") and child.i > noun.i:
            names = [below for below in child.children if below.dep_ == "pobj" and below.pos_ in ("PROPN", "NOUN")]
            organised = [name for name in names if name.left_edge.lower_ in ("the", "its") or name.pos_ == "PROPN"]
            if organised:
                return trimmed(noun.doc, organised[0].left_edge.i, organised[0].right_edge.i + 1)
    return None


def _is_announced(noun: Token) -> bool:
    """Whether recommendations are made here, not spoken of: "makes recommendations", "ends with three recommendations"."""
    if noun.dep_ in ("dobj", "nsubjpass"):
        return noun.head.lemma_ in ANNOUNCING and not any(child.dep_ == "neg" for child in noun.head.children)
    return noun.dep_ in ("pobj", "attr") and _count(noun) is not None


def _count(noun: Token) -> int | None:
    for child in noun.children:
        if child.lower_ in COUNTS:
            return COUNTS.index(child.lower_) + 1
        if child.text.isdigit():
            return int(child.text)
    return None


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


def _unnumbered(sentence: Sentence, announcement: Announcement, before: int) -> int | None:
    """The place of a paragraph that goes on with the sentence that opened the list: it begins with a small letter."""
    goes_on = sentence.text[:1].islower() and not sentence.frame.paragraph.text[: sentence.start].strip()
    return before + 1 if announcement.open and goes_on else None


def _demands(sentence: Sentence, announcement: Announcement) -> bool:
    """Whether the sentence says that something is to be done: a modal, an imperative, or an infinitive."""
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
    pieces = snapped([content], quotations)
    return FoundAttribution(
        pieces,
        style_of(pieces, quotations),
        announcement.source,
        announcement.cue,
        kind=ClaimKind.RECOMMENDATION,
        ordinal=number,
        addressee=addressee(sentence, announcement),
    )


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
    return bool(SINGLE.search(cue)) and not re.search(r"\bnot\b|n[’']t\b|\bnever\b", cue)


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
