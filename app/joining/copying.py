"""The same long stretches of words in two texts: winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003).

A text is known by some of its *fingerprints*: of every ``WINDOW`` neighbouring hashes of ``SHINGLE`` words, the lowest is kept.
Who shares ``SHINGLE + WINDOW - 1`` words in a row with another text shares a fingerprint with it. No library for MinHash: that
tells how much two texts share but not where, and a copied paragraph in a long article is little of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import TypeAlias

from app.joining.own_words import Word, own_words
from app.model.document import Document
from app.model.extraction import Extraction
from app.model.text import Span

Chain: TypeAlias = list[tuple[int, int]]
"""Shared fingerprints that follow each other in both texts, as their places among the fingerprints of each."""

SHINGLE = 6
"""Words of which one hash is made: fewer are often the same by chance ("said in a statement on")."""

WINDOW = 5
"""Neighbouring hashes of which one is kept: words shared in a row are found from ten on."""

GAP = 10
"""Words between two shared fingerprints of one stretch: room for one word that was changed, and what it hides on both sides."""

SHIFT = 3
"""Words that may be put in or left out between two shared fingerprints of one stretch."""

SOLID = 0.5
"""Share of a stretch's words that shared fingerprints must cover."""

LONG = 40
"""Words between the ends of the first and last shared fingerprint that are copied whatever else there is: about two sentences,
more than a stock phrase with an official name and a title has."""

LEAST = 30
"""Words that a large share must have at least."""

PART = 10
"""Words from which a stretch counts as part of a large share."""

SHARE = 0.5
"""Share of the shorter text's own words that makes a copy of shorter stretches."""

REPEATED = 8
"""How often a fingerprint may stand in a text to be told apart; what is repeated more often shows nothing."""


@dataclass(frozen=True, slots=True)
class Prints:
    """The fingerprints of a text in its order: numbers, and for each its place among the own words and in the text.

    ``words`` says how many own words there are.
    """

    words: int = 0
    numbers: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


NO_PRINTS = Prints()
"""Those of a text without own words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that two texts share, changed words between them included: where in the one, where in the other, and how many."""

    one: Span
    other: Span
    words: int


def fingerprints(document: Document, extraction: Extraction | None = None) -> Prints:
    """The fingerprints of a document's own words (``own_words``)."""
    chosen: list[tuple[int, int, int, int]] = []
    before = 0
    for run in own_words(document, extraction):
        chosen += [(number, before + at, run[at].start, run[at + SHINGLE - 1].end) for at, number in _winnowed(run)]
        before += len(run)
    numbers, places, starts, ends = zip(*chosen, strict=True) if chosen else ((), (), (), ())
    return Prints(before, numbers, places, starts, ends)


def _winnowed(run: Sequence[Word]) -> list[tuple[int, int]]:
    """Place and hash of the fingerprints of a run."""
    words = [word.normal for word in run]
    return _lowest([_number(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)], WINDOW)


def _lowest(hashes: Sequence[int], window: int) -> list[tuple[int, int]]:
    """Place and hash of the lowest of each window, the last of several such; of less than a window, the lowest of all."""
    placed = [(number, -at) for at, number in enumerate(hashes)]
    lowest = {min(placed[at : at + window]) for at in range(max(1, len(placed) - window + 1))} if placed else set()
    return sorted((-place, number) for number, place in lowest)


def _number(words: Sequence[str]) -> int:
    # Six bytes: so large that chance gives no two alike among millions, so small that a database keeps them in six.
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=6).digest(), "big") >> 1


def stretches(one: Prints, other: Prints) -> tuple[Stretch, ...]:
    """What two texts share, in the order of the one; no two stretches overlap in either text."""
    found = [stretch for chain in _chains(one, other) if (stretch := _stretch(one, other, chain)) is not None]
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda stretch: (-stretch.words, stretch.one, stretch.other)):
        if not any(stretch.one.overlaps(each.one) or stretch.other.overlaps(each.other) for each in kept):
            kept.append(stretch)
    return tuple(sorted(kept, key=lambda stretch: stretch.one))


def copied(one: Prints, other: Prints) -> tuple[Stretch, ...]:
    """The stretches that show that one of the two texts copies the other, or both a third; empty where they do not.

    It takes a long stretch (two sentences or so), or several that are a large share of the shorter text.
    """
    found = tuple(stretch for stretch in stretches(one, other) if stretch.words >= PART)
    together = sum(stretch.words for stretch in found)
    longest = max((stretch.words for stretch in found), default=0)
    large = together >= max(LEAST, SHARE * min(one.words, other.words))
    return found if longest >= LONG or large else ()


def _chains(one: Prints, other: Prints) -> list[Chain]:
    where: dict[int, list[int]] = {}
    for place, number in enumerate(other.numbers):
        where.setdefault(number, []).append(place)
    done: list[Chain] = []
    opened: list[Chain] = []
    for place, number in enumerate(one.numbers):
        matches = where.get(number, [])
        if not matches or len(matches) > REPEATED:
            continue
        reach = one.places[place] - SHINGLE - GAP
        done += [chain for chain in opened if one.places[chain[-1][0]] < reach]
        opened = [chain for chain in opened if one.places[chain[-1][0]] >= reach]
        for match in matches:
            chain = next((chain for chain in opened if _follows(one, other, chain[-1], (place, match))), None)
            if chain is None:
                opened.append([(place, match)])
            else:
                chain.append((place, match))
    return done + opened


def _follows(one: Prints, other: Prints, last: tuple[int, int], pair: tuple[int, int]) -> bool:
    here, there = one.places[pair[0]] - one.places[last[0]], other.places[pair[1]] - other.places[last[1]]
    return here > 0 and 0 < there <= SHINGLE + GAP and abs(here - there) <= SHIFT


def _stretch(one: Prints, other: Prints, chain: Chain) -> Stretch | None:
    (first, first_other), (last, last_other) = chain[0], chain[-1]
    places = [one.places[place] for place, _ in chain]
    length = places[-1] - places[0] + SHINGLE
    length_other = other.places[last_other] - other.places[first_other] + SHINGLE
    covered = SHINGLE + sum(min(SHINGLE, there - here) for here, there in pairwise(places))
    if covered < SOLID * length:
        return None
    return Stretch(
        Span(one.starts[first], one.ends[last]),
        Span(other.starts[first_other], other.ends[last_other]),
        min(length, length_other),
    )
