"""From what a person asks for to a decision that can be recorded: the only place that says what can be decided about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn, Protocol

from app.errors import Contradiction, InvalidInput, NotFound
from app.graph.iris import Iris
from app.ledger.port import Entry, Ledger
from app.model.decision import Decision, DecisionKind, Spoken, again
from app.projection.entities import EntitiesFile, KnownEntity
from app.projection.merges import Merges

MOST_SPOKEN = 1000
"""Of a claim, so many attributions stand for it in a decision: the first by id."""

ATTRIBUTION = re.compile(r"(.+)-(\d{1,12})-(\d{1,12})-(\d{1,12})")

ABOUT: dict[DecisionKind, dict[str, tuple[int, int | None]]] = {
    DecisionKind.MERGE: {"entities": (2, 2)},
    DecisionKind.DIFFERENT: {"entities": (2, 2)},
    DecisionKind.SPLIT: {"entities": (1, 1), "documents": (1, None)},
    DecisionKind.REJECT: {"attributions": (1, 1)},
    DecisionKind.JOIN: {"claims": (2, 2)},
    DecisionKind.PART: {"claims": (1, 1), "attributions": (1, None)},
    DecisionKind.RETRACT: {"documents": (1, 1)},
}
"""For each kind of decision how many of which things it is about: at least and at most."""

SINGULAR = {"entities": "entity", "documents": "document", "claims": "claim", "attributions": "attribution"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants decided: things by id or IRI, and why."""

    kind: DecisionKind
    reason: str
    entities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()


class ClaimsTold(Protocol):
    """What a decision must know of claims."""

    def attributions(self, claim: str) -> Sequence[str]:
        """The ids of the attributions of the claim with this id; none where there is no such claim."""


class Deciding:
    """Takes decisions of people on one data folder."""

    def __init__(self, ledger: Ledger, entities: EntitiesFile, claims: ClaimsTold, iris: Iris, merges: Merges) -> None:
        self._ledger, self._entities, self._claims, self._iris, self._merges = ledger, entities, claims, iris, merges

    def decide(self, wish: Wish, by: str | None) -> Entry:
        """Record what is wished; what is decided so already changes nothing.

        Raises ``InvalidInput`` for what cannot be decided, ``NotFound`` for what is not there, and ``Contradiction``.
        """
        named = self._named(wish)
        known = again(named, self._ledger.decisions())
        if known is not None:
            return Entry(known.sequence, created=False)
        return self._ledger.decide(self._whole(named), by)

    def _named(self, wish: Wish) -> Decision:
        """The wish with ids in place of IRIs. Raises ``InvalidInput`` where it is about other things than its kind."""
        if not wish.reason.strip():
            raise InvalidInput("say why (reason): a decision is kept with its reason")
        return Decision(
            wish.kind,
            " ".join(wish.reason.split()),
            entities=self._ids(wish.kind, "entities", wish.entities),
            claims=self._ids(wish.kind, "claims", wish.claims),
            attributions=self._ids(wish.kind, "attributions", wish.attributions),
            documents=self._ids(wish.kind, "documents", wish.documents),
        )

    def _ids(self, kind: DecisionKind, field: str, given: Sequence[str]) -> tuple[str, ...]:
        minted = zip((self._iris.parse(each) for each in given), given, strict=True)
        ids = tuple(dict.fromkeys(one.id if one and one.kind == SINGULAR[field] else each for one, each in minted))
        _check_number(kind, field, len(ids), len(given))
        return ids

    def _whole(self, named: Decision) -> Decision:
        makers = {
            DecisionKind.MERGE: self._of_two,
            DecisionKind.DIFFERENT: self._of_two,
            DecisionKind.SPLIT: self._split,
            DecisionKind.REJECT: self._reject,
            DecisionKind.JOIN: self._join,
            DecisionKind.PART: self._part,
            DecisionKind.RETRACT: self._retract,
        }
        return makers[named.kind](named)

    def _entity(self, identifier: str) -> KnownEntity:
        found = self._entities.get(identifier)
        if found is None:
            raise NotFound(f"there is no entity {identifier!r}")
        return found

    def _of_two(self, named: Decision) -> Decision:
        one, other = (self._entity(identifier) for identifier in named.entities)
        if one.id == other.id:
            self._refuse_one(named, one)
        return Decision(
            named.kind,
            named.reason,
            entities=named.entities,
            keys=(one.keys, other.keys),
            holders=tuple(sorted({*one.holders, *other.holders})),
        )

    def _refuse_one(self, named: Decision, one: KnownEntity) -> NoReturn:
        """Two ids that lead to one entity can neither be merged nor be different."""
        first, second = named.entities
        if named.kind is DecisionKind.MERGE:
            raise InvalidInput(f"{first} and {second} are one entity already: {one.id}")
        merges = [each for each in self._ledger.decisions() if each.decision.kind is DecisionKind.MERGE]
        numbers = [str(each.sequence) for each in merges if any(set(side) & set(one.keys) for side in each.decision.keys)]
        if numbers:
            raise Contradiction(f"decision {', '.join(numbers)} (merge) says that {first} and {second} are one: undo it first")
        raise InvalidInput(f"{first} and {second} are one entity, {one.id}: split it by the documents that mean the other")

    def _split(self, named: Decision) -> Decision:
        entity = self._entity(named.entities[0])
        for document in named.documents:
            self._active(document)
            if document not in entity.documents:
                raise InvalidInput(f"the document {document} does not name the entity {entity.id}")
        if entity.documents <= set(named.documents):
            raise InvalidInput(f"these are all the documents that name {entity.id}: there is nothing to split it from")
        return Decision(named.kind, named.reason, entities=named.entities, documents=named.documents, keys=(entity.keys,))

    def _reject(self, named: Decision) -> Decision:
        spoken = self._spoken(named.attributions[0])
        return Decision(named.kind, named.reason, attributions=named.attributions, spoken=((spoken,),))

    def _join(self, named: Decision) -> Decision:
        one, other = (self._claim(claim) for claim in named.claims)
        if one == other:
            raise InvalidInput(f"{named.claims[0]} and {named.claims[1]} are one claim already: {one}")
        sides = tuple(self._told(self._attributions(claim)) for claim in (one, other))
        return Decision(named.kind, named.reason, claims=named.claims, spoken=sides)

    def _part(self, named: Decision) -> Decision:
        claim = self._claim(named.claims[0])
        known = self._attributions(claim)
        strange = [each for each in named.attributions if each not in known]
        if strange:
            raise InvalidInput(f"the attribution {strange[0]} does not make the claim {claim}")
        others = [each for each in known if each not in named.attributions]
        if not others:
            raise InvalidInput(f"these are all the attributions of the claim {claim}: there is nothing to part them from")
        sides = (self._told(named.attributions), self._told(others))
        return Decision(named.kind, named.reason, claims=named.claims, attributions=named.attributions, spoken=sides)

    def _retract(self, named: Decision) -> Decision:
        self._active(named.documents[0])
        return named

    def _claim(self, identifier: str) -> str:
        """The id of the claim now: that of the one that it has become a part of, where it has."""
        return self._merges.into("claim", identifier) or identifier

    def _attributions(self, claim: str) -> Sequence[str]:
        found = self._claims.attributions(claim)
        if not found:
            raise NotFound(f"there is no claim {claim!r}")
        return found

    def _told(self, attributions: Sequence[str]) -> tuple[Spoken, ...]:
        return tuple(dict.fromkeys(self._spoken(each) for each in sorted(attributions)[:MOST_SPOKEN]))

    def _active(self, document: str) -> None:
        recorded = self._ledger.document(document)
        if recorded is None or not recorded.active:
            raise NotFound(f"there is no document {document!r}")

    def _spoken(self, attribution: str) -> Spoken:
        """The words of the attribution with this id: document, first content span, and place. Raises ``NotFound``."""
        found = ATTRIBUTION.fullmatch(attribution)
        if found is not None:
            document, start, end, place = found[1], int(found[2]), int(found[3]), int(found[4])
            extraction = self._ledger.extraction(document)
            said = extraction.attributions[place] if extraction and place < len(extraction.attributions) else None
            if said is not None and (said.content[0].start, said.content[0].end) == (start, end):
                self._active(document)
                return Spoken.of(document, said)
        raise NotFound(f"there is no attribution {attribution!r}")


def _check_number(kind: DecisionKind, field: str, found: int, given: int) -> None:
    least, most = ABOUT[kind].get(field, (0, 0))
    if least <= found and (most is None or found <= most):
        return
    wanted = f"{least} or more" if most is None else str(least) if least else "no"
    things = SINGULAR[field] if wanted == "1" else field
    twice = ", and one of them was named twice" if found < given else ""
    raise InvalidInput(f"{kind} is about {wanted} {things}, not {found}{twice}")
