"""Through whom a statement came and on what it rests: "according to", "as noted by", "citing", "based on data from"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SentenceSpan

from app.extraction.attributions.clauses import subject
from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.formulas import Formula, formulas
from app.extraction.attributions.frames import TokenRange, noun_phrase, sentence_of, trimmed
from app.extraction.attributions.lexicon import Lexicon
from app.extraction.attributions.speech import utterances
from app.extraction.attributions.unlisted import can_speak
from app.extraction.attributions.wordlists import words
from app.extraction.paragraph import Paragraph
from app.extraction.speaker_nouns import VOICES
from app.model.text import Span

RELAYS = words(
    "note report say quote cite observe explain document describe state reveal summarize publish put tell mention spell phrase "
    "word point acknowledge admit concede argue indicate remark stress emphasize recall conclude calculate count estimate find "
    "reckon see spell lay set detail chronicle outline recount relate"
)
PASSED_ON = words("report publish obtain quote cite note reveal disclose post")
CITING = frozenset({"citing", "quoting", "pointing"})
PASSING_ON = words("report reports reported write writes wrote")
"""The verbs of those who pass on what somebody else says, in their forms."""

BASES = re.compile(
    r"\b(?:[Bb]ased (?:up)?on|[Dd]rawing on|[Rr]elying on|[Uu]sing|[Ff]rom)\s(?:[\w’'-]+\s){0,6}?"
    r"(?:data|figures|statistics|information|records|documents|numbers|estimates|evidence|findings|research|analysis|interviews)\s"
    r"(?:that (?:were|was) )?"
    r"(?:provided|supplied|compiled|collected|gathered|released|published|obtained|prepared|produced|issued)\s(?:by|from)\s"
)
PROVIDER_END = re.compile(r",|\.\s|\.$|;|—|[”\"]|\s(?:we|they|it|he|she|that|which|who|to|and (?:we|they|it))\s")


def accorded(frame: Frame, drafts: Mapping[int, Draft], lexicon: Lexicon) -> dict[int, Draft]:
    """The drafts with those that "according to" and its like make; beside another verb of speech they name the via.

    Beside other verbs it names who says so: "The city plans to sell the pier, according to an aide".
    """
    result = dict(drafts)
    for formula in formulas(frame.masked.doc):
        sentence = clause_around(frame.masked.doc[formula.whole[0]])
        above = _reported_beside(frame, result, sentence, formula.whole)
        if above is not None and frame.masked.doc[formula.name[0]].tag_ == "PRP$":
            continue  # "they said that, by their own count, …"
        if above is not None and (inner := _passed_on(frame, above, formula)):
            del result[above.trigger]
            result[inner.trigger] = inner
            continue
        if above is not None and (above.quotes or _speaks(frame, above, lexicon)):
            result[above.trigger] = _through(frame, above, formula.whole, formula.name)
            continue
        draft = _according(frame, formula)
        if draft.content:
            result[draft.trigger] = draft
    return result


def _passed_on(frame: Frame, outer: Draft, formula: Formula) -> Draft | None:
    """What a set phrase gives to one within what another reports: "According to X, it rained, Y reported". Y is the via.

    Behind a clause the phrase may be about either: there it is within only what is "reported".
    """
    aside = frame.span(formula.whole)
    if outer.source is None or outer.cue is None or outer.quotes or not _is_within(aside, outer):
        return None
    content = _beside(frame, outer.content, aside)
    behind = outer.cue.end <= aside.start and all(span.end <= aside.start for span in content)
    if not content or (behind and not passes_on(frame, outer)):
        return None
    name, cue = frame.span(formula.name), frame.span(formula.cue)
    return Draft(cue.start, content, name, cue, via=(*outer.via, outer.source), basis=outer.basis, phrase=True)


def passes_on(frame: Frame, draft: Draft) -> bool:
    """Whether the verb of an attribution is one of those who pass on what others say."""
    cue = frame.words(draft.cue).split() if draft.cue is not None else []
    return bool(cue) and cue[-1].lower() in PASSING_ON


def _is_within(aside: Span, draft: Draft) -> bool:
    """Whether an aside is in what is said, or between that and the frame that closes it."""
    closed = (
        _closes(draft) and draft.source is not None and draft.content[-1].end <= aside.start < aside.end <= draft.source.start
    )
    return closed or any(span.contains(aside) for span in draft.content)


def _through(frame: Frame, draft: Draft, aside: TokenRange, name: TokenRange) -> Draft:
    """A draft that came through somebody; the words that say so are no part of what is said."""
    content = _beside(frame, draft.content, frame.span(aside)) or draft.content
    return replace(draft, content=content, via=(*draft.via, frame.span(name)))


def _beside(frame: Frame, content: Sequence[Span], aside: Span) -> tuple[Span, ...]:
    """What an aside leaves of a content; a lone "that" says nothing."""
    pieces = (piece for span in content for piece in without(frame, span, aside))
    return tuple(piece for piece in pieces if frame.words(piece).casefold() != "that")


def _speaks(frame: Frame, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the word that makes an attribution is a verb of speech, or of finding."""
    at = (token for token in frame.masked.doc if frame.span((token.i, token.i + 1)).start == draft.trigger)
    return any(token.lemma_.lower() in lexicon.speech or (lexicon.says(token) and can_speak(subject(token))) for token in at)


def clause_around(token: Token) -> SentenceSpan:
    """The part of the sentence between semicolons in which a token stands."""
    start, end = sentence_of(token).start, sentence_of(token).end
    for place in range(start, end):
        if token.doc[place].text == ";":
            if place < token.i:
                start = place + 1
            elif place > token.i:
                end = min(end, place)
    return token.doc[start:end]


def _reported_beside(frame: Frame, drafts: Mapping[int, Draft], sentence: SentenceSpan, cue: TokenRange) -> Draft | None:
    """The attribution whose reporting verb is the main one of the sentence, or closes it."""
    for token in sentence:
        draft = drafts.get(frame.span((token.i, token.i + 1)).start)
        if draft is None or draft.source is None or token.i in cue:
            continue
        if token.dep_ == "ROOT" or draft.quotes or _closes(draft):
            return draft
    return None


def _closes(draft: Draft) -> bool:
    """Whether what is said, or its beginning, stands before the frame: "It rained, the mayor said"."""
    return draft.cue is not None and bool(draft.content) and draft.content[0].end <= draft.cue.start


def _according(frame: Frame, formula: Formula) -> Draft:
    doc, (start, end) = frame.masked.doc, formula.whole
    sentence = clause_around(doc[start])
    before = trimmed(doc, sentence.start, start) if sentence.start < start else None
    after = trimmed(doc, end, sentence.end) if end < sentence.end else None
    pieces = [piece for piece in (before, after) if piece and any(token.is_alpha for token in doc[piece[0] : piece[1]])]
    content = [frame.span(piece) for piece in pieces]
    standing = [place for place in utterances(frame) if sentence.start <= place.start < sentence.end]
    if not pieces and sentence.start and doc[sentence.start - 1].text in (",", "?", "!"):
        standing = [place for place in utterances(frame) if place.end == sentence.start]
        content = [frame.span((place.start, place.end)) for place in standing]
    cue, name = frame.span(formula.cue), frame.span(formula.name)
    return Draft(cue.start, tuple(content), name, cue, quotes=bool(standing), phrase=True)


def relayed(frame: Frame, drafts: Mapping[int, Draft]) -> dict[int, Draft]:
    """The drafts with those through whom they came: "as noted by X", "first reported by X", "said X, citing Y"."""
    result = dict(drafts)
    for token in frame.masked.doc:
        names = _relay(token)
        if names is None:
            continue
        if token.lower_ in CITING:
            result = _cited(frame, result, token, names)
            continue
        here = frame.span((token.i, token.i + 1)).start
        others = {place: draft for place, draft in result.items() if place != here}
        above = _reported_beside(frame, others, sentence_of(token), (token.i, token.i + 1))
        if above is not None:
            result = others | {above.trigger: _through(frame, above, _aside(token, names), names)}
        elif here not in result and (alone := _noted(frame, token, names)):
            result[here] = alone
    return result


def _cited(frame: Frame, drafts: dict[int, Draft], citing: Token, names: TokenRange) -> dict[int, Draft]:
    """ "X reported, citing Y, that …": what X reports rests on Y, and the aside is no part of it."""
    above = _reported_beside(frame, drafts, sentence_of(citing), (citing.i, citing.i + 1))
    if above is None:
        return drafts
    aside = frame.span((citing.i, names[1]))
    content = _beside(frame, above.content, aside)
    others = {place: draft for place, draft in drafts.items() if not aside.start <= place < aside.end}
    return others | {above.trigger: replace(above, content=content or above.content, basis=(*above.basis, frame.span(names)))}


def without(frame: Frame, span: Span, aside: Span) -> Iterator[Span]:
    """What an aside leaves of a span, without punctuation at the ends; the span itself where they do not meet."""
    if not span.overlaps(aside):
        yield span
        return
    text, offset = frame.paragraph.text, frame.paragraph.offset
    for start, end in ((span.start, aside.start), (aside.end, span.end)):
        piece = text[start - offset : max(start, end) - offset]
        words = piece.strip(" ,;\xa0")
        if words:
            first = start + piece.index(words)
            yield Span(first, first + len(words))


def _noted(frame: Frame, verb: Token, name: TokenRange) -> Draft | None:
    """The sentence around an "as X noted" that has no other reporting verb: X is its source."""
    doc, sentence = verb.doc, sentence_of(verb)
    start, end = _aside(verb, name)
    while end < sentence.end and doc[end].text not in (",", ".", "—", "–"):
        end += 1
    pieces = [piece for piece in ((sentence.start, start), (end, sentence.end)) if _words(doc, piece) > 0]
    if sum(_words(doc, piece) for piece in pieces) < 3 or any(frame.masked.whole_at(token) is not None for token in sentence):
        return None
    content, cue = tuple(frame.span(trimmed(doc, *piece)) for piece in pieces), frame.span((verb.i, verb.i + 1))
    return Draft(cue.start, content, frame.span(name), cue, phrase=doc[start].lower_ == "as")


def _aside(verb: Token, name: TokenRange) -> TokenRange:
    """The words of "as X noted" and "first reported by X"."""
    start = min(verb.left_edge.i, name[0])
    if start > 0 and verb.doc[start].lower_ != "as" and verb.doc[start - 1].lower_ == "as":
        start -= 1
    return start, max(verb.i + 1, name[1])


def _words(doc: Doc, piece: TokenRange) -> int:
    return sum(token.is_alpha for token in doc[piece[0] : piece[1]])


def _objects(citing: Token) -> Iterator[Token]:
    """What stands behind "citing" and "pointing to"."""
    verb, label = citing, "dobj"
    if citing.lower_ == "pointing":
        verb, label = next((child for child in citing.children if child.lower_ == "to"), citing), "pobj"
    return (child for child in verb.children if child.dep_ == label)


def _can_be_cited(noun: Token) -> bool:
    """Whether something is said by it or in it: "citing two officials", but not "citing the release of prisoners"."""
    return can_speak(noun) or bool({noun.lemma_.lower(), noun.lower_} & VOICES) or any(map(_can_be_cited, _conjoined(noun)))


def _conjoined(noun: Token) -> Iterator[Token]:
    return (child for child in noun.children if child.dep_ == "conj")


def _relay(token: Token) -> TokenRange | None:
    """The name of who passes on, when this verb says so."""
    if token.lower_ in CITING:
        cited = [child for child in _objects(token) if _can_be_cited(child)]
        return noun_phrase(cited[0]) if cited and token.dep_ in ("advcl", "acl", "prep", "conj") else None
    as_clause = any(child.lower_ == "as" and child.dep_ in ("mark", "advmod", "prep") for child in token.children) or (
        token.i > 0 and token.nbor(-1).lower_ == "as"
    )
    firstly = any(child.lower_ == "first" for child in token.children)
    if token.tag_ == "VBN" and ((as_clause and token.lemma_ in RELAYS) or (firstly and token.lemma_ in PASSED_ON)):
        agents = [child for child in token.children if child.dep_ in ("agent", "prep") and child.lower_ == "by"]
        names = [below for agent in agents for below in agent.children if below.dep_ == "pobj"]
        if names:
            return noun_phrase(names[0])
    if as_clause and token.lemma_ in RELAYS and token.tag_ in ("VBD", "VBZ", "VBN") and token.dep_ in ("advcl", "parataxis"):
        names = [child for child in token.children if child.dep_ == "nsubj"]
        return noun_phrase(names[0]) if names else None
    return None


def bases(paragraph: Paragraph, content: Sequence[Span]) -> tuple[Span, ...]:
    """The providers of the data on which a statement says that it rests ("based on data provided by …")."""
    spans = []
    offset, text = paragraph.offset, paragraph.text
    for match in BASES.finditer(text):
        if any(span.start <= match.start() + offset < span.end for span in content):
            end = PROVIDER_END.search(text, match.end())
            spans.append(paragraph.span(match.end(), end.start() if end else len(text)))
    return tuple(spans)
