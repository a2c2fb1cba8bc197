"""Discrepancies as answers: where two attributions of one claim do not agree, with the words of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import cast

from app.answers.facts import Facts, Known
from app.answers.models import Discrepancy, DiscrepancyKindName, Page, Side
from app.answers.paging import Condition, Listing, Slice, SortKey, cut
from app.answers.parts import passage, ref, ref_or_none
from app.answers.places import iri_of, sought
from app.answers.sparql import node, text, values
from app.errors import InvalidInput, NotFound
from app.graph.iris import Iris
from app.model.joined import DiscrepancyKind
from app.store.port import GraphReader

LISTING = Listing(
    "?item a sayso:Discrepancy ; sayso:drift ?drift . OPTIONAL { ?item sayso:ofClaim ?claim }",
    (SortKey("MAX(STR(?drift))", descending=True), SortKey('MIN(COALESCE(STR(?claim), ""))')),
)
"""Those of one claim stand together; the order of claims is that of their IRIs, since texts take twice as long to sort by."""
TRUE = 'STR(?drift) IN ("true", "1")'
"""Virtuoso gives 1 for true."""


@dataclass(frozen=True, slots=True)
class DiscrepancyFilter:
    """What narrows the list of discrepancies; ``None`` narrows nothing. Claims and documents are named by id or IRI."""

    claim: str | None = None
    document: str | None = None
    kind: str | None = None
    drift: bool | None = None

    def query(self) -> dict[str, str]:
        """The filter as it stands in a URL."""
        given = ((name, value) for name, value in asdict(self).items() if value is not None)
        return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in given}

    def conditions(self, iris: Iris) -> Iterable[Condition]:
        """The filter as conditions on a list. Raises ``InvalidInput`` for a value that cannot be."""
        if self.claim is not None:
            yield Condition(f"{values('claim', [node(iri_of(iris, 'claim', self.claim))])} ?item sayso:ofClaim ?claim .")
        if self.document is not None:
            place = values("place", [node(iri_of(iris, "document", self.document))])
            yield Condition(f"{place} ?part sayso:inDocument ?place ; a sayso:Side . ?item sayso:side ?part .")
        if self.kind is not None:
            yield Condition(f"{values('kind', [text(_kind(self.kind))])} ?item sayso:discrepancyKind ?kind .")
        if self.drift is not None:
            yield Condition(f"?item sayso:drift ?drift FILTER({'' if self.drift else '!'}({TRUE}))")


def _kind(kind: str) -> str:
    if kind not in {str(known) for known in DiscrepancyKind}:
        raise InvalidInput(f"there is no discrepancy kind {kind!r}; it is one of {', '.join(DiscrepancyKind)}")
    return kind


@dataclass(frozen=True, slots=True)
class Discrepancies:
    """Answers about discrepancies from one state of the graph."""

    reader: GraphReader
    iris: Iris

    def list(self, wanted: DiscrepancyFilter, part: Slice) -> Page[Discrepancy]:
        """Discrepancies, drifts first, those of one claim together."""
        found = cut(self.reader, LISTING, list(wanted.conditions(self.iris)), part)
        return found.page(self._all(found.iris), wanted.query(), part.limit)

    def get(self, given: str) -> Discrepancy:
        """The discrepancy with this id or IRI; raises ``NotFound``."""
        iri = sought(self.iris, "discrepancy", given)
        if "sayso:Discrepancy" not in Known(self.reader).load([iri])[iri].classes:
            raise NotFound(f"there is no discrepancy {given!r}")
        return self._all([iri])[0]

    def _all(self, iris: Sequence[str]) -> Sequence[Discrepancy]:
        known = Known(self.reader).load(iris).follow("sayso:side", "sayso:ofClaim").follow("sayso:passage")
        known.follow("sayso:inDocument")
        return [_discrepancy(known, known[iri]) for iri in iris]


def _discrepancy(known: Known, facts: Facts) -> Discrepancy:
    sides = sorted((known[side] for side in facts.all("sayso:side")), key=lambda side: side.whole("sayso:ordinal"))
    return Discrepancy(
        id=facts.id,
        iri=facts.iri,
        claim=ref_or_none(known, facts.one("sayso:ofClaim")),
        kind=cast(DiscrepancyKindName, facts.one("sayso:discrepancyKind") or "wording"),
        drift=facts.true("sayso:drift"),
        sides=[_side(known, side) for side in sides],
        explanation=facts.one("sayso:explanation") or "",
    )


def _side(known: Known, facts: Facts) -> Side:
    attribution = facts.one("sayso:attribution")
    return Side(
        document=ref(known[facts.one("sayso:inDocument") or ""]),
        passage=passage(known, facts.one("sayso:passage") or ""),
        attribution=known[attribution].id if attribution else None,
        value=facts.one("sayso:sideValue") or "",
        stance=facts.whole("sayso:stance"),
    )
