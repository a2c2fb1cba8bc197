"""Indirect speech and attitudes: a word of the lexicon with the clause, phrase or infinitive that it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from app.extraction.attributions.candidates import Candidate
from app.extraction.attributions.constructions import ADDRESSING, candidates
from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.frames import FINITE, TokenRange, cue_of, sentence_of, source_of, trimmed
from app.extraction.attributions.lexicon import Lexicon
from app.extraction.attributions.unlisted import closes

FRAME_PARTS = ("npadvmod", "advmod", "prep", "dative", "dobj", "aux", "neg", "prt", "punct", "nsubj", "auxpass")
ANONYMITY = re.compile(
    r"(?:that (?:he|she|they) )?(?:not (?:to )?be|to be|to remain|to speak|for) (?:named|identified|quoted|anonym)"
)
RANK = ("clause", "clause before", "object predicate", "object as", "object infinitive", "infinitive")


def reports(frame: Frame, lexicon: Lexicon) -> Iterator[Draft]:
    """The attributions that words of the lexicon make in this paragraph, one a word, the fullest construction first."""
    best: dict[int, Candidate] = {}
    for candidate in candidates(frame.masked.doc):
        if lexicon.reports(candidate) and not _stands_for_quotation(frame, candidate):
            known = best.get(candidate.trigger.i)
            if known is None or _rank(candidate) < _rank(known):
                best[candidate.trigger.i] = candidate
    by_verbs = {(each.start, each.end) for each in best.values() if each.trigger.pos_ == "VERB"}
    for candidate in best.values():
        draft = _draft(frame, candidate)
        named = candidate.trigger.pos_ == "NOUN" and (candidate.start, candidate.end) in by_verbs
        nobodys = candidate.construction == "is" and draft.source is None
        if not (named or nobodys or _is_anonymity(frame, draft)):
            yield draft
    for verb in frame.masked.doc:
        if verb.i not in best and verb.pos_ == "VERB" and (verb.lemma_.lower() in lexicon.asides or closes(verb)):
            yield from _parenthetical(frame, verb)


def _is_anonymity(frame: Frame, draft: Draft) -> bool:
    """Whether somebody only asks not to be named, which is about the source, not something it says."""
    text = frame.paragraph.text
    words = [text[span.start - frame.paragraph.offset : span.end - frame.paragraph.offset] for span in draft.content]
    return any(ANONYMITY.match(each) for each in words)


def _rank(candidate: Candidate) -> int:
    return RANK.index(candidate.construction) if candidate.construction in RANK else len(RANK)


def _stands_for_quotation(frame: Frame, candidate: Candidate) -> bool:
    """Whether this is about an utterance, which ``speech`` finds, or is itself part of somebody's words."""
    masked = frame.masked
    if masked.whole_at(candidate.head) is not None or masked.whole_at(candidate.trigger) is not None:
        return True
    return any(left <= candidate.trigger.idx < right for left, right in masked.places)


def _draft(frame: Frame, candidate: Candidate) -> Draft:
    trigger = candidate.trigger
    source = source_of(trigger)
    if source is not None and source[0] <= trigger.i < source[1]:
        source = _before(trigger, source)
    content = [(candidate.start, candidate.end)]
    if candidate.start <= trigger.i < candidate.end:
        content = _around(trigger, (candidate.start, candidate.end), source)
    elif source is not None and source[0] < candidate.end and candidate.start < source[1]:
        source = _apart(source, (candidate.start, candidate.end))
    if candidate.construction == "clause" and (fronted := _fronted(trigger, source, candidate.start)):
        content.insert(0, fronted)
    cue = _cue(candidate, [*content, *([source] if source else [])])
    spans = [frame.span(trimmed(trigger.doc, *piece)) for piece in content if piece[0] < piece[1]]
    return Draft(
        frame.span((trigger.i, trigger.i + 1)).start, tuple(spans), frame.span(source) if source else None, frame.span(cue)
    )


def _cue(candidate: Candidate, taken: list[TokenRange]) -> TokenRange:
    start, end = cue_of(candidate.trigger, taken)
    if candidate.construction not in RANK and candidate.construction not in ("object", "passive"):
        preposition = candidate.head.head
        if end <= preposition.i <= end + 1 and preposition.i < candidate.start:
            end = preposition.i + 1
    return start, end


def _before(trigger: Token, source: TokenRange) -> TokenRange | None:
    """The part of a noun's phrase before the participle that reports ("a letter saying …")."""
    return trimmed(trigger.doc, source[0], trigger.i) if source[0] < trigger.i else None


def _apart(source: TokenRange, content: TokenRange) -> TokenRange | None:
    if source[0] < content[0]:
        return source[0], content[0]
    return (content[1], source[1]) if content[1] < source[1] else None


def _around(trigger: Token, clause: TokenRange, source: TokenRange | None) -> list[TokenRange]:
    """What is left of a clause when the frame in its middle or at its end is taken out."""
    start, end = frame_range(trigger, source)
    pieces = [(clause[0], max(clause[0], start)), (min(end, clause[1]), clause[1])]
    return [piece for piece in pieces if any(token.is_alpha for token in trigger.doc[piece[0] : piece[1]])]


def frame_range(trigger: Token, source: TokenRange | None) -> TokenRange:
    """The tokens from source to reporting word, with the adverbs and addressees that follow it, up to a comma."""
    start, end = trigger.i, trigger.i + 1
    if source is not None:
        start, end = min(start, source[0]), max(end, source[1])
    for child in trigger.children:
        if child.i < start and child.dep_ in ("aux", "neg", "advmod"):
            start = min(start, child.left_edge.i)
    doc = trigger.doc
    while end < len(doc) and (part := _phrase_from(doc[end], range(start, end))) is not None:
        end = max(end + 1, part.right_edge.i + 1)
    return start, end


def _named_behind(verb: Token) -> TokenRange | None:
    """Who speaks behind a noun that the parser takes the name to explain: "It was done by the court, Ann Lee, said"."""
    doc = verb.doc
    for name in verb.head.subtree if verb.dep_ != "ROOT" else ():
        explains = name.dep_ == "appos" and name.pos_ == "PROPN" and name.left_edge.i < name.i < verb.i
        behind = (
            explains and doc[name.left_edge.i - 1].text == "," and doc[name.right_edge.i + 1 : verb.i].text.strip() in ("", ",")
        )
        before = doc[sentence_of(verb).start : name.left_edge.i] if behind else ()
        if any(token.tag_ in FINITE for token in before):
            return trimmed(doc, name.left_edge.i, name.right_edge.i + 1)
    return None


def _phrase_from(first: Token, frame: range) -> Token | None:
    """The head of the phrase that begins with this word, if it is an adverb or addressee of a frame's verb."""
    head = first
    while head.head.i not in frame and head.head.left_edge.i == first.i and head.dep_ != "ROOT":
        head = head.head
    fits = head.head.i in frame and head.dep_ in FRAME_PARTS and first.text != ","
    return head if fits and (head.i == first.i or head.head.lemma_ in ADDRESSING) else None


def _fronted(trigger: Token, source: TokenRange | None, content: int) -> TokenRange | None:
    """What stands before a frame between two commas belongs to the words after it: "While it rains, he said, we stay"."""
    if source is None or trigger.dep_ not in ("ROOT", "parataxis", "ccomp"):
        return None
    doc, sentence = trigger.doc, sentence_of(trigger)
    start, end = frame_range(trigger, source)
    closed = end < content and doc[end].text == "," and doc[max(start - 1, 0)].text == "," and content == end + 1
    return (sentence.start, start) if closed and start - sentence.start > 2 else None


def _parenthetical(frame: Frame, verb: Token) -> Iterator[Draft]:
    """A frame between commas, or after the last one: "The plan, he said, is dead", "It is dead, the letter says"."""
    doc = verb.doc
    source = _named_behind(verb) or source_of(verb)
    if source is None or source[0] <= verb.i < source[1] or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return
    start, end = frame_range(verb, source)
    sentence = sentence_of(verb)
    commas = start > sentence.start and doc[start - 1].text in (",", "—", "–")
    closed = end >= sentence.end or doc[end].text in (",", ".", "?", "—", "–")
    if not commas or not closed or any(frame.masked.whole_at(token) is not None for token in sentence):
        return
    pieces = [piece for piece in ((sentence.start, start), (end, sentence.end)) if piece[0] < piece[1]]
    content = [
        frame.span(trimmed(doc, *piece)) for piece in pieces if sum(token.is_alpha for token in doc[piece[0] : piece[1]]) > 0
    ]
    if sum(token.is_alpha for piece in pieces for token in doc[piece[0] : piece[1]]) < 3:
        return
    cue = cue_of(verb, [source])
    yield Draft(frame.span((verb.i, verb.i + 1)).start, tuple(content), frame.span(source), frame.span(cue))
