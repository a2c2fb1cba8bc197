"""The decisions in force, as building a document from the ledger needs them. Pure, but for where they are read from.

A merge or difference is a rule on keys (``components``); entities that documents alone know get a key for it. A split gives
what its documents name another key. An attribution that was rejected keeps its place, and is not built.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.joining.sayings import Saying
from app.linking.identity import ONLY, local_id
from app.model.decision import SPLIT, Decided, DecisionKind, Spoken
from app.model.extraction import Extraction
from app.model.resolution import Key, LocalEntity, Resolution, Strength
from app.projection.components import Rule

RULES = {DecisionKind.MERGE: False, DecisionKind.DIFFERENT: True}
"""The kinds of decision that are rules on keys, and whether they keep apart."""


@dataclass(frozen=True, slots=True)
class Split:
    """That some documents mean another entity by these keys."""

    sequence: int
    documents: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class DecidedClaims:
    """What people decided about claims, by the words of attributions.

    By the number of the decision: ``joined``, two sets, the claims of both are one; ``parted``: these attributions form a claim
    of their own, apart from the other set.
    """

    joined: Mapping[int, tuple[frozenset[Spoken], frozenset[Spoken]]] = field(default_factory=dict)
    parted: Mapping[int, tuple[frozenset[Spoken], frozenset[Spoken]]] = field(default_factory=dict)

    def marked(self, said: Sequence[Saying], extraction: Extraction) -> list[Saying]:
        """What a document says, with the marks by which what was joined is one claim and what was parted another."""
        if not self.joined and not self.parted:
            return list(said)
        return [self._marked(each, Spoken.of(extraction.document, extraction.attributions[each.place])) for each in said]

    def _marked(self, saying: Saying, words: Spoken) -> Saying:
        together = tuple(number for number, sides in self.joined.items() if any(words in side for side in sides))
        apart = next((number for number, (side, _) in self.parted.items() if words in side), None)
        if not together and apart is None:
            return saying
        key = saying.facets.key if apart is None else f"parted:{apart}:{saying.facets.key}"
        return replace(saying, facets=replace(saying.facets, key=key, together=together, apart=apart))


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions that are in force at one event of the ledger."""

    splits: tuple[Split, ...] = ()
    only: frozenset[str] = frozenset()
    rejections: Mapping[str, frozenset[Spoken]] = field(default_factory=dict)
    claims: DecidedClaims = field(default_factory=DecidedClaims)

    @classmethod
    def of(cls, decided: Iterable[Decided]) -> Decisions:
        """What these say together; those that were undone say nothing."""
        known = [each for each in decided if each.undone is None]
        return cls(
            splits=tuple(_split(each) for each in known if each.decision.kind is DecisionKind.SPLIT),
            only=frozenset(key for each in known if (rule := rule_of(each)) for key in _only(rule)),
            rejections=_rejections(known),
            claims=_claims(known),
        )

    def resolved(self, resolution: Resolution) -> Resolution:
        """The resolution with the keys that decisions give its entities."""
        splits = [split for split in self.splits if resolution.document.id in split.documents]
        if not splits and not self.only:
            return resolution
        return replace(resolution, entities=tuple(self._resolved(entity, splits) for entity in resolution.entities))

    def rejected(self, extraction: Extraction) -> frozenset[int]:
        """The places of the attributions that are not to be built; the others stay where they are."""
        words = self.rejections.get(extraction.document, frozenset())
        said = enumerate(extraction.attributions) if words else ()
        return frozenset(place for place, each in said if Spoken.of(extraction.document, each) in words)

    def _resolved(self, entity: LocalEntity, splits: Iterable[Split]) -> LocalEntity:
        for split in splits:
            if _names(entity) & split.keys:
                entity = _other(entity, split.sequence)
        if any(key.strength is Strength.STRONG for key in entity.keys):
            return entity
        own = f"{ONLY}{local_id(entity.keys)}"
        return replace(entity, keys=(Key(own), *entity.keys)) if own in self.only else entity


def rule_of(decided: Decided) -> Rule | None:
    """The decision as a rule on keys; ``None`` for what is none."""
    apart = RULES.get(decided.decision.kind)
    return None if apart is None else Rule(decided.sequence, apart, tuple(map(frozenset, decided.decision.keys)))


def _only(rule: Rule) -> set[str]:
    return {key for side in rule.sides for key in side if key.startswith(ONLY)}


def _split(decided: Decided) -> Split:
    decision = decided.decision
    return Split(decided.sequence, frozenset(decision.documents), frozenset(key for side in decision.keys for key in side))


def _names(entity: LocalEntity) -> set[str]:
    """The keys by which a decision knows the entity: its strong ones, or that of its document alone."""
    strong = {key.value for key in entity.keys if key.strength is Strength.STRONG}
    return strong or {f"{ONLY}{local_id(entity.keys)}"}


def _other(entity: LocalEntity, sequence: int) -> LocalEntity:
    """What a split makes of an entity: it keeps its names, and nothing that tells who it is."""
    name = (
        entity.name if entity.authority is None or not entity.names else max(entity.names, key=lambda each: (len(each), each))
    )
    return replace(entity, name=name, keys=(Key(f"{SPLIT}{sequence}"),), authority=None, same_as=())


def _rejections(known: Iterable[Decided]) -> dict[str, frozenset[Spoken]]:
    found: dict[str, frozenset[Spoken]] = {}
    for each in known:
        for spoken in each.decision.spoken[0] if each.decision.kind is DecisionKind.REJECT else ():
            found[spoken.document] = found.get(spoken.document, frozenset()) | {spoken}
    return found


def _claims(known: Iterable[Decided]) -> DecidedClaims:
    sides = [
        (each, frozenset(each.decision.spoken[0]), frozenset(each.decision.spoken[1]))
        for each in known
        if each.decision.kind in (DecisionKind.JOIN, DecisionKind.PART)
    ]
    return DecidedClaims(
        joined={each.sequence: (one, other) for each, one, other in sides if each.decision.kind is DecisionKind.JOIN},
        parted={each.sequence: (one, other) for each, one, other in sides if each.decision.kind is DecisionKind.PART},
    )
