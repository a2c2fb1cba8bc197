"""Whether words that may be a date or something else ("2016", "May", "Sunday") are one here."""

from __future__ import annotations

from spacy.tokens import Span as Words
from spacy.tokens import Token

_BEFORE = {
    "in", "since", "by", "until", "till", "through", "before", "after", "during", "from", "between", "of", "early", "late",
    "mid", "circa", "for", "to", "on", "last", "next", "this", "throughout", "around", "election", "elections", "season", "(",
}  # fmt: skip
_HEDGES = {"some", "about", "nearly", "almost", "than", "least", "approximately", "roughly", "over", "many", "another"}
_HABIT = {"every", "each", "any"}
_NAMED_DAYS = {
    "black", "super", "good", "easter", "palm", "ash", "cyber", "giving", "ruby", "freaky", "bloody", "manic", "casual",
}  # fmt: skip
_NAMES = {"ORG", "WORK_OF_ART", "EVENT", "PRODUCT", "FAC", "PERSON"}


def is_date(words: Words) -> bool:
    """Whether a sign near the words, or the model of names, says that they are a date."""
    first, last = words[0], words[-1]
    before = first.nbor(-1) if first.i else None
    after = last.nbor() if last.i + 1 < len(first.doc) else None
    if _is_counted(last, before, after) or _is_name(last, before, after):
        return False
    if last.text.endswith("day") or len(words) > 1:
        return before is None or before.lower_ not in _HABIT
    if last.ent_type_ == "DATE":
        return True
    if before is None:
        return after is not None and last.is_title and after.text == ","
    return before.lower_ in _BEFORE or (last.like_num and _is_attribute(last, before))


def _is_counted(last: Token, before: Token | None, after: Token | None) -> bool:
    """A number of things, as in "2000 voters"; a year does not count what follows it."""
    if not last.like_num or after is None or after.tag_ not in ("NNS", "NNPS"):
        return False
    return last.ent_type_ != "DATE" or (before is not None and before.lower_ in _HEDGES)


def _is_name(last: Token, before: Token | None, after: Token | None) -> bool:
    """A part of a name: "Black Friday", "April Ryan", "the Sunday Times"."""
    if before is not None and (before.lower_ in _NAMED_DAYS and before.is_title):
        return True
    if last.is_alpha and last.ent_type_ in _NAMES:
        return True
    joined = after is not None and after.pos_ == "PROPN" and after.ent_type_ != "DATE"
    return last.is_alpha and joined and last.dep_ == "compound" and last.head == after


def _is_attribute(last: Token, before: Token) -> bool:
    """A year before a noun: "the 2016 election", "his 2012 campaign"."""
    return before.pos_ in ("DET", "PRON", "PART", "ADJ") and last.i < last.head.i and last.head.pos_ in ("NOUN", "PROPN")
