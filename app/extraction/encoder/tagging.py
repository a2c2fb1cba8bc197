"""From scores of tags to spans: the best sequence of begin, inside and outside."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Stretch = tuple[int, int]
OUTSIDE, BEGIN, INSIDE = range(3)
IMPOSSIBLE = -1e9


def log_probabilities(scores: Floats) -> Floats:
    """The scores of the last axis as logarithms of probabilities that add up to one (log-softmax)."""
    top = scores.max(-1, keepdims=True)
    found: Floats = scores - top - np.log(np.exp(scores - top).sum(-1, keepdims=True))
    return found


def best_tags(scores: Floats) -> npt.NDArray[np.int8]:
    """The best sequence of tags for scores of shape (pieces, 3), where inside follows only begin or inside (Viterbi, 1967).

    The scores are log probabilities; the sequence has one tag for each piece.
    """
    if not len(scores):
        return np.zeros(0, np.int8)
    best = _best_ending(scores)
    tags = np.empty(len(scores), np.int8)
    before = np.where(best[:, BEGIN] >= best[:, INSIDE], BEGIN, INSIDE).tolist()
    any_before = best.argmax(1).tolist()
    tag = any_before[-1]
    for place in range(len(scores) - 1, -1, -1):
        tags[place] = tag
        if place:
            tag = before[place - 1] if tag == INSIDE else any_before[place - 1]
    return tags


def _best_ending(scores: Floats) -> npt.NDArray[np.float64]:
    """The score of the best sequence that ends at each piece with each tag.

    Plain numbers in a plain loop: three states leave numpy nothing to gain.
    """
    rows: list[tuple[float, float, float]] = []
    outside = begin = 0.0
    inside = IMPOSSIBLE
    opening = True
    for out, start, into in scores.tolist():
        best = 0.0 if opening else max(outside, begin, inside)
        within = IMPOSSIBLE if opening else max(begin, inside)
        outside, begin, inside = best + out, best + start, within + into
        rows.append((outside, begin, inside))
        opening = False
    return np.array(rows)


def stretches(tags: npt.NDArray[np.int8]) -> Iterator[Stretch]:
    """The runs of begin and inside, as first piece and end."""
    start: int | None = None
    for place, tag in enumerate(tags.tolist()):
        if start is not None and tag != INSIDE:
            yield start, place
            start = None
        if tag == BEGIN:
            start = place
    if start is not None:
        yield start, len(tags)


def typed_stretches(scores: Floats) -> Iterator[tuple[int, int, int]]:
    """The typed runs of scores of shape (pieces, 1 + 2 · types): first piece, end, type; a stray inside begins a run."""
    start: int | None = None
    kind = -1
    for place, label in enumerate(scores.argmax(1).tolist()):
        type_ = (label - 1) // 2 if label else -1
        begins = label % 2 == 1 or type_ != kind
        if start is not None and (begins or not label):
            yield start, place, kind
            start = None
        if label and begins:
            start = place
        kind = type_
    if start is not None:
        yield start, len(scores), kind
