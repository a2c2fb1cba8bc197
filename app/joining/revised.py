"""What changed between two texts at one address: the headline, numbers with their hedges and units, dates, quotations.

Paragraphs that moved have not changed, nor has what an outlet prints around its articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from rapidfuzz.distance import Indel

from app.joining.requoted import requoted
from app.joining.sentences import Sentence, counterparts, sentences, words
from app.model.document import Document, Role
from app.model.extraction import Extraction, Quantity
from app.model.joined import Discrepancy, DiscrepancyKind, Place, Side
from app.model.text import Span

SAME = 0.7
"""Sentences of which so much is the same beside their numbers and times are the same sentence with others."""


class Placed(Protocol):
    """What stands at a place of a text."""

    @property
    def span(self) -> Span:
        """Its place."""


T = TypeVar("T", bound=Placed)


@dataclass(frozen=True, slots=True)
class Text:
    """One of the two texts with what was found in it."""

    document: Document
    extraction: Extraction
    sentences: list[Sentence] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, extraction: Extraction) -> Text:
        """The text, cut into sentences."""
        return cls(document, extraction, sentences(document))

    def words(self, span: Span) -> str:
        """The words of a stretch, in one line."""
        return " ".join(span.of(self.document.text).split())

    def side(self, span: Span, value: str | None = None) -> Side:
        """A stretch as one side of a difference; its words are the value where there is no other."""
        said = enumerate(self.extraction.attributions)
        place = next((place for place, each in said if any(part.overlaps(span) for part in each.content)), None)
        content = None if place is None else self.extraction.attributions[place].content[0]
        value = self.words(span) if value is None else " ".join(value.split())
        return Side(Place(self.document.id, span), value, place, content)


def changes(old: Document, old_extraction: Extraction, new: Document, new_extraction: Extraction) -> tuple[Discrepancy, ...]:
    """In what the newer of two texts at one address differs from the older, whose side is the first; in its order."""
    before, after = Text.of(old, old_extraction), Text.of(new, new_extraction)
    pairs = counterparts(before.sentences, after.sentences)
    numbers = [each for one, other in sorted(pairs.items()) for each in _changed(before, after, one, other)]
    told = [side.place.span for each in numbers for side in each.sides[:1]]
    quotations = requoted(
        (old, before.sentences),
        (new, after.sentences),
        pairs,
        told=lambda span: any(span.overlaps(each) for each in told),
        same=lambda said, now: _without(said, before, numbers) == _without(now, after, numbers),
    )
    worded = [
        Discrepancy(DiscrepancyKind.WORDING, (before.side(each.old), after.side(each.new, each.value)), each.explanation)
        for each in quotations
    ]
    rest = sorted([*numbers, *worded], key=lambda each: each.sides[0].place.span)
    return (*_headline(before, after), *rest)


def _without(said: str, text: Text, told: Sequence[Discrepancy]) -> tuple[str, ...]:
    """The words of a quotation without those of which a difference is told."""
    for side in (side for each in told for side in each.sides if side.place.document == text.document.id):
        said = said.replace(side.place.span.of(text.document.text), " ")
    return words(said)


def _headline(before: Text, after: Text) -> Iterator[Discrepancy]:
    (old, place), (new, other) = _title(before.document), _title(after.document)
    if place and other and words(old) and words(new) and words(old) != words(new):
        one, two = before.side(place, old), after.side(other, new)
        said = f"The headline was “{one.value}” and is now “{two.value}”."
        yield Discrepancy(DiscrepancyKind.HEADLINE, (one, two), said)


def _title(document: Document) -> tuple[str, Span | None]:
    """The headline and its place; where it does not stand in the text, the beginning shows the text that it stood above."""
    text, title = document.text, document.metadata.title or ""
    segment = next((each for each in document.segments if each.role is Role.HEADLINE), None)
    if segment is not None:
        return segment.span.of(text), segment.span
    start = text.find(title) if title else -1
    if start >= 0:
        return title, Span(start, start + len(title))
    return title, document.segments[0].span if document.segments else None


def _changed(before: Text, after: Text, one: int, other: int) -> Iterator[Discrepancy]:
    """In what numbers and times two sentences differ that are the same otherwise."""
    old, new = before.sentences[one], after.sentences[other]
    if before.words(old.span) == after.words(new.span):
        return
    was, now = _within(before.extraction.quantities, old.span), _within(after.extraction.quantities, new.span)
    then, later = _within(before.extraction.times, old.span), _within(after.extraction.times, new.span)
    rest = _rest(before, old.span, [*was, *then]), _rest(after, new.span, [*now, *later])
    if Indel.normalized_similarity(*rest) < SAME:
        return
    for first, second in _paired(was, now):
        yield from _quantity(before, after, first, second)
    if len(then) == len(later):
        for earlier, since in zip(then, later, strict=True):
            if words(before.words(earlier.span)) != words(after.words(since.span)):
                yield _differing(DiscrepancyKind.DATE, before, after, earlier.span, since.span)
    yield from _figures(before, after, *rest, old.span, new.span)


def _within(found: Sequence[T], span: Span) -> list[T]:
    inside = sorted((each for each in found if span.contains(each.span)), key=lambda each: each.span)
    return [each for place, each in enumerate(inside) if place == 0 or not inside[place - 1].span.overlaps(each.span)]


def _rest(text: Text, span: Span, left_out: Sequence[Placed]) -> tuple[str, ...]:
    """The words of a sentence beside its numbers and times."""
    at, rest = span.start, ""
    for part in sorted(each.span for each in left_out):
        rest += text.document.text[at : max(at, part.start)] + " "
        at = max(at, part.end)
    return words(rest + text.document.text[at : span.end])


def _paired(was: Sequence[Quantity], now: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Numbers of two sentences side by side: in order where there are as many, else those that count the same."""
    if len(was) == len(now):
        yield from zip(was, now, strict=True)
        return
    for first in was:
        alike = [[each for each in some if each.unit and words(each.unit) == words(first.unit or "")] for some in (was, now)]
        if list(map(len, alike)) == [1, 1]:
            yield first, alike[1][0]


def _quantity(before: Text, after: Text, was: Quantity, now: Quantity) -> Iterator[Discrepancy]:
    if (was.value, was.lower, was.upper) != (now.value, now.lower, now.upper):
        yield _differing(DiscrepancyKind.QUANTITY, before, after, was.span, now.span)
    elif words(was.unit or "") != words(now.unit or ""):
        yield _differing(DiscrepancyKind.UNIT, before, after, was.span, now.span)
    elif (was.comparator, was.approximate) != (now.comparator, now.approximate):
        yield _differing(DiscrepancyKind.HEDGE, before, after, was.span, now.span)


def _figures(
    before: Text, after: Text, old: tuple[str, ...], new: tuple[str, ...], was: Span, now: Span
) -> Iterator[Discrepancy]:
    """Figures that count nothing (a section, a number of a bill), where they alone changed."""
    plain = [tuple("#" if any(map(str.isdigit, word)) else word for word in side) for side in (old, new)]
    if old != new and plain[0] == plain[1]:
        yield _differing(DiscrepancyKind.QUANTITY, before, after, was, now)


ENDINGS = {
    DiscrepancyKind.QUANTITY: "the number differs",
    DiscrepancyKind.UNIT: "what is counted differs",
    DiscrepancyKind.HEDGE: "the number is the same, how sure it is differs",
    DiscrepancyKind.DATE: "the time differs",
}


def _differing(kind: DiscrepancyKind, before: Text, after: Text, was: Span, now: Span) -> Discrepancy:
    one, other = before.side(was), after.side(now)
    said = f"The older text has “{one.value}”, the newer one “{other.value}”: {ENDINGS[kind]}."
    return Discrepancy(kind, (one, other), said)
