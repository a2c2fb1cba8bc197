"""The sentences of a document's body, as words with their places: how two texts are laid side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from app.model.document import Document, Role
from app.model.text import Span

WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[%$€£]")
END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])")
ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Sgt|St|Jr|Sr|No|Inc|Corp|Co|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs))\.$"
)

ALIKE = 0.6
"""Sentences of which so much of the words is the same, in the same order, are one sentence that was changed."""
FEW = 20
"""Sentences that are compared word by word with one that changed: those that share most words with it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the text with its words in small letters."""

    span: Span
    words: tuple[str, ...]


def sentences(document: Document) -> list[Sentence]:
    """The sentences of the body, in order; headline, byline and what an outlet prints around its articles are none."""
    bodies = (segment.span for segment in document.segments if segment.role is Role.BODY)
    found = (Sentence(span, words(span.of(document.text))) for body in bodies for span in _cut(document.text, body))
    return [each for each in found if each.words]


def words(text: str) -> tuple[str, ...]:
    """The words of a text, without case and punctuation."""
    return tuple(found.casefold().replace("’", "'") for found in WORD.findall(text))


def _cut(text: str, stretch: Span) -> Iterator[Span]:
    start = stretch.start
    for end in END.finditer(text, stretch.start, stretch.end):
        if not ABBREVIATION.search(text, max(start, end.start() - 8), end.start() + 1):
            yield Span(start, end.end())
            start = next((at for at in range(end.end(), stretch.end) if not text[at].isspace()), stretch.end)
    if start < stretch.end:
        yield Span(start, stretch.end)


def counterparts(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    """For each sentence of the old text its place in the new: the same words wherever they moved, else those most alike."""
    pairs = _same(old, new)
    left = [place for place in range(len(old)) if place not in pairs]
    free = sorted(set(range(len(new))) - set(pairs.values()))
    scored = sorted(_scores(old, new, left, free), key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2]))
    taken: set[int] = set()
    for _, one, other in scored:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _same(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    places: dict[tuple[str, ...], list[int]] = {}
    for place, sentence in reversed(list(enumerate(new))):
        places.setdefault(sentence.words, []).append(place)
    return {place: places[each.words].pop() for place, each in enumerate(old) if places.get(each.words)}


def _scores(
    old: Sequence[Sentence], new: Sequence[Sentence], left: Sequence[int], free: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    having: dict[str, list[int]] = {}
    for place in free:
        for word in set(new[place].words):
            having.setdefault(word, []).append(place)
    for one in left:
        shared = Counter(place for word in dict.fromkeys(old[one].words) for place in having.get(word, ()))
        for other, _ in shared.most_common(FEW):
            score = Indel.normalized_similarity(old[one].words, new[other].words)
            if score >= ALIKE:
                yield score, one, other
