"""B³: how well things are put together, thing by thing (Bagga and Baldwin 1998, Algorithms for scoring coreference chains)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """Precision and recall with what they are shares of."""

    precision: float
    recall: float
    number: int

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(pairs: Sequence[tuple[Hashable, Hashable]]) -> Share:
    """B³ over things given as (true cluster, found cluster); both shares are 1 where there is nothing."""
    if not pairs:
        return Share(1.0, 1.0, 0)
    both, true, found = Counter(pairs), Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    precision = sum(number * number / found[pair[1]] for pair, number in both.items())
    recall = sum(number * number / true[pair[0]] for pair, number in both.items())
    return Share(precision / len(pairs), recall / len(pairs), len(pairs))
