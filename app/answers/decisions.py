"""Decisions of people as answers: what was decided by whom and why, whether it is in force, and whether it does anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from app.answers.facts import Known
from app.answers.models import Answer, Page, Ref
from app.answers.paging import Cut, Slice, decode, encode
from app.answers.parts import ref
from app.answers.places import sought
from app.answers.sparql import PROLOGUE, node, value, values
from app.errors import InvalidInput, NotFound
from app.graph.iris import Iris
from app.ledger.port import Ledger
from app.model.decision import SPLIT, Decided, DecisionKind, Spoken
from app.store.port import GraphReader

DecisionKindName = Literal["merge", "split", "different", "reject", "join", "part", "retract"]

TOLD = "SELECT DISTINCT ?attribution WHERE { %(claims)s ?attribution sayso:claim ?claim ; a sayso:Attribution }"


class Undone(Answer):
    """That a decision was taken back: by which event, when, and by whom."""

    sequence: int
    at: str
    by: str | None


class Decision(Answer):
    """A decision as it was taken; ``effect`` says whether what it is about is there, so that it does anything."""

    id: int
    iri: str
    type: Literal["decision"] = "decision"
    kind: DecisionKindName
    at: str
    by: str | None
    reason: str
    entities: list[Ref]
    claims: list[Ref]
    documents: list[Ref]
    attributions: list[str]
    in_force: bool
    effect: bool
    undone: Undone | None


class EntityKeys(Protocol):
    """What answers must know of entities' keys."""

    def shown(self, keys: Iterable[str]) -> bool:
        """Whether a document shows any of these strong keys."""


@dataclass(frozen=True, slots=True)
class ClaimAttributions:
    """Which attributions make a claim, in one state of the graph."""

    reader: GraphReader
    iris: Iris

    def attributions(self, claim: str) -> Sequence[str]:
        """The ids of the attributions of the claim with this id, in order; none where there is no such claim."""
        try:
            claims = values("claim", [node(sought(self.iris, "claim", claim))])
        except NotFound:
            return ()
        minted = (
            self.iris.parse(value(row, "attribution")) for row in self.reader.select(PROLOGUE + TOLD % {"claims": claims})
        )
        return sorted(each.id for each in minted if each is not None)


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """What narrows the list of decisions; ``None`` narrows nothing."""

    kind: DecisionKindName | None = None
    in_force: bool | None = None

    def query(self) -> dict[str, str]:
        """The filter as it stands in a URL."""
        given = {"kind": self.kind, "in_force": None if self.in_force is None else str(self.in_force).lower()}
        return {name: text for name, text in given.items() if text is not None}

    def takes(self, decided: Decided) -> bool:
        """Whether a decision is wanted."""
        return (self.kind is None or decided.decision.kind == self.kind) and (
            self.in_force is None or self.in_force == (decided.undone is None)
        )


@dataclass(frozen=True, slots=True)
class Decisions:
    """Answers about decisions: from the ledger, with the names that things have in one state of the graph."""

    reader: GraphReader
    ledger: Ledger
    entities: EntityKeys
    iris: Iris

    def list(self, wanted: DecisionFilter, part: Slice) -> Page[Decision]:
        """Decisions, the newest first, undone ones included unless the filter leaves them out."""
        found = [each for each in reversed(self.ledger.decisions(in_force=False)) if wanted.takes(each)]
        before = _before(part.cursor)
        rest = [each for each in found if before is None or each.sequence < before]
        shown = rest[: part.limit]
        following = encode([str(shown[-1].sequence)]) if len(rest) > len(shown) else None
        return Cut([], len(found), following).page(self._told(shown), wanted.query(), part.limit)

    def get(self, sequence: int) -> Decision:
        """The decision with this number; raises ``NotFound``."""
        found = [each for each in self.ledger.decisions(in_force=False) if each.sequence == sequence]
        if not found:
            raise NotFound(f"there is no decision {sequence}")
        return self._told(found)[0]

    def _told(self, decided: Sequence[Decided]) -> Sequence[Decision]:
        about = [self._iris_of(each) for each in decided]
        known = Known(self.reader).load(iri for kinds in about for iris in kinds.values() for iri in iris)
        return [self._answer(each, kinds, known) for each, kinds in zip(decided, about, strict=True)]

    def _iris_of(self, decided: Decided) -> dict[str, Sequence[str]]:
        named = decided.decision
        ids = {"entity": named.entities, "claim": named.claims, "document": named.documents}
        return {kind: [str(self.iris.of(kind, each)) for each in some] for kind, some in ids.items()}

    def _answer(self, decided: Decided, about: dict[str, Sequence[str]], known: Known) -> Decision:
        named = decided.decision
        undone = None
        if decided.undone is not None:
            undone = Undone(sequence=decided.undone, at=decided.undone_at or "", by=decided.undone_by)
        entities, claims, documents = (
            [_ref(known, kind, iri) for iri in about[kind]] for kind in ("entity", "claim", "document")
        )
        return Decision(
            id=decided.sequence,
            iri=str(self.iris.decision(decided.sequence)),
            kind=named.kind.value,
            at=decided.at,
            by=decided.by,
            reason=named.reason,
            entities=entities,
            claims=claims,
            documents=documents,
            attributions=list(named.attributions),
            in_force=undone is None,
            effect=undone is None and self._has_effect(decided),
            undone=undone,
        )

    def _has_effect(self, decided: Decided) -> bool:
        """Whether what the decision is about is there."""
        decision = decided.decision
        if decision.kind is DecisionKind.SPLIT:
            return self.entities.shown([f"{SPLIT}{decided.sequence}"])
        return all(map(self.entities.shown, decision.keys)) and all(map(self._any_there, decision.spoken))

    def _any_there(self, spoken: Iterable[Spoken]) -> bool:
        return any(self._is_there(each) for each in spoken)

    def _is_there(self, spoken: Spoken) -> bool:
        recorded, extraction = self.ledger.document(spoken.document), self.ledger.extraction(spoken.document)
        if recorded is None or not recorded.active or extraction is None:
            return False
        return any(Spoken.of(spoken.document, each) == spoken for each in extraction.attributions)


def _ref(known: Known, kind: str, iri: str) -> Ref:
    facts = known[iri]
    return ref(facts) if facts.exists else Ref(id=facts.id, iri=iri, type=kind, name=facts.id)


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    (place,) = decode(cursor, ())
    if not str(place).isdecimal():
        raise InvalidInput("the cursor is not one of this list; begin the list again without it")
    return int(place)
