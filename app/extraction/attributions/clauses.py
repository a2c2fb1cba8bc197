"""The main clause of what is said: the word that heads it, whoever found the words that it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from app.extraction.paragraph import Layout
from app.model.text import Span

VERBAL = ("VERB", "AUX")
ENDS = frozenset([".", "?", "!"])


def tokens_of(layout: Layout, spans: Sequence[Span]) -> list[Token]:
    """The tokens of these stretches, as far as they lie in the paragraph of the first one."""
    first = layout.at(spans[0]) if spans else None
    if first is None:
        return []
    found: list[Token] = []
    for span in spans:
        if layout.at(span) is first:
            end = min(span.end - first.offset, len(first.text))
            found += first.doc.char_span(span.start - first.offset, end, alignment_mode="expand") or ()
    return found


def main_word(tokens: Sequence[Token]) -> Token | None:
    """The verb that heads the first clause of these words; the noun or adjective that heads them where there is no verb.

    A preposition gives way to the clause under it: "of hiding bills" is about hiding.
    """
    inside = {token.i for token in tokens}
    heads = [
        token
        for token in tokens
        if not (token.is_punct or token.is_space) and (token.head.i == token.i or token.head.i not in inside)
    ]
    heads = [_clause_under(token) for token in heads]
    verbs = [token for token in heads if token.pos_ in VERBAL and token.dep_ not in ("aux", "auxpass")]
    nouns = [token for token in heads if token.pos_ in ("NOUN", "PROPN", "ADJ", "PRON")]
    return next(iter((*verbs, *nouns)), None)


def _clause_under(token: Token) -> Token:
    if token.pos_ not in ("ADP", "SCONJ"):
        return token
    below = [child for child in token.children if child.dep_ in ("pcomp", "pobj")]
    return below[0] if below else token


def end_mark(main: Token, tokens: Iterable[Token]) -> str:
    """The mark that ends the sentence of ``main`` within these tokens; empty where none does, or where they break off."""
    apart, last = False, main.i
    for token in tokens:
        if token.i <= main.i:
            continue
        if token.text in ENDS:
            return token.text
        apart |= token.i > last + 1
        if apart and token.is_alpha:
            if token.is_title:
                return ""  # another quotation, behind the frame
            apart = False
        last = token.i
    return ""


def auxiliaries(verb: Token) -> Iterator[Token]:
    """The auxiliaries of a verb: "may" and "have" of "may have missed", whichever of them the parser hangs on the other."""
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            yield child
            yield from auxiliaries(child)


def subject(verb: Token) -> Token | None:
    """The subject of a verb, an active or a passive one."""
    return next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "csubj")), None)


def complement(word: Token, *labels: str) -> Token | None:
    """The clause or phrase of the first of these labels that a word governs, if it has a verb."""
    found = (child for label in labels for child in word.children if child.dep_ == label and child.pos_ in VERBAL)
    return next(found, None)
