"""Which signatures hang together: those that share keys, as far as people's decisions let them. A pure rule.

The keys are joined in an order that depends on the keys alone, decisions first; a step that would bring together what one
of these keeps apart is left out. So the same signatures and decisions give the same groups, whatever came when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.linking.identity import ONLY, rank
from app.model.resolution import Key

Keys = frozenset[Key]


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision on two entities, each given by values of strong keys: they are one, or else never to be one (``apart``).

    Of a side, the lowest key that is shown stands for the others; but an entity that had no keys beyond its documents is held
    together by all.
    """

    sequence: int
    apart: bool
    sides: tuple[frozenset[str], ...]

    def links(self, shown: Keys) -> Iterator[list[Key]]:
        """Keys that are one by this decision, of those that are shown."""
        heads = []
        for side in self.sides:
            known = sorted((key for value in side if (key := Key(value)) in shown), key=rank)
            if all(value.startswith(ONLY) for value in side):
                yield known
            heads += known[:1]
        if not self.apart:
            yield heads


@dataclass(frozen=True, slots=True)
class Component:
    """Signatures that are one entity, and the keys by which they are."""

    members: set[int] = field(default_factory=set)
    keys: set[Key] = field(default_factory=set)


class _Groups:
    """Keys in groups, as far as decisions let them join."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._up: dict[Key, Key] = {}
        self._sides: dict[Key, set[tuple[int, int]]] = {}
        for rule in rules:
            for place, side in enumerate(rule.sides) if rule.apart else ():
                for value in side:
                    self._sides.setdefault(Key(value), set()).add((rule.sequence, place))

    def find(self, key: Key) -> Key:
        """The key that stands for the group of this one."""
        up = self._up
        while (above := up.setdefault(key, key)) != key:
            up[key] = up[above]
            key = above
        return key

    def join(self, keys: Sequence[Key]) -> None:
        """Make one group of those of these keys, but of those that must not be one with the first."""
        for key in keys[1:]:
            one, other = self.find(keys[0]), self.find(key)
            if one != other and not self._forbidden(one, other):
                self._up[other] = one
                if other in self._sides:
                    self._sides.setdefault(one, set()).update(self._sides[other])

    def _forbidden(self, one: Key, other: Key) -> bool:
        against = self._sides.get(other)
        return bool(against) and any((rule, 1 - place) in against for rule, place in self._sides.get(one, ()))  # type: ignore[operator]


def components(signatures: Mapping[int, Keys], rules: Sequence[Rule] = ()) -> list[Component]:
    """The signatures in groups that hang together by common keys and decisions.

    A signature that shows keys of several groups, which a decision keeps apart, belongs to the group of its foremost key.
    """
    groups = _Groups(rules)
    shown = frozenset(key for keys in signatures.values() for key in keys)
    for rule in sorted(rules, key=lambda rule: rule.sequence):
        for linked in rule.links(shown):
            groups.join(linked)
    told = [sorted(keys, key=rank) for keys in signatures.values()]
    for keys in sorted(told) if any(rule.apart for rule in rules) else told:
        groups.join(keys)
    found: dict[Key, Component] = {}
    for signature, keys in zip(signatures, told, strict=True):
        found.setdefault(groups.find(keys[0]), Component()).members.add(signature)
    for key in shown:
        if (component := found.get(groups.find(key))) is not None:
            component.keys.add(key)
    return list(found.values())
