"""Numbers that count though their noun is left out: "killed 12 in Ohio", "two were arrested", "rose from 40 to 60"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from app.extraction.quantities.amount import Amount

_LARGE = 100
"""Numbers in digits from here on are quantities even where the text leaves out what they count."""

# fmt: off
FATES = {"dead", "hurt", "injured", "wounded", "killed", "missing", "arrested", "others", "feared"}
"""What may have happened to those that a number counts without naming them: "14 hurt"."""

_NOT_THINGS = {
    "turn", "win", "lose", "beat", "lead", "tie", "trail", "wear", "dial", "call", "outscore", "defeat", "age", "text",
}
_MOVES = {
    "rise", "fall", "increase", "decrease", "grow", "drop", "decline", "jump", "climb", "slip", "soar", "plunge", "plummet",
    "surge", "shrink", "expand", "reduce", "cut", "raise", "lower", "stand", "total", "number", "double", "triple", "up",
    "down", "swell",
}
_TOTALS = {
    "toll", "number", "total", "count", "tally", "rate", "figure", "sum", "average", "median", "maximum", "minimum", "limit",
}
_NAMING = {
    "code", "phone", "telephone", "badge", "account", "hotline", "extension", "address", "fax", "license", "serial", "case",
}
# fmt: on
_DETERMINERS = {"DT", "PRP$", "PDT"}
_LONG_PLAIN = re.compile(r"\d{5,}$")


def counts_unnamed(doc: Doc, number: Token, amount: Amount, hedged: bool) -> bool:
    """Whether an amount without noun counts: hedged or large and in digits, or in a place of the sentence where things stand.

    ``number`` is the token that stands for it in the parse.
    """
    if _is_named(number):
        return False
    if hedged and amount.digits:
        return True
    if amount.digits and not amount.ranged and (amount.lower >= _LARGE or amount.scale > 1):
        return not _LONG_PLAIN.match(doc.text[amount.start : amount.end])
    return amount.lower >= 2 and amount.lower.is_integer() and not amount.ranged and _stands_for_things(number, amount.digits)


def _is_named(number: Token) -> bool:
    """Whether the number is that of a telephone, a code, a badge."""
    if number.dep_ != "attr" and number.head.lemma_.lower() not in _NAMING:
        return False
    subjects = [child for child in number.head.children if child.dep_ == "nsubj"]
    words = [number.head, *(word for subject in subjects for word in (subject, *subject.lefts))]
    return any(word.lemma_.lower() in _NAMING for word in words)


def _stands_for_things(number: Token, digits: bool) -> bool:
    """Whether the number is subject or object, one of a list of numbers, the measure of a change, or has a fate behind it."""
    doc, place = number.doc, number.i
    after = doc[place + 1].lower_ if place + 1 < len(doc) else ""
    if place and doc[place - 1].tag_ in _DETERMINERS and doc[place - 1].lower_ not in ("a", "another"):
        return False
    if after in FATES or (after == "of" and place + 2 < len(doc) and doc[place + 2].tag_ == "PRP"):
        return True
    if _is_total(number):
        return True
    if after in ("-", "–", ":", "/") or number.ent_type_ in ("TIME", "DATE", "LAW"):
        return False
    return _is_argument(number) or (digits and _is_changed(number))


def _is_argument(number: Token) -> bool:
    """Subject or object of a verb that things can have, or the second of such."""
    above = number.head
    if number.dep_ == "conj":
        counted = above.pos_ in ("NUM", "NOUN") and above.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj")
        return _has_place(number) and (counted or above.pos_ == "VERB")
    if number.dep_ == "nsubj" and above.lower_ in ("are", "were"):
        return True
    return number.dep_ in ("dobj", "nsubj", "nsubjpass") and above.pos_ == "VERB" and above.lemma_.lower() not in _NOT_THINGS


def _has_place(number: Token) -> bool:
    """ "nine in Iowa": the words that set the second number apart from the first."""
    return any(child.dep_ == "prep" and child.i == number.i + 1 for child in number.children)


def _is_total(number: Token) -> bool:
    """ "The death toll was 14"."""
    subjects = [child for child in number.head.children if child.dep_ == "nsubj"]
    return number.dep_ == "attr" and any(subject.lemma_.lower() in _TOTALS for subject in subjects)


def _is_changed(number: Token) -> bool:
    """ "rose from 40 to 60", "fell to 12", "stands at 14"."""
    top = number.head if number.dep_ == "quantmod" and number.head.pos_ == "NUM" else number
    preposition = top.head
    if top.dep_ != "pobj" or preposition.lower_ not in ("from", "to", "at", "by"):
        return False
    return preposition.head.lemma_.lower() in _MOVES
