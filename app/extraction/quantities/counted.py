"""What a number counts, and the words that narrow it, read from the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from app.model.text import Span

_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_BEFORE_NOUN = {"JJ", "JJR", "JJS", "VBN", "VBG", "RB", "RBR", "RBS"}
_GLUE = {"HYPH", "POS", "``", "''", "AFX"}
_NOT_OF_THE_THING = {"more", "other", "additional", "additionally", "further", "extra", "of", "such", "only", "total", "full"}
_NARROWING = {
    "in", "of", "on", "under", "at", "from", "with", "without", "within", "across", "among", "outside", "inside", "near",
    "around", "against", "between", "per", "for", "throughout", "behind", "aboard", "along", "above", "below", "like", "by",
}  # fmt: skip
_ADVERBS = {
    "nationwide", "worldwide", "statewide", "countywide", "citywide", "globally", "nationally", "annually", "daily", "weekly",
    "monthly", "yearly", "abroad", "overseas", "overall", "combined",
}  # fmt: skip
_RATES = {"day", "week", "month", "year", "hour", "minute", "night", "person", "gallon", "barrel", "pound", "ton", "piece"}
_OWN_PHRASE = {"nsubj", "nsubjpass", "npadvmod", "dobj", "pobj", "appos", "ROOT"}


@dataclass(frozen=True, slots=True)
class Counted:
    """The thing counted as offsets in the paragraph; ``head`` is the token of its head noun."""

    start: int
    end: int
    head: Token


def thing_counted(doc: Doc, number: Token, start: int) -> Counted | None:
    """The noun phrase that a number counts: "675 local jurisdictions", "40 of the cities".

    It begins at or after token ``start``. ``number`` is the number's last token. ``None`` where the number stands alone.
    """
    if start >= len(doc) or doc[start].is_sent_start:
        return None
    if doc[start].lower_ == "of":
        after = start + 1
        while after < len(doc) and (doc[after].tag_ in ("DT", "PRP$", "PDT", "WP$") or doc[after].like_num):
            after += 1
        return _phrase(doc, after, None)
    head = number.head if number.dep_ in ("nummod", "compound", "amod", "quantmod", "nmod") else None
    return _phrase(doc, start, head if head is not None and head.i >= start else None)


def _phrase(doc: Doc, start: int, head: Token | None) -> Counted | None:
    """The run of adjectives and nouns from a token on, up to the parser's head where that lies in it."""
    while start < len(doc) and doc[start].lower_ in _NOT_OF_THE_THING:
        start += 1
    nouns = _nouns(doc, start)
    if not nouns:
        return None
    last = next((noun for noun in nouns if head is not None and noun.i == head.i), None) or _last(nouns)
    first = doc[start]
    while first.tag_ in ("``", "''") and first.i < last.i:
        first = first.nbor()
    return Counted(first.idx, last.idx + len(last), last)


def _nouns(doc: Doc, start: int) -> list[Token]:
    """The nouns of the run: before the first one adjectives, participles and "and" may stand, after it only nouns."""
    nouns: list[Token] = []
    for token in doc[start:]:
        if (token.is_sent_start and token.i > start) or not _belongs(token, nouns, first=token.i == start):
            break
        if token.tag_ in _NOUNS:
            nouns.append(token)
    return nouns


def _belongs(token: Token, nouns: Sequence[Token], first: bool) -> bool:
    """Whether a token goes on with the run of words that has these nouns so far."""
    if token.tag_ in _NOUNS:
        return not nouns or token.dep_ not in _OWN_PHRASE or token.is_ancestor(nouns[-1])
    if token.tag_ in _GLUE or (not first and token.nbor(-1).tag_ == "HYPH"):
        return True
    if nouns:
        return token.tag_ == "JJ" and _continues(token)
    return token.tag_ in _BEFORE_NOUN or (token.tag_ in ("CC", ",") and not first)


def _continues(token: Token) -> bool:
    """Whether an adjective after a noun still leads to a noun of the same phrase ("Senate Democratic leaders")."""
    return token.i + 1 < len(token.doc) and token.head.i > token.i and token.head.tag_ in _NOUNS and token.dep_ == "amod"


def _last(nouns: Sequence[Token]) -> Token:
    """Without the parser's word, the phrase ends with its first plural."""
    return next((noun for noun in nouns if noun.tag_ in ("NNS", "NNPS")), nouns[-1])


def restriction(doc: Doc, head: Token, end: int, closed: Sequence[Span]) -> tuple[int, int] | None:
    """The words after the thing counted that narrow it: prepositional phrases that the parser attaches to it, or an adverb.

    Offsets in the paragraph. ``end`` is where the thing's words end; ``closed`` are stretches that belong to something else,
    such as dates.
    """
    following = next((token for token in doc[head.i + 1 :] if token.idx >= end), None)
    start, stop = None, end
    while following is not None and not following.is_sent_start:
        part = _narrowing(doc, head, following, closed)
        if part is None:
            break
        start = following.idx if start is None else start
        stop = part.idx + len(part)
        following = doc[part.i + 1] if part.i + 1 < len(doc) else None
    return (start, stop) if start is not None else None


def _narrowing(doc: Doc, head: Token, token: Token, closed: Sequence[Span]) -> Token | None:
    """The last token of a narrowing phrase that begins here, if one does."""
    if token.lower_ in _ADVERBS:
        return token
    if token.lower_ in ("a", "an", "per", "each", "every") and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in _RATES:
        return doc[token.i + 1]
    if token.lower_ not in _NARROWING or token.dep_ != "prep" or not (token.head.i >= head.i or token.head.is_ancestor(head)):
        return None
    if token.head.pos_ in ("VERB", "AUX") or (token.head.i < head.i and token.lower_ != "of"):
        return None
    last = _end_of_object(token)
    inside = any(span.start < last.idx + len(last) and token.idx < span.end for span in closed)
    return None if inside or last == token else last


def _end_of_object(preposition: Token) -> Token:
    """The last token of a preposition's object, without clauses, appositions and second members."""
    objects = [child for child in preposition.children if child.dep_ in ("pobj", "pcomp") and child.i > preposition.i]
    if not objects or objects[0].pos_ in ("VERB", "PRON"):
        return preposition
    return objects[0]
