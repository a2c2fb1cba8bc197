"""From pairs that say the same to claims: clusters of wordings, as a pure function of the set of pairs.

Pairs are taken from the surest to the least sure, as in average linkage: two clusters become one only where enough of their
pairs say the same, so that a chain of small steps does not lead from one claim to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.joining.alike import SURE
from app.linking.identity import RECOMMENDATION

LINKED = 0.34
"""The least share of the pairs between two clusters that must say the same."""

Edge = tuple[float, int, int]
"""A score and the two wordings."""


@dataclass(slots=True)
class _Cluster:
    members: set[int]
    ordinals: dict[str, str] = field(default_factory=dict)
    """For each report the number of its recommendation that this cluster is."""


def clusters(keys: Mapping[int, str], edges: Iterable[Edge]) -> list[set[int]]:
    """The wordings (numbers, with their keys) in clusters; ``edges`` are the pairs that say the same, each once."""
    found = sorted(edges, key=lambda edge: (-edge[0], *sorted((keys[edge[1]], keys[edge[2]])), edge[1:]))
    linked = {frozenset(edge[1:]) for edge in found}
    of = {number: _Cluster({number}, _ordinal(key)) for number, key in keys.items()}
    for score, one, other in found:
        first, second = of[one], of[other]
        if first is not second and (score >= SURE or _may_join(first, second, linked)):
            _join(first, second, of)
    return [set(cluster.members) for cluster in {id(each): each for each in of.values()}.values()]


def _ordinal(key: str) -> dict[str, str]:
    if not key.startswith(RECOMMENDATION):
        return {}
    report, _, number = key.rpartition(":")
    return {report: number}


def _may_join(one: _Cluster, other: _Cluster, linked: set[frozenset[int]]) -> bool:
    if any(other.ordinals.get(report, number) != number for report, number in one.ordinals.items()):
        return False
    pairs = len(one.members) * len(other.members)
    there = sum(frozenset((a, b)) in linked for a in one.members for b in other.members)
    return there >= LINKED * pairs


def _join(one: _Cluster, other: _Cluster, of: dict[int, _Cluster]) -> None:
    one.members |= other.members
    one.ordinals |= other.ordinals
    for number in other.members:
        of[number] = one
