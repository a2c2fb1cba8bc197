"""Values of which there must be one, picked from those that documents and authority files give. A pure rule, and its only home.

What is not picked of an entity's names stays as ``skos:altLabel``, so no name is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from rdflib import SDO, SKOS

from app.graph.names import SAYSO

PREFERRED = str(SKOS.prefLabel)
ALSO = str(SKOS.altLabel)
TEXT = str(SDO.text)
WORDING = str(SAYSO.wording)
KIND = str(SAYSO.claimKind)
ORDINAL = str(SAYSO.ordinal)

WEIGHED = frozenset({PREFERRED, ALSO, TEXT, KIND, ORDINAL})
"""The properties whose values are picked: what documents say of them is not copied to the graph as it stands."""

CONSIDERED = WEIGHED | {WORDING}
"""The properties that picking looks at."""

KINDS = ("recommendation", "order", "finding", "statement")
"""Of several kinds that documents give one claim, the first of these: the one that says most of it."""

SMALL_WORDS = frozenset("a an and at by de del for from in la of on or the to under von with".split())


@dataclass(frozen=True, slots=True)
class Said:
    """One value that is said of a thing; ``official`` where an authority file says it."""

    predicate: str
    value: Literal
    official: bool = False


Pick = tuple[NamedNode, Literal]


def picks(said: Iterable[Said]) -> frozenset[Pick]:
    """What the graph says of the thing, of the properties in ``WEIGHED``."""
    known = list(said)
    return frozenset((NamedNode(predicate), value) for predicate, value in (*_names(known), *_singles(known)))


def _names(said: Collection[Said]) -> Iterable[tuple[str, Literal]]:
    names = {one.value.value for one in said if one.predicate in (PREFERRED, ALSO)}
    proposed = {one.value.value for one in said if one.predicate == PREFERRED}
    if not proposed:
        return [(ALSO, Literal(name)) for name in names]
    official = {one.value.value for one in said if one.predicate == PREFERRED and one.official}
    chosen = preferred_name(proposed, official)
    return [(PREFERRED if name == chosen else ALSO, Literal(name)) for name in names]


def _rank(value: Literal) -> tuple[int, str]:
    return KINDS.index(value.value) if value.value in KINDS else len(KINDS), value.value


def _singles(said: Collection[Said]) -> Iterable[tuple[str, Literal]]:
    texts = {one.value.value for one in said if one.predicate in (TEXT, WORDING)}
    if any(one.predicate == TEXT for one in said):
        yield TEXT, Literal(longest(texts))
    for predicate in (KIND, ORDINAL):
        values = {one.value for one in said if one.predicate == predicate}
        if values:
            key = _rank if predicate == KIND else lambda value: (len(value.value), value.value)
            yield predicate, min(values, key=key)


def preferred_name(names: Collection[str], official: Collection[str] = ()) -> str:
    """The name to show: an authority's, else the longest that looks official and is no acronym; of equals the first."""
    if official:
        return min(official)
    return min(names, key=lambda name: (is_acronym(name), not looks_official(name), -len(name), name))


def longest(wordings: Collection[str]) -> str:
    """The longest wording, of equals the first by letter."""
    return min(wordings, key=lambda wording: (-len(wording), wording))


def is_acronym(name: str) -> bool:
    """Whether a name is one word with more capitals than small letters ("ICE", "DoJ", "U.S.C.")."""
    capitals = sum(letter.isupper() for letter in name)
    return " " not in name.strip() and capitals >= 2 and capitals > sum(letter.islower() for letter in name)


def looks_official(name: str) -> bool:
    """Whether every word of weight begins with a capital or a digit, not all is in capitals, and no one is said to own it."""
    words = name.split()
    if not words or name.isupper() or words[0] in SMALL_WORDS or any(word.endswith(("'s", "’s")) for word in words):
        return False
    letters = [
        next((letter for letter in word if letter.isalnum()), "") for word in words if word.casefold() not in SMALL_WORDS
    ]
    return all(letter.isupper() or letter.isdigit() or not letter for letter in letters) and words[0] != "The"
