"""Set phrases that say on whose say-so something stands: "according to X", "by the account of X", "in X's words", "per X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from app.extraction.attributions.frames import TokenRange, noun_phrase
from app.extraction.attributions.wordlists import words

OPENERS = words("by in on from")
ACCOUNTS = words(
    "account word words telling view opinion estimation estimate reckoning judgment admission count tally calculation "
    "calculations figures assessment version description recollection"
)
"""What "by X's own …" and "in the … of X" are said with."""

BEFORE_PER = frozenset({",", "—", "–", "(", ";"})


@dataclass(frozen=True, slots=True)
class Formula:
    """One such phrase: all its tokens, those of the cue, and those of the name."""

    whole: TokenRange
    cue: TokenRange
    name: TokenRange


def formulas(doc: Doc) -> Iterator[Formula]:
    """The phrases of a paragraph, in its order."""
    for token in doc[:-1]:
        found = _according(token) or _per(token) or _account_of(token) or _own_account(token)
        if found is not None:
            yield found


def _according(token: Token) -> Formula | None:
    doc = token.doc
    if token.lower_ != "according" or doc[token.i + 1].lower_ != "to" or token.i + 2 >= len(doc):
        return None
    name = _object(doc[token.i + 1]) or _up_to_comma(doc, token.i + 2)
    if name[0] < token.i:
        name = _up_to_comma(doc, token.i + 2)
    return Formula((token.i, name[1]), (token.i, token.i + 2), name)


def _per(token: Token) -> Formula | None:
    """ "Per the audit, …": not "per year", nor "per the rules" in the middle of a clause."""
    doc = token.doc
    opens = token.is_sent_start or (token.i > 0 and doc[token.i - 1].text in BEFORE_PER)
    name = _object(token) if token.lower_ == "per" and opens else None
    if name is None or doc[name[0]].pos_ not in ("DET", "PROPN", "PRON"):
        return None
    return Formula((token.i, name[1]), (token.i, token.i + 1), name)


def _account_of(token: Token) -> Formula | None:
    """ "By the account of X", "in the words of X"."""
    doc, at = token.doc, token.i + 1
    if token.lower_ not in OPENERS:
        return None
    at += doc[at].lower_ in ("the", "this")
    if at + 1 >= len(doc) or doc[at].lower_ not in ACCOUNTS or doc[at + 1].lower_ != "of":
        return None
    name = _object(doc[at + 1])
    return None if name is None or name[0] <= at else Formula((token.i, name[1]), (token.i, at + 2), name)


def _own_account(token: Token) -> Formula | None:
    """ "By X's own account", "in the mayor's telling"."""
    if token.lower_ not in ACCOUNTS or token.head.lower_ not in OPENERS or token.dep_ != "pobj" or token.head.i > token.i:
        return None
    owner = next((child for child in token.children if child.dep_ == "poss" and child.pos_ != "PRON"), None)
    if owner is None:
        return None
    name = (owner.left_edge.i, owner.i + 1)
    return Formula((token.head.i, token.i + 1), (token.i, token.i + 1), name)


def _object(preposition: Token) -> TokenRange | None:
    objects = [child for child in preposition.children if child.dep_ == "pobj"]
    return noun_phrase(objects[0]) if objects else None


def _up_to_comma(doc: Doc, start: int) -> TokenRange:
    end = start
    while end < len(doc) and doc[end].text not in (",", ".", ";", "—", "–"):
        end += 1
    return start, max(end, start + 1)
