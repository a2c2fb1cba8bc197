"""Numbers that count nothing: years, ages, labels, scores, names, list marks."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from app.extraction.quantities.amount import Amount

_TIME_OF_DAY = re.compile(r"\s?(?:[ap]\.?m\b\.?|o[’']clock)", re.IGNORECASE)
_LABELS = {
    "section", "sections", "sec", "sec.", "title", "chapter", "article", "part", "rule", "no", "no.", "nos.",
    "number", "figure", "fig.", "table", "page", "p.", "pp.", "room", "route", "flight", "interstate", "highway",
    "channel", "district", "ward", "precinct", "proposition", "prop.", "measure", "question", "form", "phase", "tier",
    "type", "level", "grade", "class", "stage", "round", "game", "step", "unit", "area", "zone", "building", "suite",
    "apt.", "box", "track", "item", "point", "version", "verse", "volume", "vol.", "act", "scene", "week", "day",
    "top", "exit", "gate", "platform", "bus", "line", "terminal", "group", "schedule", "age", "aged", "ages", "psalm",
    "boeing", "airbus",
}  # fmt: skip
_AGE_UNITS = re.compile(
    r"[\s-](?:(?:years?|months?|days?)[\s-](?:old|of\sage)|(?:years?|months?|weeks?|days?|hours?|minutes?)\s(?:later|earlier))\b",
    re.IGNORECASE,
)
"""Behind an age, or a distance from a time that the text gives elsewhere."""

_AFTER_NAME = re.compile(r"[A-Z][\w’'.]*(?:\s\([^)]*\))?,\s$")
_AGES = re.compile(r"\bages?\s(?:of\s)?(?:\d+\s(?:and|to)\s)?$", re.IGNORECASE)
_PHONE = re.compile(r"\s?\d{3}[\s.-]\d{4}\b")
_LIST_MARK = re.compile(r"(?:^|(?<=[.!?”\"]\s))\(?$")
_ONE_AFTER = {"percent", "percentage", "dollar", "vote", "mile", "hour", "minute", "pound", "ton", "acre"}
_STANDALONE_HEDGE_WORDS = {"only", "just", "exactly"}
_ROWS = {"first", "last", "next", "past", "final", "previous", "top", "every", "coming"}
_RECURRING = re.compile(r"[\s-](?:second|minute|hour|day|night|week|month|quarter|year|decade)s?\b", re.IGNORECASE)
_COLLECTIVE = {
    "staff", "personnel", "aircraft", "crew", "police", "people", "head", "square", "cubic", "percent", "%",
    "military", "livestock", "cattle", "offspring", "species", "series", "deer", "fish", "sheep", "youth",
    "spacecraft", "women", "men", "children",
}  # fmt: skip
_NAME_TYPES = {"ORG", "PERSON", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "NORP"}


def counts_nothing(doc: Doc, amount: Amount, hedged: bool) -> bool:
    """Whether an amount of a paragraph is no quantity, whatever follows it."""
    text = doc.text
    if amount.measures:
        unit = amount.unit or ""
        return _is_age(text, amount) or (amount.lower == 1 and text[: amount.end].endswith(f"-{unit}"))
    tokens = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if tokens is None:
        return True
    return (
        _TIME_OF_DAY.match(text, amount.end) is not None
        or _is_age(text, amount)
        or _is_list_mark(text, amount)
        or _is_label(tokens[0], hedged)
        or _is_row(tokens[0], text[amount.end :])
        or _is_name(tokens[0], amount)
        or _is_year(amount, hedged)
        or _is_code(text, amount)
        or _is_between_ages(text, amount)
        or _is_pronoun(text, tokens[-1], amount, hedged)
    )


def _is_age(text: str, amount: Amount) -> bool:
    """ "34-year-old", "34 years old", and "Smith, 34, said"."""
    if _AGE_UNITS.match(text, amount.end) or text[amount.end :].startswith(("-old", " years old", " months old")):
        return True
    after_name = _AFTER_NAME.search(text[: amount.start]) is not None
    between_commas = after_name and text[amount.end : amount.end + 1] in tuple(",.;)")
    return between_commas and amount.digits and amount.lower < 120 and amount.lower.is_integer()


def _is_list_mark(text: str, amount: Amount) -> bool:
    """ "One, the office should …", "2. …", "(3) …" at the beginning of a sentence."""
    opens = _LIST_MARK.search(text, 0, amount.start) is not None
    return opens and text[amount.end : amount.end + 1] in (",", ":", ")", ".") and amount.lower < 100


def _is_label(first: Token, hedged: bool) -> bool:
    """A number that names one of a row ("Section 8", "Boeing 737"), after a label or a name that it does not count."""
    if first.i == 0 or hedged or first.is_sent_start:
        return False
    before = first.nbor(-1)
    counts = (
        first.dep_ in ("nummod", "quantmod", "compound") and first.head.i > first.i and first.head.tag_ in ("NNS", "NNPS", "CD")
    )
    if before.lower_ in _LABELS and (before.text[0].isupper() or not counts):
        return True
    return before.tag_ in ("NNP", "NNPS") and before.ent_type_ != "DATE" and not counts and not _governs(before, first)


def _is_row(first: Token, after: str) -> bool:
    """So many of a row instead of a count: "the first 100 days", "the top 10"; "every 90 days" tells how often."""
    before = first.nbor(-1).lower_ if first.i else ""
    return before in _ROWS and not (before == "every" and _RECURRING.match(after))


def _governs(before: Token, first: Token) -> bool:
    """Whether the name before belongs to something else than the number ("gave Ohio 12")."""
    return first.head != before and before.head != first and first.dep_ in ("dobj", "nsubj", "pobj") and not first.ent_type_


def _is_name(first: Token, amount: Amount) -> bool:
    """A part of a name: "Fortune 500", "Three Mile Island"; number words are capitalised only in names and at beginnings."""
    opens = first.is_sent_start or first.i == 0 or first.nbor(-1).text in ("“", '"', "‘", "'")
    capital = not amount.digits and first.is_title and not opens
    inside = first.ent_type_ in _NAME_TYPES and first.ent_iob_ == "I"
    return capital or inside


def _is_year(amount: Amount, hedged: bool) -> bool:
    """A whole number from 1900 to 2099 without comma, which nothing marks as a count."""
    plain = amount.digits and amount.scale == 1 and amount.end - amount.start == 4
    return plain and not hedged and 1900 <= amount.lower <= 2099 and not amount.ranged


def _is_code(text: str, amount: Amount) -> bool:
    """A long run of digits without commas: the number of a message, an account, a telephone; an area code in brackets."""
    if not amount.digits:
        return False
    area = text[amount.end : amount.end + 1] == ")" and _PHONE.match(text, amount.end + 1)
    return bool(area) or re.fullmatch(r"\d{8,}", text[amount.start : amount.end]) is not None


def _is_between_ages(text: str, amount: Amount) -> bool:
    return _AGES.search(text, max(0, amount.start - 24), amount.start) is not None


def _is_pronoun(text: str, last: Token, amount: Amount, hedged: bool) -> bool:
    """ "one" counts only where something bounds it or a measure follows; "one or more" says no number."""
    if amount.digits or amount.lower != 1 or amount.ranged:
        return False
    if hedged:
        return text.startswith(" or ", amount.end)
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    before = last.nbor(-1) if last.i else None
    if before is not None and before.lower_ in _STANDALONE_HEDGE_WORDS:
        return False
    return after is None or after.lemma_.lower() not in _ONE_AFTER


def is_no_plural(head: Token, amount: Amount) -> bool:
    """A number above one before a singular names a thing instead of counting it: "911 call", "2016 campaign", "747 jet"."""
    if (abs(amount.upper) <= 1 and not amount.ranged) or head.tag_ in ("NNS", "NNPS"):
        return False
    word = head.lower_
    return not (word.endswith("s") or word in _COLLECTIVE)
