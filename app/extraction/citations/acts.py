"""Laws cited by name: Title Case words that end in "Act", "Code" or "Constitution", and laws named after a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.extraction.citations.law import Found, Law, apart
from app.extraction.paragraph import Paragraph
from app.model.document import Role

if TYPE_CHECKING:  # spaCy takes a second to import, and reading a title needs none of it
    from spacy.tokens import Doc

_WORD = r"(?:[A-Z][\w’'&]*(?:[-–][\w’']+)*|[A-Z]\.(?:[A-Z]\.)*|\d+(?:st|nd|rd|th))"
_JOINT = r"(?:of|and|for|to|in|on|with|against|by|or|from|&|at)"
_LIST = rf"(?:{_WORD}(?:\s{_WORD})*,\s)+{_WORD}(?:\s{_WORD})*,?\sand\s"
_NAME = rf"(?:{_LIST})?{_WORD}(?:\s(?:{_JOINT}\s)?{_WORD})*?"
_ACT = re.compile(rf"\b(?P<name>{_NAME}\sAct(?:\sAmendments)?)\b(?P<year>\sof\s(?:1[789]|20)\d\d)?")
_CODE = re.compile(
    rf"\b(?P<name>(?:{_WORD}\s(?:and\s)?){{0,4}}?(?:Revenue|Tax|Penal|Criminal|Civil|Bankruptcy|Commercial|Vehicle|Education|Elections?"
    r"|Family|Labor|Safety|Government|Welfare|Probate|Evidence|Procedure|Administrative|U\.S\.|United\sStates)\sCode)\b"
    r"|\b(?P<justice>Uniform\sCode\sof\sMilitary\sJustice)\b"
)
_CONSTITUTION = re.compile(rf"\b(?P<name>(?:{_WORD}\s){{1,3}}?Constitution)\b(?!\s[A-Z])(?!’s\s[A-Z]|\sof\s[A-Z])")
_FEDERAL = re.compile(
    r"\b(?:(?:U\.S\.|US|United\sStates|American|Federal|federal)\sConstitution\b|Constitution\sof\sthe\sUnited\sStates)(?!\s[A-Z])"
)
_THE_CONSTITUTION = re.compile(r"(?<=\b[Tt]he\s)Constitution\b(?!\s[A-Z])")
_PERSONS_LAW = re.compile(r"\b(?P<name>[A-Z]\w+[’']s\sLaw)\b(?!\s(?:[A-Z]|[Ss]chool|firm))")
_PINPOINT = re.compile(
    r"(?:(?:[Ss]ections?|§|[Tt]itle|[Aa]rticle|[Pp]art|[Cc]hapter)\s?(?:\d|[IVXLC]+\b)[\w.()-]*,?\s(?:of\s|in\s)?(?:the\s)?)+$"
)
_NO_LAWS = {
    "class", "sister", "balancing", "opening", "first", "second", "third", "fourth", "fifth", "final", "last", "solo", "main",
    "closing", "circus", "disappearing", "this", "the", "an", "a", "each", "no", "riot", "best", "next", "one", "that", "uss",
    "our", "your",
}  # fmt: skip
_LEADING = {"DET", "ADP", "SCONJ", "CCONJ", "PRON", "ADV", "AUX", "INTJ"}
FEDERAL_CONSTITUTION = Law(
    "U.S. Constitution", "https://constitution.congress.gov/constitution/", ("law:name:u.s. constitution",)
)


def named(paragraphs: Sequence[Paragraph]) -> list[list[Found]]:
    """The laws cited by name in each paragraph.

    A headline has all its words in Title Case, so it cites only what the rest of the text cites too.
    """
    found = [[] if paragraph.role is Role.HEADLINE else in_paragraph(paragraph.doc) for paragraph in paragraphs]
    laws = {law.canonical: law for finds in found for law in (one.law for one in finds)}
    for place, paragraph in enumerate(paragraphs):
        if paragraph.role is Role.HEADLINE:
            found[place] = _known(paragraph.text, laws)
    return found


def in_paragraph(doc: Doc) -> list[Found]:
    """The laws cited by name in one paragraph, in text order, with the pinpoint before the name ("Section 5 of the")."""
    text = doc.text
    found = [Found(m.start(), m.end(), FEDERAL_CONSTITUTION) for m in _FEDERAL.finditer(text)]
    if "Act" in text:
        found += [one for match in _ACT.finditer(text) if (one := _act(doc, match))]
    if "Code" in text or "Constitution" in text:
        matches = [*_CODE.finditer(text), *_CONSTITUTION.finditer(text)]
        found += [one for match in matches if (one := _act(doc, match))]
    found += [Found(m.start(), m.end(), _law(m["name"], "")) for m in _PERSONS_LAW.finditer(text)]
    return apart([_with_pinpoint(text, one) for one in apart(found)])


def act_at_the_head(text: str) -> Found | None:
    """The act that a text begins with, whether a parse is at hand or not: "Ferry Safety Act of 2011"."""
    match = re.match(r"(?:The\s)?", text)
    found = _ACT.match(text, match.end() if match else 0)
    if found is None or found["name"].lower().split()[-2] in _NO_LAWS:
        return None
    return Found(found.start(), found.end(), _law(found["name"], found["year"] or ""))


def the_constitution(text: str) -> list[Found]:
    """ "the Constitution", where the document has made clear which."""
    return [Found(match.start(), match.end(), FEDERAL_CONSTITUTION) for match in _THE_CONSTITUTION.finditer(text)]


def _act(doc: Doc, match: re.Match[str]) -> Found | None:
    """The law of a match, without the words before its name; ``None`` where no name is left."""
    group = "name" if match["name"] else "justice"
    start = _first_word(doc, match.start(group), match.end(group))
    name = doc.text[start : match.end(group)]
    words = name.lower().split()
    if len(words) < 2 or words[-2] in _NO_LAWS:
        return None
    return Found(start, match.end(), _law(name, match.groupdict().get("year") or ""))


def _first_word(doc: Doc, start: int, end: int) -> int:
    """Where the name begins: after an article, a sentence's opening words and a possessive that no article stands before."""
    words = doc.char_span(start, end, alignment_mode="expand")
    if words is None:
        return start
    has_article = re.search(r"\b(?:the|a|an)\s$", doc.text[:start], re.IGNORECASE)
    first, opening = 0, True
    for place, token in enumerate(words[:-1]):
        opens = opening and (token.lower_ in ("the", "a", "an") or (_opens(token.i, doc, place) and token.pos_ in _LEADING))
        if opens or (token.tag_ == "POS" and not has_article):
            first = place + 1
        else:
            opening = False
    return int(max(words[first].idx, start)) if first else start


def _opens(place: int, doc: Doc, before: int) -> bool:
    """Whether a token, after so many others left out already, begins its sentence."""
    return bool(doc[place - before].is_sent_start) or bool(doc[place - before].i == 0)


def _law(name: str, year: str) -> Law:
    """A dated name has the key of its year first, then that of the bare name, which may be another year's law."""
    bare = " ".join(name.split()).replace("’", "'")
    whole = " ".join((bare + year).split())
    return Law(whole, None, tuple(dict.fromkeys((f"law:name:{whole.lower()}", f"law:name:{bare.lower()}"))))


def _with_pinpoint(text: str, one: Found) -> Found:
    before = _PINPOINT.search(text, max(0, one.start - 60), one.start)
    return Found(before.start(), one.end, one.law) if before else one


def _known(text: str, laws: dict[str, Law]) -> list[Found]:
    matches = [(match, law) for name, law in laws.items() for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
    return apart([Found(match.start(), match.end(), law) for match, law in matches])
