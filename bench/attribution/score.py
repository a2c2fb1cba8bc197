"""The one scorer of attributions: tokens, spans, pairs and whole relations, by style.

Ends of spans are trimmed of punctuation and white space before anything is compared, and pieces that only white space or
punctuation parts are joined. Matching is one to one, best overlap first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bench.attribution.polnear import Pieces, Relation

T = TypeVar("T")
ROLES = ("source", "cue", "content")
STYLES = ("direct", "mixed", "indirect")
WORD = re.compile(r"\w+")
MARKS = re.compile(r"[“”\"«»]|''|``|(?<!\w)[‘'](?=\w)")
DIRECT = re.compile(r"(?:[“\"«]|''|``|[‘']).*(?:[”\"»]|''|[’'])[\s.,;:!?]*", re.DOTALL)


@dataclass
class Count:
    """True positives among so many found and so many gold."""

    hits: int = 0
    hits_of_gold: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: int, gold: int, hits: int, hits_of_gold: int | None = None) -> None:
        """Add the counts of one article; ``hits_of_gold`` differs from ``hits`` only where styles part the two sides."""
        self.found += found
        self.gold += gold
        self.hits += hits
        self.hits_of_gold += hits if hits_of_gold is None else hits_of_gold

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is no gold."""
        return self.hits_of_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Scores:
    """All counts, by name: ``token source``, ``exact cue``, ``iou content``, ``pair``, ``pair direct``, ``relation``."""

    counts: dict[str, Count] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Count:
        return self.counts.setdefault(name, Count())

    def table(self) -> str:
        """The scores as lines of name, precision, recall, F1, found, gold."""
        rows = [f"{'':16}{'P':>7}{'R':>7}{'F1':>7}{'found':>8}{'gold':>8}"]
        for name, count in self.counts.items():
            figures = f"{count.precision:7.3f}{count.recall:7.3f}{count.f1:7.3f}"
            rows.append(f"{name:16}{figures}{count.found:8}{count.gold:8}")
        return "\n".join(rows)


def score(articles: Iterable[tuple[str, Sequence[Relation], Sequence[Relation]]]) -> Scores:
    """The scores over articles, each a text with its found and its gold relations."""
    scores = Scores()
    for text, found, gold in articles:
        tidy_found, tidy_gold = [_tidy(text, each) for each in found], [_tidy(text, each) for each in gold]
        for role in ROLES:
            _score_role(scores, role, text, tidy_found, tidy_gold)
        _score_pairs(scores, text, tidy_found, tidy_gold)
    return scores


def style(text: str, content: Pieces) -> str:
    """Direct when every piece is within quotation marks, mixed when there are marks inside, else indirect."""
    pieces = [text[start:end].strip() for start, end in content]
    if pieces and all(DIRECT.fullmatch(piece) for piece in pieces):
        return "direct"
    return "mixed" if any(MARKS.search(piece) for piece in pieces) else "indirect"


def tidy(text: str, pieces: Pieces) -> Pieces:
    """The pieces with ends trimmed of punctuation and white space; joined where nothing but that is between them."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        words = list(WORD.finditer(text, start, end))
        if not words:
            continue
        if joined and not WORD.search(text, joined[-1][1], words[0].start()):
            joined[-1] = (joined[-1][0], max(joined[-1][1], words[-1].end()))
        else:
            joined.append((words[0].start(), words[-1].end()))
    return tuple(joined)


def overlap(first: Pieces, second: Pieces) -> float:
    """Intersection over union, in code points."""
    shared = sum(max(0, min(a_end, b_end) - max(a, b)) for a, a_end in first for b, b_end in second)
    both = sum(end - start for start, end in (*first, *second)) - shared
    return shared / both if both else 0.0


@dataclass(frozen=True)
class _Tidy:
    """A relation with tidied pieces, and its style as the untrimmed content shows it."""

    source: Pieces
    cue: Pieces
    content: Pieces
    style: str


def _tidy(text: str, relation: Relation) -> _Tidy:
    source, cue, content = (tidy(text, pieces) for pieces in (relation.source, relation.cue, relation.content))
    return _Tidy(source, cue, content, style(text, relation.content))


def _score_role(scores: Scores, role: str, text: str, found: Sequence[_Tidy], gold: Sequence[_Tidy]) -> None:
    mine = {getattr(each, role) for each in found} - {()}
    theirs = {getattr(each, role) for each in gold} - {()}
    my_words, their_words = _words(text, mine), _words(text, theirs)
    scores[f"token {role}"].add(len(my_words), len(their_words), len(my_words & their_words))
    scores[f"exact {role}"].add(len(mine), len(theirs), len(mine & theirs))
    matched = match(sorted(mine), sorted(theirs), overlap)
    scores[f"iou {role}"].add(len(mine), len(theirs), len(matched))


def _words(text: str, spans: Iterable[Pieces]) -> set[int]:
    return {word.start() for pieces in spans for start, end in pieces for word in WORD.finditer(text, start, end)}


def _score_pairs(scores: Scores, text: str, found: Sequence[_Tidy], gold: Sequence[_Tidy]) -> None:
    mine = [each for each in found if each.source and each.content]
    theirs = [each for each in gold if each.source and each.content]
    pairs = match(mine, theirs, lambda a, b: min(overlap(a.source, b.source), overlap(a.content, b.content)))
    scores["pair"].add(len(mine), len(theirs), len(pairs))
    by_found = Counter(mine[place].style for place, _ in pairs)
    by_gold = Counter(theirs[place].style for _, place in pairs)
    for name in STYLES:
        ours, golden = (sum(each.style == name for each in side) for side in (mine, theirs))
        scores[f"pair {name}"].add(ours, golden, by_found[name], by_gold[name])
    whole = match(mine, theirs, lambda a, b: min(overlap(getattr(a, role), getattr(b, role)) for role in ROLES))
    scores["relation"].add(len(mine), len(theirs), len(whole))


def match(
    found: Sequence[T], gold: Sequence[T], closeness: Callable[[T, T], float], least: float = 0.5
) -> list[tuple[int, int]]:
    """Pairs of places of what was found and gold at least this close, one to one, closest first."""
    close = sorted(
        (
            (value, i, j)
            for i, mine in enumerate(found)
            for j, theirs in enumerate(gold)
            if (value := closeness(mine, theirs)) >= least
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    taken_found: set[int] = set()
    taken_gold: set[int] = set()
    pairs = []
    for _, i, j in close:
        if i not in taken_found and j not in taken_gold:
            taken_found.add(i)
            taken_gold.add(j)
            pairs.append((i, j))
    return pairs
