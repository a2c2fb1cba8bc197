"""Two sides of a discrepancy beside each other: which of their words the other does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from app.answers.models import Discrepancy, Side

WORD = re.compile(r"\w+(?:[.,’'-]\w+)*|[^\w\s]")
MOST_WORDS = 500
"""Longer texts are not compared word by word: that takes the square of their length, and nobody reads so many marks."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words; ``differs`` where the other side does not have them there."""

    text: str
    differs: bool


def compared(discrepancy: Discrepancy) -> list[tuple[Side, Sequence[Run]]]:
    """The sides, each with its words as runs: together they are exactly the words of its passage."""
    return [(side, _against(side, discrepancy)) for side in discrepancy.sides]


def _against(side: Side, discrepancy: Discrepancy) -> list[Run]:
    """The words of a side, compared with those of the first that has the other value."""
    other = next((each for each in discrepancy.sides if each.stance != side.stance), side)
    return differences(side.passage.exact, other.passage.exact)[0]


def differences(one: str, other: str) -> tuple[list[Run], list[Run]]:
    """Both texts as runs, compared word by word, in whatever case."""
    mine, theirs = list(WORD.finditer(one)), list(WORD.finditer(other))
    if max(len(mine), len(theirs)) > MOST_WORDS:
        return [Run(one, False)], [Run(other, False)]
    words = [[found[0].casefold() for found in side] for side in (mine, theirs)]
    same = SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks()
    shared = {block.a + place for block in same for place in range(block.size)}
    shared_there = {block.b + place for block in same for place in range(block.size)}
    return list(_runs(one, mine, shared)), list(_runs(other, theirs, shared_there))


def _runs(text: str, words: Sequence[re.Match[str]], shared: set[int]) -> Iterator[Run]:
    """Words that differ go together, with what stands between them."""
    at = 0
    for same, found in groupby(range(len(words)), key=lambda place: place in shared):
        places = list(found)
        start, end = words[places[0]].start(), words[places[-1]].end()
        if same:
            continue
        if at < start:
            yield Run(text[at:start], False)
        yield Run(text[start:end], True)
        at = end
    if at < len(text):
        yield Run(text[at:], False)
