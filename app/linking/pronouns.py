"""Whom "he", "she", "they" and "it" mean, where they are sources.

A careful reader goes back to the last paragraph that tells of somebody who fits. Where that leaves two, or the last who spoke
has no name, nobody is said to be meant: a wrong person is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.linking.clusters import Clusters
from app.linking.genders import Genders
from app.model.extraction import Attribution, EntityType, Mention, SourceKind, Style

SPEAKERS = (EntityType.REPORT, EntityType.AGENCY, EntityType.ORGANIZATION, EntityType.POLICY)
BODIES = (EntityType.AGENCY, EntityType.ORGANIZATION)
SEVERAL = (EntityType.PERSON, *BODIES)
SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|Jr|Sr|No))(?<!\b(?:Mrs|Sen|Rep|Gov|Sgt|Col|Gen|Adm|Maj|Rev|Inc))[.!?][”\"’)]?\s+"
)
"""Where a sentence ends, but for the dots of initials and titles."""

WRITTEN = re.compile(
    r"\b(?:report|study|survey|poll|statement|letter|memo|document|complaint|lawsuit|review|audit)s?\b", re.IGNORECASE
)
"""Sources that nobody calls "he" or "she"."""


class Pronouns:
    """Decides the pronouns of one document, in the order of the text."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._mentions = clusters.extraction.mentions
        self._genders = Genders(clusters)
        self._starts = [0, *(segment.span.start for segment in clusters.document.segments)]
        said = [each for each in clusters.extraction.attributions if each.style is not Style.ASSERTED]
        self._contents = [span for attribution in said for span in attribution.content]
        self._spoken = sorted((each for each in said if each.source), key=lambda each: each.source or each.content[0])

    def meant(self, place: int, pronoun: Mention) -> str | None:
        """The label of whom a pronoun means, ``None`` where that cannot be told."""
        if pronoun.type is EntityType.PERSON:
            return self._person(place, pronoun)
        return self._several(place, pronoun) if self._word(pronoun) == "they" else self._thing(place, pronoun)

    def _word(self, mention: Mention) -> str:
        return self._clusters.surface(mention).casefold()

    def _person(self, place: int, pronoun: Mention) -> str | None:
        word, unnamed = self._word(pronoun), self._unnamed_before(pronoun)
        for _, here in groupby(self._told(place, EntityType.PERSON), key=self._paragraph):
            fitting = [other for other in here if self._genders.allow(self._label(other), word)]
            if fitting:
                return None if self._mentions[fitting[0]].span.start < unnamed else self._only(fitting)
        return None

    def _only(self, places: Sequence[int]) -> str | None:
        """The one person among these mentions of a paragraph (the last first): of its last sentence, or who spoke last."""
        labels = {self._label(place) for place in places}
        start = self._sentence(places[0])
        last = {self._label(place) for place in places if self._mentions[place].span.start >= start}
        for some in (labels, last):
            if len(some) == 1:
                return some.pop()
        speakers = (each.speaker for each in reversed(self._spoken))
        return next((self._label(speaker) for speaker in speakers if speaker is not None and speaker in places), None)

    def _several(self, place: int, pronoun: Mention) -> str | None:
        last = next((each for each in reversed(self._spoken) if _ends_before(each, pronoun)), None)
        told = list(next((tuple(here) for _, here in groupby(self._told(place, *SEVERAL), key=self._paragraph)), ()))
        if last is not None and last.source is not None and last.source_kind is SourceKind.COLLECTIVE:
            told = [other for other in told if self._mentions[other].span.start >= last.source.start]
            told = told or ([] if last.speaker is None else [last.speaker])
        labels = {label for other in told if (label := self._clusters.labels[other]) is not None}
        only = labels.pop() if len(labels) == 1 else None
        return only if only is not None and self._clusters.types[only] in BODIES else None

    def _thing(self, place: int, pronoun: Mention) -> str | None:
        """What its paragraph told of last; else whoever spoke last ("it continued"); else what was named last."""
        here = next(self._told(place, *SPEAKERS, EntityType.LAW), None)
        if here is not None and self._paragraph(here) == self._paragraph(place):
            return self._label(here)
        spoken = (each.speaker for each in reversed(self._spoken) if _ends_before(each, pronoun))
        labels = (self._clusters.labels[speaker] for speaker in spoken if speaker is not None)
        bodies = (label for label in labels if label is not None and self._clusters.types[label] in SPEAKERS)
        return next(bodies, None) or next(iter(self._clusters.before(place, *SPEAKERS)), None)

    def _told(self, place: int, *types: EntityType) -> Iterator[int]:
        """The mentions before this one of entities of these types that stand in the author's own words, the last first."""
        start = self._mentions[place].span.start
        for other in range(place - 1, -1, -1):
            label, span = self._clusters.labels[other], self._mentions[other].span
            if label is None or span.end > start or self._clusters.types[label] not in types:
                continue
            if not any(content.contains(span) for content in self._contents):
                yield other

    def _label(self, place: int) -> str:
        return self._clusters.labels[place] or ""

    def _paragraph(self, place: int) -> int:
        return bisect_right(self._starts, self._mentions[place].span.start) - 1

    def _sentence(self, place: int) -> int:
        """Where the sentence of a mention begins."""
        start = self._starts[self._paragraph(place)]
        before = self._clusters.document.text[start : self._mentions[place].span.start]
        return start + max((found.end() for found in SENTENCE.finditer(before)), default=0)

    def _unnamed_before(self, pronoun: Mention) -> int:
        """Where the last person who speaks before a pronoun and cannot be told stands; -1 where there is none."""
        return max(
            (
                each.source.start
                for each in self._spoken
                if each.source and _ends_before(each, pronoun) and self._is_unnamed(each)
            ),
            default=-1,
        )

    def _is_unnamed(self, attribution: Attribution) -> bool:
        if attribution.source is None or attribution.source_kind is SourceKind.COLLECTIVE:
            return False
        words = attribution.source.of(self._clusters.document.text)
        if words.casefold() in ("it", "they") or WRITTEN.search(words):
            return False
        return (
            attribution.source_kind is SourceKind.ANONYMOUS
            or attribution.speaker is None
            or self._clusters.labels[attribution.speaker] is None
        )


def _ends_before(attribution: Attribution, mention: Mention) -> bool:
    return attribution.source is not None and attribution.source.end <= mention.span.start
