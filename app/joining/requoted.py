"""Quotations of an older text in a newer one: there still, cut, changed, or gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.joining.quotations import LEAST_WORDS, Change, changed
from app.joining.sentences import Sentence, words
from app.model.document import Document
from app.model.text import Span

QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
GONE = "not in the newer text"

Cut = tuple[Document, Sequence[Sentence]]
"""A document and its sentences."""


@dataclass(frozen=True, slots=True)
class Requoted:
    """What became of a quotation: its place in the older text, where the newer one has it or would, and how to say it."""

    old: Span
    new: Span
    value: str
    explanation: str


def requoted(
    old: Cut, new: Cut, pairs: Mapping[int, int], told: Callable[[Span], bool], same: Callable[[str, str], bool]
) -> Iterator[Requoted]:
    """The quotations of the older text that the newer one does not have as they were.

    ``pairs`` say which sentence of the newer text each of the older one became, ``told`` whether a difference is told already
    of such a stretch of the older text, ``same`` whether two quotations differ in nothing but what is told.
    """
    later = _quotations(*new)
    spoken = f" {' '.join(word for span in later for word in words(span.of(new[0].text)))} "
    for span in _quotations(*old):
        said = span.of(old[0].text)
        if f" {' '.join(words(said))} " in spoken:
            continue
        match = _counterpart(said, later, new[0].text)
        if match is None:
            gone = f"The newer text no longer has the quotation “{_line(said)}”."
            yield Requoted(span, _place(old[1], new, pairs, span), GONE, gone)
        elif not (told(span) and same(said, match[0].of(new[0].text))):
            now = match[0].of(new[0].text)
            yield Requoted(span, match[0], now, _explained(said, now, match[1]))


def _quotations(document: Document, sentences: Sequence[Sentence]) -> list[Span]:
    """The quotations of a body that are of some length; shorter ones are terms and phrases."""
    text, found = document.text, []
    start, end = (sentences[0].span.start, sentences[-1].span.end) if sentences else (0, 0)
    for quoted in QUOTED.finditer(text, start, end):
        group = 1 if quoted[1] is not None else 2
        span = Span(*quoted.span(group))
        body = any(each.span.overlaps(span) for each in sentences)
        if body and len(words(quoted[group])) >= LEAST_WORDS and "\n\n" not in quoted[group]:
            found.append(span)
    return found


def _counterpart(said: str, later: Sequence[Span], text: str) -> tuple[Span, Change] | None:
    """The quotation of the newer text that has the words of this one, and what happened to them."""
    own = words(said)
    candidates = []
    for span in later:
        other = words(span.of(text))
        how = Change.CUT if _within(other, own) else changed(said, span.of(text))
        if how is not None:
            candidates.append((len(set(own) & set(other)), -span.start, span, how))
    return max(candidates)[2:] if candidates else None


def _within(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    size = len(shorter)
    return any(longer[start : start + size] == shorter for start in range(len(longer) - size + 1))


def _place(before: Sequence[Sentence], after: Cut, pairs: Mapping[int, int], span: Span) -> Span:
    """Where in the newer text the quotation would stand: what its sentence became, or one near it."""
    mine = next((place for place, each in enumerate(before) if each.span.overlaps(span)), 0)
    for near in sorted(pairs, key=lambda place: (abs(place - mine), place)):
        return after[1][pairs[near]].span
    return after[1][0].span if after[1] else Span(0, max(1, len(after[0].text)))


def _explained(said: str, now: str, how: Change) -> str:
    what = "cut" if how is Change.CUT and len(words(now)) < len(words(said)) else "changed"
    return f"A quotation was {what}: the older text has “{_line(said)}”, the newer one “{_line(now)}”."


def _line(text: str) -> str:
    return " ".join(text.split())
