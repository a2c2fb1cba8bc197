"""What a number counts, read from the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_BEFORE_NOUN = {"JJ", "JJR", "JJS", "VBN", "VBG", "RB", "RBR", "RBS"}
_GLUE = {"HYPH", "POS", "``", "''", "AFX"}
_NOT_OF_THE_THING = {"more", "other", "additional", "additionally", "further", "extra", "of", "such", "only", "total", "full"}
_OF_A_ROW = {"past", "last", "first", "next", "previous", "top"}
_OWN_PHRASE = {"nsubj", "nsubjpass", "npadvmod", "dobj", "pobj", "appos", "ROOT"}


@dataclass(frozen=True, slots=True)
class Counted:
    """The thing counted as offsets in the paragraph; ``head`` is the token of its head noun."""

    start: int
    end: int
    head: Token


def thing_counted(doc: Doc, number: Token, start: int, part: bool = False) -> Counted | None:
    """The noun phrase that a number counts: "675 local jurisdictions", "40 of the cities".

    It begins at or after token ``start``. ``number`` is the number's last token; ``part`` for a fraction, which may
    do without "of" ("half the cities"). ``None`` where the number stands alone.
    """
    if start >= len(doc) or doc[start].is_sent_start:
        return None
    if doc[start].lower_ == "of" or part:
        after = start + (doc[start].lower_ == "of")
        while after < len(doc) and _opens(doc[after]):
            after += 1
        return _phrase(doc, after, None)
    head = number.head if number.dep_ in ("nummod", "compound", "amod", "quantmod", "nmod") else None
    while head is not None and head.dep_ == "compound" and head.head.i == head.i + 1:
        head = head.head  # "15 claims examiners": the parser hangs the number on the first of the nouns
    return _phrase(doc, start, head if head is not None and head.i >= start else None)


def _opens(token: Token) -> bool:
    """Whether a word stands before the thing without being of it: "seven *of the past eight* contests"."""
    return token.tag_ in ("DT", "PRP$", "PDT", "WP$") or token.like_num or token.lower_ in _OF_A_ROW


def _phrase(doc: Doc, start: int, head: Token | None) -> Counted | None:
    """The run of adjectives and nouns from a token on, up to the parser's head where that lies in it."""
    while start < len(doc) and doc[start].lower_ in _NOT_OF_THE_THING:
        start += 1
    nouns = _nouns(doc, start, head)
    if not nouns:
        return None
    last = next((noun for noun in nouns if head is not None and noun.i == head.i), None) or _last(nouns)
    first = doc[start]
    while first.tag_ in ("``", "''") and first.i < last.i:
        first = first.nbor()
    return Counted(first.idx, last.idx + len(last), last)


def _nouns(doc: Doc, start: int, head: Token | None) -> list[Token]:
    """The nouns of the run: before the first one adjectives, participles and "and" may stand, after it only nouns.

    What the parser takes for the head is a noun even where its tag says otherwise ("ice rinks").
    """
    nouns: list[Token] = []
    for token in doc[start:]:
        if token.is_space:
            continue
        if (token.is_sent_start and token.i > start) or not (token == head or _belongs(token, nouns, first=token.i == start)):
            break
        if token.tag_ in _NOUNS or token == head:
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
    return token.tag_ in _BEFORE_NOUN or token.dep_ == "amod" or (token.tag_ in ("CC", ",") and not first)


def _continues(token: Token) -> bool:
    """Whether an adjective after a noun still leads to a noun of the same phrase ("Senate Democratic leaders")."""
    return token.i + 1 < len(token.doc) and token.head.i > token.i and token.head.tag_ in _NOUNS and token.dep_ == "amod"


def _last(nouns: Sequence[Token]) -> Token:
    """Without the parser's word, the phrase ends with its first plural."""
    return next((noun for noun in nouns if noun.tag_ in ("NNS", "NNPS")), nouns[-1])
