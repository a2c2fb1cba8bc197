"""Words that loosen or bound a number: "approximately", "more than", "up to", "or so"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from app.extraction.letters import plain_letters
from app.model.extraction import Comparator

_ABOUT = (Comparator.EQUAL, True)
_MORE = (Comparator.GREATER, False)
_LEAST = (Comparator.GREATER_EQUAL, False)
_LESS = (Comparator.LESS, False)
_MOST = (Comparator.LESS_EQUAL, False)
_A_BIT = ("just", "slightly", "a little", "a bit", "a touch", "a shade", "a hair", "only", "marginally", "little", "hardly")
_MUCH = ("well", "far", "way", "much", "considerably", "significantly", "substantially", "comfortably")
_OVER = ("more than", "over", "above", "greater than", "higher than", "in excess of", "upward of", "upwards of", "north of",
         "beyond", "exceeding", ">", "better than")  # fmt: skip
_UNDER = ("less than", "fewer than", "lower than", "under", "below", "south of", "<")


def _with(
    effect: tuple[Comparator, bool], degrees: tuple[str, ...], phrases: tuple[str, ...]
) -> dict[str, tuple[Comparator, bool]]:
    """The effect of each phrase with each word of degree before it: "a little over"."""
    return {f"{degree} {phrase}": effect for degree in degrees for phrase in phrases}


_BEFORE = {
    **dict.fromkeys((
        "approximately", "approx.", "about", "around", "roughly", "nearly", "almost", "some", "an estimated", "estimated",
        "close to", "close on", "somewhere around", "somewhere near", "something like", "circa", "~",
        "in the neighborhood of", "in the region of", "in the vicinity of", "in the range of", "on the order of", "perhaps",
        "in the order of", "maybe", "an average of", "just about", "more or less", "virtually", "practically", "shy of", "near",
        "just shy of", "nearing", "approaching", "just short of", "not far from", "not far short of", "possibly", "probably",
        "potentially", "plus or minus", "give or take", "±", "barely", "anywhere", "not quite", "all but",
    ), _ABOUT),
    **dict.fromkeys(_OVER, _MORE),
    **_with(_MORE, _MUCH, _OVER),
    **_with((Comparator.GREATER, True), _A_BIT, _OVER),
    **dict.fromkeys((
        "at least", "at the least", "at the very least", "at a minimum", "at minimum", "no fewer than", "no less than",
        "not less than", "not fewer than", "a minimum of", "minimum of", "as few as", "as little as", "as low as",
    ), _LEAST),
    **dict.fromkeys(_UNDER, _LESS),
    **_with(_LESS, _MUCH, _UNDER),
    **_with((Comparator.LESS, True), _A_BIT, _UNDER),
    **dict.fromkeys((
        "up to", "as many as", "as much as", "no more than", "not more than", "at most", "at the most", "at the very most",
        "at a maximum", "a maximum of", "maximum of", "as high as",
    ), _MOST),
}  # fmt: skip
_AFTER = {
    **dict.fromkeys(("or so", "or thereabouts", "-odd", "give or take"), _ABOUT),
    **dict.fromkeys(("or more", "or greater", "or higher", "and counting", "and up", "-plus", "plus", "+", "at least"), _LEAST),
    **dict.fromkeys(("or less", "or fewer", "or lower", "at most"), _MOST),
}


def _one_of(phrases: dict[str, tuple[Comparator, bool]]) -> str:
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in sorted(phrases, key=len, reverse=True))


_LEFT = re.compile(
    rf"(?:(?<=[\s(“\"‘'—–])|^)(?P<words>(?:(?:{_one_of(_BEFORE)})\s?){{1,2}})(?<![A-Za-z])(?P<article>an?\s|another\s|an\sadditional\s)?$",
    re.IGNORECASE,
)
_RIGHT = re.compile(rf"\s?(?P<words>{_one_of(_AFTER)})(?!\w)(?!\s\d)", re.IGNORECASE)
_EACH_LEFT = re.compile(_one_of(_BEFORE), re.IGNORECASE)
_LONGEST = 45
_WITH_OVER = {
    "argue", "battle", "bicker", "clash", "complain", "concern", "control", "debate", "differ", "disagree", "dispute", "feud",
    "fight", "fly", "hand", "haggle", "lawsuit", "lead", "look", "outcry", "outrage", "preside", "protest", "quarrel", "roll",
    "row", "rule", "scandal", "spar", "spat", "split", "spread", "squabble", "sue", "talk", "tension", "turn", "victory",
    "vote", "watch", "win", "worry", "wrangle",
}  # fmt: skip
"""Verbs and nouns of which "over" is the preposition; else it goes with the number: "failed to test over 200 wells"."""

_WITH_UP_TO = {"add", "amount", "sum", "tot", "own", "live", "lead", "face", "stand"}
"""Verbs of which "up to" is a part: "the losses added up to $5 million"."""

_NO_ARTICLE = {"over", "under", "above", "below", "around", "about", "near"}
_WITH_ABOUT = {
    "worry", "worried", "talk", "speak", "ask", "write", "concern", "concerned", "complain", "think", "care", "hear", "learn",
    "know", "tell", "question", "information", "story", "debate", "dispute", "lie", "joke", "what", "how", "report", "detail",
    "warn", "comment", "remark",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hedge:
    """The words and what they do to the number; offsets in the paragraph."""

    start: int
    end: int
    comparator: Comparator
    approximate: bool


def hedge_before(doc: Doc, start: int) -> Hedge | None:
    """The hedge that ends where a number begins; of two in a row, a bound decides the comparison ("at least some")."""
    text = plain_letters(doc.text)
    match = _LEFT.search(text[max(0, start - _LONGEST) : start])
    if not match:
        return None
    effects = [_BEFORE[" ".join(words.lower().split())] for words in _EACH_LEFT.findall(match["words"])]
    bounds = [comparator for comparator, _ in effects if comparator is not Comparator.EQUAL]
    begin = max(0, start - _LONGEST) + match.start("words")
    end = begin + len(match["words"].rstrip())
    if _is_preposition(doc, begin, end) or (_opens_a_noun(match) and text[begin:end].lower() in _NO_ARTICLE):
        return None
    return Hedge(begin, end, bounds[0] if bounds else Comparator.EQUAL, any(approximate for _, approximate in effects))


def _opens_a_noun(match: re.Match[str]) -> bool:
    """Whether an article parts the words from the number: "over a 40-year career", not "over another 40"."""
    return (match["article"] or "").strip().lower() in ("a", "an")


def _is_preposition(doc: Doc, start: int, end: int) -> bool:
    """Whether the word belongs to the verb or noun before the number: "worried about 20 people", "fought over 20 jobs"."""
    words = doc.char_span(start, end)
    if words is None or words.start == 0:
        return False
    if words.text.lower() == "up to":
        return doc[words.start - 1].lemma_.lower() in _WITH_UP_TO
    if len(words) > 1:
        return False
    token, before = words[0], doc[words.start - 1]
    if token.lower_ == "about":
        return before.lemma_.lower() in _WITH_ABOUT
    if token.lower_ != "over":
        return False
    return before.lemma_.lower() in _WITH_OVER or (_is_duration(doc, end) and before.pos_ in ("NOUN", "NUM", "SYM", "PROPN"))


def _is_duration(doc: Doc, end: int) -> bool:
    """Whether so many days or years follow, as in "$84 billion over 10 years"."""
    return re.match(r"\s[\w.,-]+\s(?:day|week|month|year|decade|hour)s?\b", doc.text[end : end + 40]) is not None


def hedge_after(text: str, end: int) -> Hedge | None:
    """The hedge that begins where a number, or what it counts, ends."""
    match = _RIGHT.match(plain_letters(text), end)
    if not match:
        return None
    comparator, approximate = _AFTER[" ".join(match["words"].lower().split())]
    return Hedge(match.start("words"), match.end(), comparator, approximate)
