"""``python -m bench.attribution.sentences``: exact spans, passage by passage, as published results are given.

The passages are PolNeAR's in the form of CofeNet (Wang et al., EMNLP 2022 Findings): words with one tag each. The encoder reads
each passage alone, its words joined as in print; a span counts when it has the same words.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.extraction.encoder.encoder import Encoder
from app.extraction.encoder.links import Role
from app.model.text import Span
from app.resources import resources
from bench import machine
from bench.attribution.__main__ import DATA
from bench.attribution.score import Count

MARKS = {"``": "“", "''": "”", "`": "‘", "-LRB-": "(", "-RRB-": ")"}
OPENING = frozenset({"``", "`", "(", "-LRB-", "$"})
CLOSING = re.compile(r"[,.;:?!%)]|''|-RRB-|n't|'(?:s|re|ve|ll|d|m)?", re.IGNORECASE)
"""Words that have no space after them, and that have none before."""

Words = tuple[int, int]
"""First word and end of a span, counted in words."""


def labelled(labels: Sequence[str], role: Role) -> set[Words]:
    """The spans of a role in tags such as ``B-cue``, ``I-cue``."""
    found: set[Words] = set()
    start: int | None = None
    for place, label in enumerate([*labels, "O"]):
        if start is not None and label != f"I-{role}":
            found.add((start, place))
            start = None
        if label == f"B-{role}":
            start = place
    return found


def in_words(spans: Sequence[Span], bounds: Sequence[tuple[int, int]]) -> set[Words]:
    """The words that each stretch of the joined text touches."""
    touched = [[i for i, (start, end) in enumerate(bounds) if start < span.end and span.start < end] for span in spans]
    return {(words[0], words[-1] + 1) for words in touched if words}


def passages(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Words and tags of each passage."""
    for line in path.read_text("utf-8").splitlines():
        passage = json.loads(line)
        yield passage["tokens"], passage["labels"]


def joined(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words as in print, the Penn Treebank's marks and spaces undone, and where each of them lies."""
    text, bounds, open_before = "", [], True
    for word in words:
        printed = MARKS.get(word, word)
        text += "" if open_before or CLOSING.fullmatch(word) else " "
        bounds.append((len(text), len(text) + len(printed)))
        text += printed
        open_before = word in OPENING
    return text, bounds


def score(path: Path, encoder: Encoder) -> dict[Role, Count]:
    """Precision, recall and F1 of exact spans."""
    counts = {role: Count() for role in Role}
    for words, labels in passages(path):
        text, bounds = joined(words)
        spans = encoder.tagged(text, [Span(0, len(text))])
        for role, count in counts.items():
            gold, found = labelled(labels, role), in_words(spans[role], bounds)
            count.add(len(found), len(gold), len(gold & found))
    return counts


def main() -> None:
    """Score the encoder and print."""
    arguments = argparse.ArgumentParser(prog="python -m bench.attribution.sentences", description=__doc__)
    arguments.add_argument("--data", type=Path, default=DATA / "sentences-valid.jsonl")
    arguments.add_argument("--model", type=Path, default=resources() / "models" / "encoder")
    options = arguments.parse_args()
    for role, count in score(options.data, Encoder.load(options.model)).items():
        print(f"{role:8}{count.precision:7.3f}{count.recall:7.3f}{count.f1:7.3f}{count.found:7}{count.gold:7}")
    print(machine.name())


if __name__ == "__main__":
    main()
