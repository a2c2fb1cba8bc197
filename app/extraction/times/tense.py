"""Whether the words around a time speak of the past or of what is to come."""

from __future__ import annotations

from spacy.tokens import Span as Words
from spacy.tokens import Token

from app.extraction.times.calendar import Tense

_TO_THE_VERB = {"pobj", "pcomp", "prep", "npadvmod", "advmod", "tmod", "nummod", "conj", "dobj", "attr"}
_TO_THE_NOUN = {"poss", "compound", "nmod", "amod"}
_SUBJECT = {"nsubj", "nsubjpass"}
_PLAIN_FUTURE = {"will", "shall", "’ll", "'ll", "wo"}
_FUTURE_AUXILIARIES = _PLAIN_FUTURE | {"would", "may", "might", "could", "can", "should", "must"}
_PLANNING = {
    "expect", "schedule", "set", "slate", "plan", "due", "intend", "hope", "aim", "prepare", "vow", "promise", "pledge", "go",
}  # fmt: skip
_REPORTING = {
    "say", "tell", "report", "note", "write", "add", "argue", "claim", "show", "find", "suggest", "indicate", "announce",
    "warn", "state", "read", "describe", "call", "reveal", "explain", "tweet", "declare",
}  # fmt: skip


def tense_around(words: Words) -> Tense:
    """The tense of the verb that the words depend on: directly, or through the subject that they belong to."""
    verb, direct = _governor(words.root)
    if verb is None:
        return Tense.OPEN
    auxiliaries = _FUTURE_AUXILIARIES if direct else _PLAIN_FUTURE
    if any(child.dep_ == "aux" and child.lower_ in auxiliaries for child in verb.children):
        return Tense.OPEN if _has_perfect(verb) else Tense.FUTURE
    if _is_planned(verb):
        return Tense.FUTURE
    if verb.tag_ in ("VBD", "VBN") or _in_the_past(verb):
        return Tense.PAST
    to_come = direct and verb.tag_ in ("VBZ", "VBP", "VBG") and verb.lemma_.lower() not in _REPORTING
    return Tense.FUTURE if to_come and _is_present(verb) else Tense.OPEN


def _governor(token: Token) -> tuple[Token | None, bool]:
    """The verb above, and whether nothing but a preposition lies between; ``None`` where a noun keeps the time to itself."""
    direct = True
    while token.pos_ not in ("VERB", "AUX"):
        if token.head == token:
            return None, False
        if token.dep_ in _TO_THE_NOUN:
            direct = False
        elif token.dep_ not in (_TO_THE_VERB if direct else _TO_THE_VERB | _SUBJECT):
            return None, False
        token = token.head
    return token, direct


def _has_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def _in_the_past(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ == "VBD" for child in verb.children)


def _is_present(verb: Token) -> bool:
    """A present tense: for "-ing" forms with "is" or "are" only."""
    return verb.tag_ != "VBG" or any(child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP") for child in verb.children)


def _is_planned(verb: Token) -> bool:
    """ "is expected to meet", "plans to meet", "is going to meet", "scheduled for", unless that was in the past."""
    to_do = verb.dep_ in ("xcomp", "acl") and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    plan = verb.head if to_do else verb
    if plan.lemma_.lower() not in _PLANNING or plan.tag_ == "VBD" or _in_the_past(plan):
        return False
    return to_do or (plan.tag_ == "VBN" and plan.lemma_ != "go")
