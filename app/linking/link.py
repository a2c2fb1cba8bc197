"""The linker: from an extraction to the entities of its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.body_types import type_of
from app.linking.authority import Authorities
from app.linking.clusters import NAMING, Clusters, gather, normal_name
from app.linking.identity import AUTHORITY
from app.linking.keys import keys_of, title_key
from app.linking.own import Own, own_of
from app.linking.people import full_title, role_body
from app.linking.pointing import UNNAMED, point
from app.linking.sources import settled
from app.model.document import Document
from app.model.extraction import EntityType, Extraction, Form, RoleMention, Style
from app.model.resolution import Key, LocalEntity, Membership, Resolution

OWNERS = (EntityType.AGENCY, EntityType.ORGANIZATION)
ISSUED = (EntityType.REPORT, EntityType.POLICY, EntityType.PROGRAM)


def link(document: Document, extraction: Extraction, authorities: Authorities) -> Resolution:
    """Say which entity each mention of the document means, and where each attribution comes from."""
    clusters = gather(document, extraction, authorities)
    publisher = clusters.publisher = _publisher(clusters)
    own = own_of(clusters)
    point(clusters)
    extraction = clusters.extraction = replace(extraction, attributions=settled(clusters))
    bodies = [role_body(clusters, role) for role in extraction.roles]
    labels = _labels(clusters, [publisher, own.label if own else None, *bodies])
    place = {label: i for i, label in enumerate(labels)}
    entities = tuple(_Describer(clusters, place, publisher, own).entity(label) for label in labels)
    referents = tuple(None if label is None else place[label] for label in clusters.labels)
    return Resolution(
        document=document,
        extraction=extraction,
        entities=entities,
        referents=referents,
        sources=_sources(extraction, referents, place[publisher] if publisher else None),
        memberships=_memberships(clusters, bodies, place),
        publisher=place[publisher] if publisher else None,
        own=place[own.label] if own else None,
    )


def _publisher(clusters: Clusters) -> str | None:
    """The label of the outlet; an organization of the text with the same name is the outlet."""
    name = clusters.document.metadata.publisher
    if not name:
        return None
    called = {normal_name(name), f"acronym:{name.casefold()}"}
    same = [label for label in clusters.types if label.partition(":")[2] in called]
    match = next(
        (m for m in clusters.authorities if name.casefold() in {m.label.casefold(), *map(str.casefold, m.names)}), None
    )
    type_ = match.type if match else type_of(name, EntityType.ORGANIZATION)
    label = AUTHORITY + match.iri if match else next(iter(same), f"{type_}:{normal_name(name)}")
    clusters.types.setdefault(label, type_)
    return label


def _labels(clusters: Clusters, further: Sequence[str | None]) -> list[str]:
    """All labels that become entities, in order of first mention, those that are only implied last."""
    for label in further:
        if label is not None:
            clusters.types.setdefault(label, EntityType.AGENCY)
    return list(dict.fromkeys(label for label in (*clusters.labels, *further) if label is not None))


def _sources(extraction: Extraction, referents: Sequence[int | None], publisher: int | None) -> tuple[int | None, ...]:
    return tuple(
        publisher if a.style is Style.ASSERTED else (None if a.speaker is None else referents[a.speaker])
        for a in extraction.attributions
    )


def _memberships(clusters: Clusters, bodies: Sequence[str | None], place: dict[str, int]) -> tuple[Membership, ...]:
    found = []
    for role, body in zip(clusters.extraction.roles, bodies, strict=True):
        person = clusters.labels[role.person]
        if person is not None:
            found.append(Membership(place[person], full_title(clusters, role), role.span, place[body] if body else None))
    return tuple(found)


class _Describer:
    """Describes each label of a document as an entity."""

    def __init__(self, clusters: Clusters, place: dict[str, int], publisher: str | None, own: Own | None) -> None:
        self._clusters = clusters
        self._place = place
        self._publisher = publisher
        self._own = own
        self._members = clusters.members()

    def entity(self, label: str) -> LocalEntity:
        """The entity that has this label."""
        clusters = self._clusters
        names = self._names(label)
        authority = clusters.authority_of(label)
        record = clusters.authorities.record(authority) if authority else None
        type_ = record.type if record else clusters.types[label]
        number = self._number(label)
        name = record.label if record else self._name(label, names)
        return LocalEntity(
            type=type_,
            name=name,
            names=names,
            keys=tuple(self._keys(label, type_, number)),
            authority=authority,
            same_as=self._same_as(label),
            part_of=self._owner(label) if type_ is EntityType.AGENCY and not record else None,
            issuer=self._owner(label) if type_ in ISSUED else None,
            number=number,
        )

    def _keys(self, label: str, type_: EntityType, number: str | None) -> list[Key]:
        keys = keys_of(self._clusters, label, type_, number, self._roles(label), self._owner_label(label))
        title = self._clusters.document.metadata.title
        if title and type_ is EntityType.REPORT and self._is_own(label):
            keys.append(title_key(normal_name(title)))
        return list(dict.fromkeys(keys))

    def _names(self, label: str) -> tuple[str, ...]:
        """The names and acronyms with which the document names it, and the outlet's and the title's own."""
        mentions = (self._clusters.extraction.mentions[place] for place in self._members.get(label, ()))
        names = [self._clusters.surface(m) for m in mentions if m.form in NAMING]
        metadata = self._clusters.document.metadata
        names += [metadata.publisher] if label == self._publisher and metadata.publisher else []
        names += [metadata.title] if metadata.title and self._is_own(label) else []
        return tuple(dict.fromkeys(" ".join(name.split()) for name in names))

    def _name(self, label: str, names: tuple[str, ...]) -> str:
        if label.startswith(UNNAMED):
            first = self._clusters.extraction.mentions[self._members[label][0]]
            return " ".join(self._clusters.surface(first).split()[1:])
        if self._clusters.types[label] is EntityType.LAW:
            return label.partition(":")[2]
        numbers = {m.canonical for place in self._members.get(label, ()) if (m := self._clusters.extraction.mentions[place])}
        words = [name for name in names if not name.isupper() and name not in numbers] or list(names)
        return max(words, key=lambda name: (len(name), name)) if words else label.rpartition(":")[2]

    def _number(self, label: str) -> str | None:
        mentions = (self._clusters.extraction.mentions[place] for place in self._members.get(label, ()))
        return next((m.canonical for m in mentions if m.type is EntityType.REPORT and m.form is Form.CITATION), None)

    def _same_as(self, label: str) -> tuple[str, ...]:
        mentions = (self._clusters.extraction.mentions[place] for place in self._members.get(label, ()))
        own = self._own.same_as if self._own and self._is_own(label) else None
        return tuple(sorted({*(m.same_as for m in mentions if m.same_as), *([own] if own else [])}))

    def _roles(self, label: str) -> list[RoleMention]:
        return [role for role in self._clusters.extraction.roles if self._clusters.labels[role.person] == label]

    def _owner_label(self, label: str) -> str | None:
        """The label of what this belongs to, by the most frequent owner that its mentions are shown with."""
        if self._is_own(label):
            return self._publisher
        owners = [self._clusters.extraction.mentions[place].owner for place in self._members.get(label, ())]
        named = (self._clusters.labels[owner] for owner in owners if owner is not None)
        owned = [name for name in named if name and name != label and self._clusters.types[name] in OWNERS]
        if not owned and self._clusters.types[label] is EntityType.REPORT:
            return self._clusters.numbered_by(label)
        return max(owned, key=owned.count) if owned else None

    def _is_own(self, label: str) -> bool:
        """Whether the document is the text of what has this label."""
        return self._own is not None and label == self._own.label

    def _owner(self, label: str) -> int | None:
        owner = self._owner_label(label)
        return self._place[owner] if owner else None
