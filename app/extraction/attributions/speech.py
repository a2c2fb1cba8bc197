"""Quotations that are utterances: who speaks them, found in the frame before, after or around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.frames import TokenRange, cue_of, sentence_of, source_of, trimmed
from app.extraction.attributions.lexicon import Lexicon
from app.model.text import Span

ENDS = frozenset({".", "?", "!"})
REACH = 30
"""How many tokens a frame may have between a quotation and its reporting verb."""


@dataclass(frozen=True)
class Place:
    """An utterance of the paragraph: its number among the quotations and the tokens that stand for it."""

    number: int
    start: int
    end: int


def utterances(frame: Frame) -> list[Place]:
    """The places of the utterances in the masked parse, in order."""
    places = []
    for number, (quoted, (left, right)) in enumerate(zip(frame.masked.quoted, frame.masked.places, strict=True)):
        inside = frame.masked.doc.char_span(left, right, alignment_mode="expand") if quoted.whole else None
        if inside is not None:
            places.append(Place(number, inside.start, inside.end))
    return places


def speeches(frame: Frame, lexicon: Lexicon, before: Draft | None, open_before: Sequence[Span] = ()) -> Iterator[Draft]:
    """The attributions of the paragraph's utterances; ``before`` is the speech that the last paragraph ended with.

    The last one may be ``before`` itself with more content: a quotation that stands alone goes on with who spoke last.
    ``open_before`` are quotations of paragraphs before that were not closed: they run on to this paragraph's first one.
    """
    drafts: dict[int, Draft] = {}
    last = before
    waiting: list[Span] = list(open_before)
    places = utterances(frame)
    for order, place in enumerate(places):
        span = quotation_span(frame, place)
        draft = _framed(frame, lexicon, places, order)
        if draft is None and last is not None and order and _is_joined(frame, places, order):
            draft = last
        if draft is None and last is not None and _stands_alone(frame, places, order, last, before):
            draft = last
        if draft is None:
            waiting.append(span)
            continue
        known = drafts.get(draft.trigger, draft)
        drafts[draft.trigger] = last = known.with_content(span, *waiting)
        waiting = []
    yield from drafts.values()


def quotation_span(frame: Frame, place: Place) -> Span:
    """The document's span of an utterance with its marks."""
    quotation = frame.masked.quoted[place.number].quotation
    return frame.paragraph.span(quotation.start, quotation.end)


def _framed(frame: Frame, lexicon: Lexicon, places: Sequence[Place], order: int) -> Draft | None:
    doc = frame.masked.doc
    place = places[order]
    left = _left(doc, places[order - 1].end if order else 0, place.start)
    right = _right(doc, place.end, places[order + 1].start if order + 1 < len(places) else len(doc))
    leads_on = doc[place.end - 1].text == "," or (place.end < len(doc) and doc[place.end].text in (",", "—", "–", "-"))
    introduced = left[0] < left[1] and doc[place.start - 1].text in (":", ",", "—", "–", "-")
    if introduced and doc[place.start - 1].text == ":" and (draft := _by_colon(frame, lexicon, left)):
        return draft
    if leads_on and (verb := _first_verb(doc[right[0] : right[1]], lexicon)):
        return _draft(frame, verb)
    if left[0] < left[1] and not _sentence_ended(doc, place.start) and (verb := _last_verb(doc[left[0] : left[1]], lexicon)):
        return _draft(frame, verb)
    if doc[place.end - 1].text == "," and (verb := _any_verb(doc[right[0] : right[1]])):
        return _draft(frame, verb)
    return None


def _left(doc: Doc, start: int, end: int) -> TokenRange:
    """The tokens of the sentence before the quotation, back to the last end of a sentence or quotation."""
    place = end
    while place > start and not (doc[place - 1].text in ENDS and place - 1 < end - 1):
        place -= 1
    return place, end


def _right(doc: Doc, start: int, end: int) -> TokenRange:
    place = start
    while place < end and doc[place].text not in ENDS:
        place += 1
    return start, min(place, start + REACH)


def _sentence_ended(doc: Doc, place: int) -> bool:
    return place == 0 or doc[place - 1].text in ENDS


def _first_verb(tokens: Tokens, lexicon: Lexicon) -> Token | None:
    for token in tokens:
        if _speaks(token, lexicon):
            return token
    return None


def _last_verb(tokens: Tokens, lexicon: Lexicon) -> Token | None:
    verbs = [token for token in tokens if _speaks(token, lexicon)]
    finite = [verb for verb in verbs if verb.dep_ not in ("relcl", "acl", "amod")]
    candidates = finite or verbs
    return candidates[-1] if candidates else None


def _speaks(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in lexicon.speech and token.tag_ != "VB"


def _any_verb(tokens: Tokens) -> Token | None:
    """A finite verb with a subject of its own, near the quotation: "…," she shot back."""
    for token in list(tokens)[:12]:
        if token.tag_ in ("VBD", "VBZ") and any(child.dep_ == "nsubj" for child in token.children):
            return token
    return None


def _by_colon(frame: Frame, lexicon: Lexicon, left: TokenRange) -> Draft | None:
    doc = frame.masked.doc
    tokens = doc[left[0] : left[1]]
    if verb := _last_verb(tokens, lexicon):
        return _draft(frame, verb)
    verbs = [token for token in tokens if token.tag_ in ("VBD", "VBZ", "VBP", "VBG", "VBN")]
    roots = [token for token in verbs if token.dep_ == "ROOT"] or verbs[-1:]
    if roots:
        return _draft(frame, roots[0], to=left[1] - 1)
    start, end = trimmed(doc, *left)
    if end - start > 8 or not any(token.pos_ in ("PROPN", "NOUN", "PRON") for token in doc[start:end]):
        return None
    return Draft(frame.span((left[1] - 1, left[1])).start, (), frame.span((start, end)), quotes=True)


def _draft(frame: Frame, verb: Token, to: int | None = None) -> Draft:
    source = _without_utterances(frame, source_of(verb) or _beside(verb))
    if source is not None and source[0] <= verb.i < source[1]:
        source = trimmed(verb.doc, source[0], verb.i) if source[0] < verb.i else None
    cue = cue_of(verb, [source] if source else [])
    if to is not None and to > cue[1] and to - cue[0] < 8:
        cue = cue[0], to
    return Draft(
        frame.span((verb.i, verb.i + 1)).start,
        (),
        frame.span(source) if source else None,
        frame.span(trimmed(verb.doc, *cue)),
        quotes=True,
    )


def _beside(verb: Token) -> TokenRange | None:
    """Who stands next to the verb, where the parse does not say: after it ("said the mayor") or before it."""
    doc = verb.doc
    if doc[min(verb.i + 1, len(doc) - 1)].pos_ in ("PROPN", "PRON", "DET") and verb.tag_ in ("VBD", "VBZ"):
        end = verb.i + 1
        while end < len(doc) and doc[end].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PRON", "PART"):
            end += 1
        return trimmed(doc, verb.i + 1, end)
    place = verb.i - 1
    while place > sentence_of(verb).start and (doc[place].pos_ in ("ADV", "AUX") or doc[place].text == ","):
        place -= 1
    if doc[place].pos_ not in ("PROPN", "PRON", "NOUN"):
        return None
    start = place
    while start > sentence_of(verb).start and doc[start - 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PART", "NUM"):
        start -= 1
    return trimmed(doc, start, place + 1)


def _without_utterances(frame: Frame, source: TokenRange | None) -> TokenRange | None:
    """The source without quotations that the parser took for a part of it."""
    if source is None:
        return None
    start, end = source
    for place in range(start, end):
        if frame.masked.whole_at(frame.masked.doc[place]) is not None:
            end = place
            break
    return trimmed(frame.masked.doc, start, end) if start < end else None


def _is_joined(frame: Frame, places: Sequence[Place], order: int) -> bool:
    """Whether only "and" or "or" is between this quotation and the one before."""
    between = [token for token in frame.masked.doc[places[order - 1].end : places[order].start] if token.is_alpha]
    return len(between) == 1 and between[0].lower_ in ("and", "or", "but")


def _stands_alone(frame: Frame, places: Sequence[Place], order: int, last: Draft, before: Draft | None) -> bool:
    """Whether nothing but white space or other speech is between this quotation and who spoke last."""
    doc = frame.masked.doc
    place = places[order]
    if not _sentence_ended(doc, place.start):
        return False
    if last is before:
        return order == 0 and place.start == 0
    return bool(last.content) and last.content[-1].end >= frame.paragraph.offset
