"""How the words of a source tell who it is: by name, as one without a name, as several, or not at all.

The words and their head are enough, so a source that no parser has seen is judged as one that the rules found.
"""

from __future__ import annotations

import re

from app.extraction.attributions.wordlists import words
from app.extraction.speaker_nouns import BODIES, KNOWN_AS_MANY, PEOPLE, WRITINGS
from app.model.extraction import SourceKind

POINTING = words("he she it they we i you this that who which himself herself itself themselves")
"""Pronouns that stand for somebody who is known: linking says who, or that nobody is."""

SOMEONE = words("someone somebody one another anyone anybody anonymous other")
SEVERAL = words(
    """
    many some others several few most all both those these everyone everybody plenty neither either none nobody half
    majority minority dozens hundreds thousands millions scores plurality percent pair couple number handful group bunch
    slew chorus third quarter most lot lots share proportion
    """
)
"""Words for some number of people who are not named, alone or before "of"."""

PORTIONS = words("group pair number handful bunch slew chorus third quarter lot lots share proportion couple")
"""Those of ``SEVERAL`` that count people only before "of": "a group of lawmakers", but "the group"."""

QUANTIFIERS = words(
    """
    some many several most few both all various numerous countless two three four five six seven eight nine ten eleven twelve
    multiple other certain these those more fewer
    """
)
DETERMINERS = words("the a an this that these those some its his her their our many most several")
NUMBER = re.compile(r"\d[\d.,]*%?$")
WORD = re.compile(r"[\w%’'.-]*[\w%]")


def source_kind(source: str, head: str, *, named: bool, plural: bool, proper: bool = False) -> SourceKind:
    """How a source with these words and this head tells who it is.

    ``named`` says that a mention of somebody or something stands at its head, ``plural`` that the head is a plural or that
    several are joined, ``proper`` that the head is a name, though perhaps one that no finder knew.
    """
    said = WORD.findall(source)
    lower, noun = [word.casefold() for word in said], head.casefold()
    if named or lower in ([word] for word in POINTING):
        return SourceKind.NAMED
    if _counts(noun, lower):
        return SourceKind.COLLECTIVE
    if noun in SOMEONE:
        return SourceKind.ANONYMOUS
    if noun in WRITINGS | BODIES and _has_name(said):
        return SourceKind.NAMED
    if plural or noun in PEOPLE | KNOWN_AS_MANY or _is_quantified(lower, noun):
        return SourceKind.COLLECTIVE
    return SourceKind.NAMED if proper else SourceKind.ANONYMOUS


def _counts(noun: str, lower: list[str]) -> bool:
    """Whether the head is a number of people: "many", "half of them", "10 percent of voters", "a group of lawmakers"."""
    place = lower.index(noun) if noun in lower else 0
    before_of = lower[place + 1 : place + 2] == ["of"]
    return before_of if noun in PORTIONS else noun in SEVERAL or bool(NUMBER.match(noun))


def _is_quantified(lower: list[str], noun: str) -> bool:
    first = next((word for word in lower if word not in ("the", "at", "least", "about", "more", "than", "nearly")), "")
    return first != noun and (first in QUANTIFIERS or bool(NUMBER.match(first)))


def _has_name(said: list[str]) -> bool:
    """Whether a name narrows it: "the Trump administration", "ICE records"; a capital at the beginning proves none."""
    first, rest = said[:1], said[1:]
    leads = any(word.endswith(("’s", "'s")) or (word.isupper() and len(word) > 1) for word in first)
    return (leads and first[0].casefold() not in DETERMINERS) or any(word[0].isupper() for word in rest)
