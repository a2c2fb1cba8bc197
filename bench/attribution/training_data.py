"""Everything the network is trained on, and its windows as tensors."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from app.extraction.encoder.encoder import Encoder
from app.extraction.encoder.pieces import Case, cut
from app.model.text import Span
from bench.attribution.examples import Example, Goal, example_of, goal_of, named
from bench.attribution.labels import NAME_TYPES, UNKNOWN, Special
from bench.attribution.names import Named, licensed
from bench.attribution.polnear import read_split

SILVER = {"group": "other", "policy": "program"}
"""Types of the rules that the names head does not tell apart."""

RECASED, HIDDEN = 0.12, 0.03
"""Share of windows that are read in one case throughout (headlines, transcripts), and of pieces that are hidden."""

RENAMED = 0.5
"""Share of acronyms that are changed for another short word in capitals."""

BODIES = frozenset(1 + 2 * NAME_TYPES.index(kind) for kind in ("organization", "agency"))

NOISY = 0.4
"""Share of WNUT-17's texts in an epoch: they are from chats."""


@dataclass(frozen=True)
class Batch:
    """Windows as tensors of shape (windows, pieces), tags (windows, pieces, roles), and each window's goal and line numbers.

    ``soft`` are the teacher's log probabilities of tags, where there is a teacher.
    """

    ids: Tensor
    cases: Tensor
    mask: Tensor
    tags: Tensor
    names: Tensor
    goals: list[Goal | None]
    lines: list[Tensor]
    soft: Tensor | None = None


def training_examples(data: Path, silver: Path | None, tokenizer: Tokenizer, limit: int | None) -> list[Example]:
    """PolNeAR's train articles, with silver names if there are any, and the texts of the names sets."""
    articles = list(read_split(data / "polnear" / "train"))[:limit]
    found = [example_of(article, tokenizer) for article in articles]
    if silver is not None:
        names = dict(map(json.loads, silver.read_text("utf-8").splitlines()))
        for article, example in zip(articles, found, strict=True):
            labels = [(start, end, SILVER.get(kind, kind)) for start, end, kind in names.get(article.name, [])]
            named(example, labels, numbers_known=True)
    return found + [_names_only(source, each, tokenizer) for source, each in licensed(data / "ner")]


def _names_only(source: str, each: Named, tokenizer: Tokenizer) -> Example:
    pieces = cut(each.text, [Span(0, len(each.text))], tokenizer)
    example = Example(each.text, pieces, attributions=False, share=NOISY if source == "wnut17" else 1.0)
    return named(example, each.labels, each.numbers)


def teach(examples: Sequence[Example], teacher: Encoder) -> None:
    """Give each example of attributions the teacher's probabilities of tags; both must cut words into the same pieces.

    Raises ``ValueError`` when they do not.
    """
    for example in examples:
        if example.attributions:
            encoded = teacher.encode(example.text, _lines(example))
            if len(encoded.tags) != len(example.pieces):
                raise ValueError("the teacher cuts words into other pieces than the student")
            example.soft = encoded.tags


def _lines(example: Example) -> list[Span]:
    bounds = np.flatnonzero(np.diff(example.pieces.lines)) + 1
    edges = [0, *bounds.tolist(), len(example.pieces)]
    return [example.pieces.span(start, end) for start, end in pairwise(edges)]


def batch_of(windows: Sequence[tuple[Example, int, int]], special: Special, chance: random.Random) -> Batch:
    """Windows as tensors, with some of them recased and some of their pieces hidden."""
    shape = len(windows), max(end - start for _, start, end in windows) + 2
    ids, cases = torch.full(shape, special.fill), torch.full(shape, int(Case.NONE))
    mask, tags, names = torch.zeros(shape, dtype=torch.long), torch.full((*shape, 3), UNKNOWN), torch.full(shape, UNKNOWN)
    soft = torch.zeros((*shape, 3, 3)) if any(example.soft is not None for example, _, _ in windows) else None
    goals, lines = [], []
    for row, (example, start, end) in enumerate(windows):
        inner = slice(1, end - start + 1)
        ids[row, 0], ids[row, end - start + 1] = special.begin, special.end
        ids[row, inner], cases[row, inner] = _written(example, start, end, special, chance)
        mask[row, : end - start + 2] = 1
        goal = goal_of(example, start, end) if example.attributions else None
        if goal is not None:
            tags[row, inner] = torch.from_numpy(goal.tags)
        if example.names is not None:
            names[row, inner] = torch.from_numpy(example.names[start:end])
        if soft is not None and example.soft is not None:
            soft[row, inner] = torch.from_numpy(example.soft[start:end])
        goals.append(goal)
        lines.append(torch.from_numpy(np.pad(example.pieces.lines[start:end], 1, mode="edge")))
    return Batch(ids, cases, mask, tags, names, goals, lines, soft)


def _written(example: Example, start: int, end: int, special: Special, chance: random.Random) -> tuple[Tensor, Tensor]:
    ids = torch.from_numpy(example.pieces.ids[start:end].copy())
    cases = torch.from_numpy(example.pieces.cases[start:end].copy())
    if chance.random() < RECASED:
        cases[cases < Case.NONE] = int(chance.choice((Case.SMALL, Case.CAPITALS)))
    _rename(ids, example, start, special.short, chance)
    ids[torch.rand(len(ids)) < HIDDEN] = special.mask
    return ids, cases


def _rename(ids: Tensor, example: Example, start: int, short: Sequence[int], chance: random.Random) -> None:
    """Give bodies that are named by an acronym of one piece another one, the same at all its places in the window.

    The letters of an acronym are often those of a common word ("ICE"): only its capitals tell that it is a name.
    """
    if example.names is None:
        return
    others: dict[int, int] = {}
    for place, label in enumerate(example.names[start : start + len(ids)].tolist()):
        known = int(example.pieces.ids[start + place])
        if label in BODIES and example.pieces.cases[start + place] == Case.CAPITALS and _stands_alone(example, start + place):
            ids[place] = others.setdefault(known, chance.choice(short) if chance.random() < RENAMED else known)


def _stands_alone(example: Example, place: int) -> bool:
    """Whether a name ends with this piece."""
    assert example.names is not None
    return place + 1 == len(example.names) or example.names[place + 1] != example.names[place] + 1
