"""Entities as answers: lists, and one with its neighbours and roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pyoxigraph import NamedNode, Triple
from rdflib import ORG

from app.answers.counts import counts
from app.answers.facts import Facts, Known
from app.answers.models import EntityDetail, EntityRole, EntitySummary, JoinedBy, Page
from app.answers.paging import Condition, Listing, Slice, SortKey, counted, cut
from app.answers.parts import entity_type, passages, ref, ref_or_none, refs
from app.answers.places import iri_of, sought
from app.answers.sparql import PROLOGUE, node, value, values, words_within
from app.answers.support import MOST_DOCUMENTS, Evidence, NoEvidence, NoTable, Support, SupportTable, load, supported
from app.errors import InvalidInput, NotFound
from app.graph.iris import Iris
from app.graph.names import ENTITY_CLASSES
from app.model.extraction import EntityType
from app.model.support import Supporters
from app.store.port import GraphReader

MOST_NEIGHBOURS = 500
"""Parts, works and roles of each sort that an answer about one entity names."""
MOST_PASSAGES = 20
"""Passages that are given for one role."""

LISTING = Listing(
    "?item a sayso:Entity ; skos:prefLabel ?label . OPTIONAL { ?mention sayso:refersTo ?item ; sayso:inDocument ?document }",
    (SortKey("COUNT(DISTINCT ?mention)", number=True, descending=True), SortKey("MIN(SUBSTR(LCASE(STR(?label)), 1, 80))")),
)
COUNTS = {
    "mentions": "?thing sayso:refersTo ?item .",
    "documents": "?mention sayso:refersTo ?item ; sayso:inDocument ?thing .",
    "claims_made": "?attribution sayso:source ?item ; sayso:claim ?thing .",
    "claims_about": "?thing sayso:about ?item ; a sayso:Claim .",
}
NEIGHBOURS = """SELECT DISTINCT ?item ?relation ?thing WHERE {
  { %(items)s ?thing org:subOrganizationOf ?item . BIND("part" AS ?relation) }
  UNION { %(items)s ?thing dcterms:creator ?item . BIND("issued" AS ?relation) }
  UNION { %(items)s ?thing org:member ?item . BIND("role" AS ?relation) }
  UNION { %(items)s ?thing org:organization ?item . BIND("role" AS ?relation) }
}"""


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """What narrows the list of entities; ``None`` narrows nothing."""

    q: str | None = None
    type: str | None = None
    mentioned_in: str | None = None
    min_documents: int | None = None

    def query(self) -> dict[str, str]:
        """The filter as it stands in a URL."""
        return {name: str(value) for name, value in asdict(self).items() if value is not None}

    def conditions(self, iris: Iris) -> Iterable[Condition]:
        """The filter as conditions on a list. Raises ``InvalidInput`` for a value that cannot be."""
        if self.q is not None:
            yield Condition.some(f"?item skos:prefLabel|skos:altLabel ?named {words_within('named', self.q)}")
        if self.type is not None:
            yield Condition(f"{values('class', [_class(self.type)])} ?item a ?class .")
        if self.mentioned_in is not None:
            where = values("place", [node(iri_of(iris, "document", self.mentioned_in))])
            yield Condition.some(f"{where} ?naming sayso:inDocument ?place ; sayso:refersTo ?item .")
        if self.min_documents is not None:
            yield Condition(having=f"COUNT(DISTINCT ?document) >= {counted(self.min_documents)}")


def _class(kind: str) -> NamedNode:
    try:
        return node(str(ENTITY_CLASSES[EntityType(kind)]))
    except ValueError:
        raise InvalidInput(f"there is no entity type {kind!r}; it is one of {', '.join(EntityType)}") from None


Related = dict[str, list[str]]
"""The IRIs of neighbours by how they are related."""


@dataclass(frozen=True, slots=True)
class Entities:
    """Answers about entities from one state of the graph."""

    reader: GraphReader
    iris: Iris
    table: SupportTable = field(default_factory=NoTable)
    evidence: Evidence = field(default_factory=NoEvidence)

    def list(self, wanted: EntityFilter, part: Slice) -> Page[EntitySummary]:
        """Entities by number of mentions, then by name."""
        found = cut(self.reader, LISTING, list(wanted.conditions(self.iris)), part)
        return found.page(self.summaries(found.iris), wanted.query(), part.limit)

    def summaries(self, iris: Sequence[str]) -> Sequence[EntitySummary]:
        """These entities, in this order."""
        known = Known(self.reader).load(iris)
        numbers = counts(self.reader, iris, COUNTS)
        return [EntitySummary(**_summary(known[iri]), **numbers[iri]) for iri in iris]

    def get(self, given: str) -> EntityDetail:
        """The entity with this id or IRI; raises ``NotFound``."""
        iri = sought(self.iris, "entity", given)
        known = Known(self.reader).load([iri])
        if "sayso:Entity" not in known[iri].classes:
            raise NotFound(f"there is no entity {given!r}")
        neighbours = self._neighbours(iri)
        shown = {relation: iris[:MOST_NEIGHBOURS] for relation, iris in neighbours.items()}
        known.load(shown["part"] + shown["issued"] + shown["role"])
        known.follow("org:subOrganizationOf", "dcterms:creator", "org:member", "org:organization", "org:role", "sayso:fullText")
        facts, support = known[iri], Support(self.reader, self.iris, self.table)
        said = support.of("entity", iri)
        return EntityDetail(
            **_summary(facts),
            **counts(self.reader, [iri], COUNTS)[iri],
            part_of=refs(known, facts.all("org:subOrganizationOf")),
            parts=refs(known, shown["part"]),
            parts_total=len(neighbours["part"]),
            issued_by=refs(known, facts.all("dcterms:creator")),
            issued=refs(known, shown["issued"]),
            issued_total=len(neighbours["issued"]),
            number=facts.one("schema:reportNumber"),
            joined_by=[JoinedBy(**asdict(each)) for each in self.evidence.joined_by(facts.id)],
            documents_of=refs(known, facts.all("sayso:fullText")),
            roles=self._roles(known, shown["role"]),
            roles_total=len(neighbours["role"]),
            statements=support.statements(known, said),
            statements_total=said.total,
        )

    def _roles(self, known: Known, memberships: Sequence[str]) -> Sequence[EntityRole]:
        """Roles with their first passages, and the documents that show them."""
        graph = str(self.iris.graph("entities"))
        held = [(iri, known[iri].one("org:role")) for iri in memberships]
        triples = [Triple(node(iri), node(str(ORG.role)), node(role)) for iri, role in held if role]
        found = self.table.of(graph, triples, MOST_DOCUMENTS)
        supporters = {triple.subject.value: each for triple, each in zip(triples, found, strict=True)}  # type: ignore[union-attr]
        load(known, self.iris, found)
        shown = [passage for iri in memberships for passage in known[iri].all("sayso:passage")[:MOST_PASSAGES]]
        known.load(shown).load(document for iri in shown for document in known[iri].all("sayso:inDocument"))
        roles = [
            _role(known, known[iri], supported(known, self.iris, supporters.get(iri, Supporters()), ())) for iri in memberships
        ]
        return sorted(roles, key=lambda role: (role.role, role.person.name, role.person.id))

    def _neighbours(self, iri: str) -> Related:
        found: Related = {"part": [], "issued": [], "role": []}
        items = values("item", [node(iri)])
        for row in self.reader.select(PROLOGUE + NEIGHBOURS % {"items": items}):
            found[value(row, "relation")].append(value(row, "thing"))
        return {relation: sorted(iris) for relation, iris in found.items()}


def _summary(facts: Facts) -> dict[str, Any]:
    return {
        "id": facts.id,
        "iri": facts.iri,
        "type": entity_type(facts),
        "name": facts.one("skos:prefLabel") or facts.id,
        "names": sorted({*facts.all("skos:prefLabel"), *facts.all("skos:altLabel")}),
        "same_as": sorted({*facts.all("skos:exactMatch"), *facts.all("owl:sameAs")}),
    }


def _role(known: Known, membership: Facts, support: dict[str, Any]) -> EntityRole:
    title = known[membership.one("org:role") or ""]
    shown, dates = membership.all("sayso:passage"), membership.all("sayso:shownOn")
    return EntityRole(
        role=title.one("skos:prefLabel") or title.id,
        person=ref(known[membership.one("org:member") or ""]),
        organization=ref_or_none(known, membership.one("org:organization")),
        first_shown=min(dates, default=None),
        last_shown=max(dates, default=None),
        passages=passages(known, shown[:MOST_PASSAGES]),
        passages_total=len(shown),
        **support,
    )
