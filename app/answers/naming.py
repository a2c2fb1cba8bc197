"""Where an entity is named, across documents."""

from __future__ import annotations

from app.answers.facts import Known
from app.answers.models import Mention, Page
from app.answers.paging import Condition, Listing, Slice, SortKey, cut
from app.answers.parts import passage, ref, with_parts
from app.answers.sparql import node, values
from app.store.port import GraphReader

LISTING = Listing(
    "?item a sayso:Mention ; sayso:refersTo ?entity ; sayso:inDocument ?document ; sayso:passage ?passage ."
    " ?passage oa:start ?start .",
    (SortKey("MIN(STR(?document))"), SortKey("MIN(?start)", number=True)),
)


def mentions_of(reader: GraphReader, entity: str, part: Slice) -> Page[Mention]:
    """The mentions of the entity with this IRI, document by document in text order."""
    found = cut(reader, LISTING, [Condition(values("entity", [node(entity)]))], part)
    known = with_parts(Known(reader).load(found.iris))
    return found.page([_mention(known, iri) for iri in found.iris], {}, part.limit)


def _mention(known: Known, iri: str) -> Mention:
    facts = known[iri]
    return Mention(
        id=facts.id,
        iri=iri,
        entity=ref(known[facts.one("sayso:refersTo") or ""]),
        form=facts.one("sayso:form") or "name",
        passage=passage(known, facts.one("sayso:passage") or ""),
    )
