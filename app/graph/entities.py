"""Entities: names, types, parts, issuers and links, from the document and from authority files; and who held which role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import DCTERMS, ORG, SDO, SKOS, Literal, URIRef

from app.graph.authorities import Authorities, with_ancestors
from app.graph.frame import Frame
from app.graph.graphs import Triple
from app.graph.literals import address, date
from app.graph.names import ENTITY_CLASSES, SAYSO, A
from app.model.authority import AuthorityRecord
from app.model.extraction import EntityType
from app.model.resolution import LocalEntity, Membership


def official_triples(frame: Frame, authorities: Authorities) -> Iterator[Triple]:
    """What authority files say of the document's entities, and of what those are part of: of each, its first record."""
    described: set[URIRef] = set()
    for iri, entity in zip(frame.entities, frame.resolution.entities, strict=True):
        for record in with_ancestors(authorities, entity.authority) if entity.authority else ():
            thing = iri if record.iri == entity.authority else frame.iris.entity(authorities.entity_id(record.iri))
            if thing not in described:
                described.add(thing)
                yield from record_triples(frame, authorities, thing, record)


def shown_triples(frame: Frame, official: Iterable[Triple]) -> Iterator[Triple]:
    """What the document itself shows of its entities: each has one preferred name, an official one or else the first."""
    labels = {thing: str(name) for thing, predicate, name in official if predicate == SKOS.prefLabel}
    for iri, entity in zip(frame.entities, frame.resolution.entities, strict=True):
        if iri not in labels:
            labels[iri] = entity.name
            yield from _named(iri, entity.type, entity.name)
        # The linker calls an entity as its record does, whether the document says that name or not.
        borrowed = entity.authority is not None and entity.name == labels[iri]
        for name in entity.names if borrowed else (entity.name, *entity.names):
            yield iri, SKOS.prefLabel if name == labels[iri] else SKOS.altLabel, Literal(name)
        yield from _related(frame, iri, entity)
    own = frame.entity(frame.resolution.own)
    if own is not None:
        yield own, SAYSO.fullText, frame.document_iri


def _related(frame: Frame, iri: URIRef, entity: LocalEntity) -> Iterator[Triple]:
    part_of, issuer = frame.entity(entity.part_of), frame.entity(entity.issuer)
    if part_of is not None:
        yield iri, ORG.subOrganizationOf, part_of
    if issuer is not None:
        yield iri, DCTERMS.creator, issuer
    if entity.number:
        yield iri, SDO.reportNumber, Literal(entity.number)
    yield from _same(iri, entity.same_as)


def record_triples(frame: Frame, authorities: Authorities, iri: URIRef, record: AuthorityRecord) -> Iterator[Triple]:
    """What an authority file says of the entity ``iri``, which has this record."""
    yield from _named(iri, record.type, record.label)
    yield from _also_named(iri, record.label, (*record.names, *record.notations))
    yield from _same(iri, record.same_as)
    yield iri, DCTERMS.source, URIRef(record.iri)
    if record.parent is not None and authorities.record(record.parent) is not None:
        yield iri, ORG.subOrganizationOf, frame.iris.entity(authorities.entity_id(record.parent))


def _named(iri: URIRef, kind: EntityType, name: str) -> Iterator[Triple]:
    yield iri, A, SAYSO.Entity
    yield iri, A, ENTITY_CLASSES[kind]
    yield iri, SKOS.prefLabel, Literal(name)


def _also_named(iri: URIRef, name: str, names: Iterable[str]) -> Iterator[Triple]:
    for other in names:
        if other != name:
            yield iri, SKOS.altLabel, Literal(other)


def _same(iri: URIRef, others: Iterable[str]) -> Iterator[Triple]:
    for other in others:
        link = address(other)
        if isinstance(link, URIRef):
            yield iri, SKOS.exactMatch, link


def membership_iri(frame: Frame, membership: Membership) -> URIRef:
    """The IRI of a person's role at an organization, the same in all documents that show it."""
    ids = frame.identified.entities
    organization = None if membership.organization is None else ids[membership.organization]
    return frame.iris.membership(ids[membership.person], membership.title, organization)


def membership_triples(frame: Frame) -> Iterator[Triple]:
    """Who holds which role where (W3C ORG); roles that differ in spelling alone have the label that comes first."""
    labelled: set[URIRef] = set()
    for membership in frame.resolution.memberships:
        iri, role = membership_iri(frame, membership), frame.iris.role(membership.title)
        organization = frame.entity(membership.organization)
        yield iri, A, ORG.Membership
        yield iri, ORG.member, frame.entities[membership.person]
        yield iri, ORG.role, role
        if frame.document.metadata.published:
            yield iri, SAYSO.shownOn, date(frame.document.metadata.published)
        if organization is not None:
            yield iri, ORG.organization, organization
        yield role, A, ORG.Role
        if role not in labelled:
            labelled.add(role)
            yield role, SKOS.prefLabel, Literal(membership.title)


def role_passage_triples(frame: Frame) -> Iterator[Triple]:
    """The words of this document that show each role."""
    for membership in frame.resolution.memberships:
        yield membership_iri(frame, membership), SAYSO.passage, frame.passage(membership.span)
