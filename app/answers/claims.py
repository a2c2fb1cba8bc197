"""Claims as answers: lists, and one with all that says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from pyoxigraph import Literal as Term

from app.answers.counts import counts
from app.answers.discrepancies import Discrepancies, DiscrepancyFilter
from app.answers.echoes import echoes
from app.answers.facts import Facts, Known
from app.answers.models import Attribution, ClaimDetail, ClaimKindName, ClaimSummary, Page
from app.answers.paging import Condition, Listing, Slice, SortKey, counted, cut
from app.answers.parts import attribution, quantities, ref_or_none, refs, with_parts
from app.answers.places import iri_of, sought
from app.answers.sparql import PROLOGUE, node, text, value, values, words_within
from app.answers.support import NoTable, Support, SupportTable
from app.errors import InvalidInput, NotFound
from app.graph.iris import Iris
from app.model.extraction import ClaimKind
from app.store.port import GraphReader

MOST_ATTRIBUTIONS = 500
"""Attributions that an answer about one claim holds."""
MOST_DISCREPANCIES = 100
"""Discrepancies that an answer about one claim holds; the list of discrepancies has them all."""

LISTING = Listing(
    "?item a sayso:Claim ; schema:text ?text . OPTIONAL { ?item sayso:reportedIn ?document }",
    (SortKey("COUNT(DISTINCT ?document)", number=True, descending=True), SortKey("MIN(SUBSTR(STR(?text), 1, 80))")),
)
COUNTS = {"documents": "?item sayso:reportedIn ?thing ."}
ORIGINS = """{ ?item sayso:independentOrigins ?independent FILTER(?independent >= %(least)s) } UNION { SELECT ?item WHERE {
    ?item a sayso:Claim . OPTIONAL { ?item sayso:origin ?origin } MINUS { ?item sayso:independentOrigins ?known }
  } GROUP BY ?item HAVING (COUNT(DISTINCT ?origin) >= %(least)s) }"""
"""The second half is for graphs of an older Sayso, which does not count independent origins."""
SAID_BY = """SELECT DISTINCT ?claim ?attribution ?source WHERE {
  %(claims)s ?attribution sayso:claim ?claim . OPTIONAL { ?attribution sayso:source ?source }
}"""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What narrows the list of claims; ``None`` narrows nothing. Entities and documents are named by id or IRI."""

    q: str | None = None
    source: str | None = None
    about: str | None = None
    document: str | None = None
    kind: str | None = None
    min_documents: int | None = None
    min_origins: int | None = None
    has_discrepancy: bool | None = None

    def query(self) -> dict[str, str]:
        """The filter as it stands in a URL."""
        return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in _given(self)}

    def conditions(self, iris: Iris) -> Iterable[Condition]:
        """The filter as conditions on a list. Raises ``InvalidInput`` for a value that cannot be."""
        yield from self._named(iris)
        if self.q is not None:
            yield Condition.some(f"?item schema:text|sayso:wording ?worded {words_within('worded', self.q)}")
        if self.kind is not None:
            yield Condition(f"{values('kind', [_kind(self.kind)])} ?item sayso:claimKind ?kind .")
        if self.min_documents is not None:
            yield Condition(having=f"COUNT(DISTINCT ?document) >= {counted(self.min_documents)}")
        if self.min_origins is not None:
            yield Condition(ORIGINS % {"least": counted(self.min_origins)})
        if self.has_discrepancy is not None:
            differing = "?differing sayso:ofClaim ?item ; a sayso:Discrepancy"
            without = Condition(f"?item a sayso:Claim MINUS {{ {differing} }}")
            yield Condition.some(differing) if self.has_discrepancy else without

    def _named(self, iris: Iris) -> Iterable[Condition]:
        if self.source is not None:
            source = values("sayer", [node(iri_of(iris, "entity", self.source))])
            yield Condition.some(f"{source} ?saying sayso:source ?sayer ; sayso:claim ?item .")
        if self.about is not None:
            about = values("topic", [node(iri_of(iris, "entity", self.about))])
            yield Condition(f"{about} ?item sayso:about ?topic .")
        if self.document is not None:
            document = values("reporting", [node(iri_of(iris, "document", self.document))])
            yield Condition(f"{document} ?item sayso:reportedIn ?reporting .")


def _given(wanted: ClaimFilter) -> Iterable[tuple[str, object]]:
    return ((name, value) for name, value in asdict(wanted).items() if value is not None)


def _kind(kind: str) -> Term:
    if kind not in {str(known) for known in ClaimKind}:
        raise InvalidInput(f"there is no claim kind {kind!r}; it is one of {', '.join(ClaimKind)}")
    return text(kind)


Said = list[tuple[str, str | None]]
"""The attributions of a claim, each with its source if it has one."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Answers about claims from one state of the graph."""

    reader: GraphReader
    iris: Iris
    table: SupportTable = field(default_factory=NoTable)

    def list(self, wanted: ClaimFilter, part: Slice) -> Page[ClaimSummary]:
        """Claims by number of documents, then by text."""
        found = cut(self.reader, LISTING, list(wanted.conditions(self.iris)), part)
        return found.page(self.summaries(found.iris), wanted.query(), part.limit)

    def summaries(self, iris: Sequence[str]) -> Sequence[ClaimSummary]:
        """These claims, in this order."""
        known = Known(self.reader).load(iris)
        said = self._said_by(iris)
        known.load(source for pairs in said.values() for _, source in pairs if source)
        known.follow("sayso:about", "sayso:origin", "sayso:addressedTo")
        numbers = counts(self.reader, iris, COUNTS)
        return [ClaimSummary(**_summary(known, known[iri], said[iri]), **numbers[iri]) for iri in iris]

    def get(self, given: str) -> ClaimDetail:
        """The claim with this id or IRI, with all attributions of it; raises ``NotFound``."""
        iri = sought(self.iris, "claim", given)
        known = Known(self.reader).load([iri])
        if "sayso:Claim" not in known[iri].classes:
            raise NotFound(f"there is no claim {given!r}")
        said = self._said_by([iri])[iri]
        every = sorted({saying for saying, _ in said})
        sayings = every[:MOST_ATTRIBUTIONS]
        with_parts(known.load(sayings)).follow("sayso:addressedTo")
        support = Support(self.reader, self.iris, self.table)
        stating = support.of("claim", iri)
        differing = Discrepancies(self.reader, self.iris).list(DiscrepancyFilter(claim=iri), Slice(MOST_DISCREPANCIES))
        repeated = echoes(self.reader, iri)
        attributions = [attribution(known, saying) for saying in sayings]
        stated = sorted({number for saying in sayings for number in known[saying].all("sayso:quantity")})
        return ClaimDetail(
            **_summary(known, known[iri], said),
            **counts(self.reader, [iri], COUNTS)[iri],
            wordings=known[iri].all("sayso:wording"),
            quantities=quantities(known, stated),
            attributions=sorted(attributions, key=_place),
            attributions_total=len(every),
            discrepancies=differing.items,
            discrepancies_total=differing.total,
            echoes=repeated.items,
            echoes_total=repeated.total,
            statements=support.statements(known, stating),
            statements_total=stating.total,
        )

    def _said_by(self, iris: Sequence[str]) -> dict[str, Said]:
        """For each claim its attributions with their sources."""
        said: dict[str, Said] = {iri: [] for iri in iris}
        claims = values("claim", map(node, iris))
        for row in self.reader.select(PROLOGUE + SAID_BY % {"claims": claims}):
            said[value(row, "claim")].append((value(row, "attribution"), value(row, "source") or None))
        return said


def _summary(known: Known, facts: Facts, said: Said) -> dict[str, Any]:
    ordinal = facts.number("sayso:ordinal")
    origins, independent = facts.all("sayso:origin"), facts.number("sayso:independentOrigins")
    return {
        "id": facts.id,
        "iri": facts.iri,
        "kind": cast(ClaimKindName, facts.one("sayso:claimKind") or "statement"),
        "text": facts.one("schema:text") or "",
        "ordinal": None if ordinal is None else int(ordinal),
        "addressed_to": ref_or_none(known, facts.one("sayso:addressedTo")),
        "sources": refs(known, sorted({source for _, source in said if source})),
        "about": refs(known, facts.all("sayso:about")),
        "origins": refs(known, origins),
        "independent_origins": len(origins) if independent is None else int(independent),
    }


def _place(said: Attribution) -> tuple[str, str, int]:
    """By document, then in text order."""
    return said.document.name, said.document.id, min((passage.start for passage in said.content), default=0)
