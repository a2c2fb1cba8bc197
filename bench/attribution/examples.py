"""PolNeAR's articles as what the network is trained on: pieces with tags, names and links, window by window."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer

from app.extraction.encoder.links import Link, Role
from app.extraction.encoder.pieces import Integers, Pieces, cut
from app.extraction.encoder.tagging import BEGIN, INSIDE, Floats, Stretch
from bench.attribution.labels import NAME_TYPES, UNKNOWN, Label
from bench.attribution.polnear import Article, lines_of


@dataclass
class Example:
    """A text in pieces with what is annotated in it; ``attributions`` is false for texts that only have names.

    ``share`` is how much of such texts an epoch takes, ``soft`` a teacher's log probabilities
    of tags (pieces, 3 roles, 3 tags).
    """

    text: str
    pieces: Pieces
    attributions: bool
    spans: dict[Role, list[Stretch]] = field(default_factory=lambda: {role: [] for role in Role})
    cue_of: dict[int, int] = field(default_factory=dict)
    source_of: dict[int, int] = field(default_factory=dict)
    names: Integers | None = None
    share: float = 1.0
    soft: Floats | None = None


@dataclass(frozen=True)
class Goal:
    """What one window is to give: tags (pieces, roles), spans that lie wholly inside, the other end of each link (-1: none)."""

    tags: Integers
    spans: dict[Role, list[Stretch]]
    links: dict[Link, list[int]]


def example_of(article: Article, tokenizer: Tokenizer) -> Example:
    """An article of PolNeAR; a span that overlaps one before it is left out."""
    example = Example(article.text, cut(article.text, lines_of(article.text), tokenizer), attributions=True)
    known: dict[Role, dict[Stretch, int]] = {role: {} for role in Role}
    for relation in article.relations:
        cue = _place(example, known, Role.CUE, (relation.cue[0][0], relation.cue[-1][1])) if relation.cue else None
        if cue is None:
            continue
        sources = [_place(example, known, Role.SOURCE, piece) for piece in relation.source]
        contents = [_place(example, known, Role.CONTENT, piece) for piece in relation.content]
        if sources and sources[0] is not None:
            example.source_of[cue] = sources[0]
        example.cue_of |= {content: cue for content in contents if content is not None}
    return example


def _place(example: Example, known: dict[Role, dict[Stretch, int]], role: Role, span: tuple[int, int]) -> int | None:
    """The number of a span among those of its role."""
    stretch = example.pieces.within(*span)
    if stretch is None or stretch in known[role]:
        return known[role].get(stretch) if stretch else None
    if any(start < stretch[1] and stretch[0] < end for start, end in example.spans[role]):
        return None
    known[role][stretch] = len(example.spans[role])
    example.spans[role].append(stretch)
    return known[role][stretch]


def named(example: Example, labels: Iterable[Label], numbers_known: bool) -> Example:
    """The example with its names; where a data set has no quantities, pieces with digits count for nothing."""
    names = np.zeros(len(example.pieces), np.int64)
    if not numbers_known:
        bounds = zip(example.pieces.starts, example.pieces.ends, strict=True)
        names[[any(map(str.isdigit, example.text[start:end])) for start, end in bounds]] = UNKNOWN
    for start, end, kind in labels:
        if stretch := example.pieces.within(start, end):
            label = 1 + 2 * NAME_TYPES.index(kind)
            names[stretch[0]] = label
            names[stretch[0] + 1 : stretch[1]] = label + 1
    example.names = names
    return example


def windows_of(example: Example, size: int, chance: random.Random) -> list[tuple[int, int]]:
    """Windows that cover the example once, from another place each time."""
    count = len(example.pieces)
    start = -chance.randrange(size) if count > size else 0
    edges = [(max(0, place), min(count, place + size)) for place in range(start, count, size)]
    return [(start, end) for start, end in edges if end - start > 12]


def goal_of(example: Example, start: int, end: int) -> Goal:
    """What pieces ``start`` to ``end`` are to give; a span that the window cuts is tagged, and not linked."""
    tags = np.zeros((end - start, len(Role)), np.int64)
    inside: dict[Role, dict[int, int]] = {role: {} for role in Role}
    spans: dict[Role, list[Stretch]] = {role: [] for role in Role}
    for place, role in enumerate(Role):
        for number, (first, last) in enumerate(example.spans[role]):
            if last <= start or first >= end:
                continue
            tags[max(first - start, 0) : last - start, place] = INSIDE
            if first >= start:
                tags[first - start, place] = BEGIN
            whole = first >= start and last <= end
            if whole and not (role is Role.CONTENT and _cue_is_cut(example, number, start, end)):
                inside[role][number] = len(spans[role])
                spans[role].append((first - start, last - start))
    return Goal(tags, spans, _links(example, inside))


def _cue_is_cut(example: Example, content: int, start: int, end: int) -> bool:
    if content not in example.cue_of:
        return False
    first, last = example.spans[Role.CUE][example.cue_of[content]]
    return first < start or last > end


def _links(example: Example, inside: dict[Role, dict[int, int]]) -> dict[Link, list[int]]:
    cues = [inside[Role.CUE].get(example.cue_of.get(content, -1), -1) for content in inside[Role.CONTENT]]
    sources = [inside[Role.SOURCE].get(example.source_of.get(cue, -1), -1) for cue in inside[Role.CUE]]
    through = [sources[cue] if cue >= 0 else -1 for cue in cues]
    return {Link.CONTENT_CUE: cues, Link.CUE_SOURCE: sources, Link.CONTENT_SOURCE: through}


def shuffled(examples: Sequence[Example], size: int, batch: int, chance: random.Random) -> list[list[tuple[Example, int, int]]]:
    """One epoch's batches: windows of like length together, in any order."""
    items = [
        (each, start, end)
        for each in examples
        if each.share >= 1 or chance.random() < each.share
        for start, end in windows_of(each, size, chance)
    ]
    items.sort(key=lambda item: item[2] - item[1] + chance.random() * 60)
    batches = [items[place : place + batch] for place in range(0, len(items), batch)]
    chance.shuffle(batches)
    return batches
