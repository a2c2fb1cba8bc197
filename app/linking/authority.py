"""Authority files: Turtle with SKOS and ORG, or CSV, as records that can be asked."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from app.errors import InvalidInput
from app.linking.identity import AUTHORITY, entity_id
from app.model.authority import AuthorityRecord
from app.model.extraction import EntityType
from app.model.resolution import Key
from app.resources import resources

SKOS = "http://www.w3.org/2004/02/skos/core#"
SAYSO = "https://w3id.org/sayso/ontology#"
SCHEMA = "https://schema.org/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PART_OF = ("http://www.w3.org/ns/org#subOrganizationOf", SKOS + "broader", SCHEMA + "parentOrganization")
SAME_AS = (SKOS + "exactMatch", "http://www.w3.org/2002/07/owl#sameAs", SCHEMA + "sameAs")
NAMES = (SKOS + "altLabel", SKOS + "hiddenLabel", SCHEMA + "alternateName")
LABELS = (SKOS + "prefLabel", "http://www.w3.org/2000/01/rdf-schema#label", SCHEMA + "name")
CLASSES = {
    SAYSO + "Agency": EntityType.AGENCY,
    SCHEMA + "GovernmentOrganization": EntityType.AGENCY,
    "http://www.w3.org/ns/org#Organization": EntityType.ORGANIZATION,
    SCHEMA + "Organization": EntityType.ORGANIZATION,
    SCHEMA + "Person": EntityType.PERSON,
    "http://xmlns.com/foaf/0.1/Person": EntityType.PERSON,
    SCHEMA + "Place": EntityType.PLACE,
    SCHEMA + "Legislation": EntityType.LAW,
    SAYSO + "Program": EntityType.PROGRAM,
    SCHEMA + "Report": EntityType.REPORT,
    SAYSO + "Policy": EntityType.POLICY,
    SAYSO + "Group": EntityType.GROUP,
}
COLUMNS = ("id", "type", "label", "names", "acronyms", "titles", "part_of", "same_as")
"""Columns of a CSV authority file; several values in a cell are separated by ``|``."""


class Authorities:
    """All records of the loaded authority files; where two files have the same IRI, the file loaded last holds."""

    def __init__(self, records: Iterable[AuthorityRecord]) -> None:
        self._records = {record.iri: record for record in records}
        self._parts: dict[str, list[AuthorityRecord]] = defaultdict(list)
        self._heads: dict[str, str] = {}
        for record in self._records.values():
            if record.parent:
                self._parts[record.parent].append(record)
            for title in record.head_titles:
                self._heads.setdefault(title.casefold(), record.iri)

    def __iter__(self) -> Iterator[AuthorityRecord]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def record(self, iri: str) -> AuthorityRecord | None:
        """The record with this IRI, ``None`` where no file has it."""
        return self._records.get(iri)

    def entity_id(self, iri: str) -> str:
        """The id of the entity that has this record."""
        return entity_id([Key(AUTHORITY + iri)])

    def parts(self, iri: str) -> tuple[AuthorityRecord, ...]:
        """The bodies that are directly part of this one."""
        return tuple(self._parts[iri]) if iri in self._parts else ()

    def headed_by(self, title: str) -> str | None:
        """The IRI of the body whose head has this title, if exactly that title is known."""
        return self._heads.get(title.casefold())


@cache
def shipped() -> tuple[AuthorityRecord, ...]:
    """The records of the authority files that ship with the code; read once, since each write of a service asks for them."""
    return tuple(
        record
        for file in sorted((resources() / "ontology" / "authorities").glob("*.ttl"))
        for record in load(file.name, file.read_bytes())
    )


def load(name: str, content: bytes) -> list[AuthorityRecord]:
    """The records of one authority file, by its name's ending: ``.ttl`` or ``.csv``.

    Raises ``InvalidInput`` with the line of the first mistake.
    """
    match Path(name).suffix.lower():
        case ".ttl" | ".turtle":
            return _from_turtle(name, content)
        case ".csv":
            return _from_csv(name, content)
        case other:
            raise InvalidInput(f"{name}: an authority file is .ttl (SKOS) or .csv, not '{other}'")


def _from_turtle(name: str, content: bytes) -> list[AuthorityRecord]:
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in ox.parse(content, format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.NamedNode) and not isinstance(triple.object, ox.Triple):
                facts[triple.subject.value][triple.predicate.value].append(triple.object.value)
    except (SyntaxError, ValueError) as error:
        raise InvalidInput(f"{name} is not Turtle: {error}") from error
    records = [record for iri, fact in facts.items() if (record := _record(name, iri, fact))]
    if not records:
        raise InvalidInput(f"{name} has no records: each needs a class that we know and a skos:prefLabel")
    return records


def _record(name: str, iri: str, fact: dict[str, list[str]]) -> AuthorityRecord | None:
    types = [CLASSES[class_] for class_ in fact[TYPE] if class_ in CLASSES]
    labels = _all(fact, LABELS)
    if not types or not labels:
        return None
    return AuthorityRecord(
        iri=iri,
        type=types[0],
        label=labels[0],
        names=tuple(dict.fromkeys((*labels[1:], *_all(fact, NAMES)))),
        notations=tuple(fact[SKOS + "notation"]),
        head_titles=tuple(fact[SAYSO + "headTitle"]),
        parent=next(iter(_all(fact, PART_OF)), None),
        same_as=_all(fact, SAME_AS),
        source=name,
    )


def _all(fact: dict[str, list[str]], predicates: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for predicate in predicates for value in sorted(fact.get(predicate, ())))


def _from_csv(name: str, content: bytes) -> list[AuthorityRecord]:
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True)
        records = [_from_row(name, rows.line_num, row) for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(f"{name} is not CSV in UTF-8: {error}") from error
    if not records:
        raise InvalidInput(f"{name} has no rows; its columns are {', '.join(COLUMNS)}")
    return records


def _from_row(name: str, line: int, row: dict[str, str | None]) -> AuthorityRecord:
    cells = {column: [cell.strip() for cell in (row.get(column) or "").split("|") if cell.strip()] for column in COLUMNS}
    if not cells["id"] or not cells["label"] or not cells["type"]:
        raise InvalidInput(f"{name}, line {line}: id, type and label must not be empty (columns: {', '.join(COLUMNS)})")
    if not cells["id"][0].startswith(("http://", "https://", "urn:")):
        raise InvalidInput(f"{name}, line {line}: id must be an IRI, not '{cells['id'][0]}'")
    try:
        type_ = EntityType(cells["type"][0].lower())
    except ValueError:
        raise InvalidInput(
            f"{name}, line {line}: type must be one of {', '.join(EntityType)}, not '{cells['type'][0]}'"
        ) from None
    return AuthorityRecord(
        iri=cells["id"][0],
        type=type_,
        label=cells["label"][0],
        names=tuple(cells["names"]),
        notations=tuple(cells["acronyms"]),
        head_titles=tuple(cells["titles"]),
        parent=next(iter(cells["part_of"]), None),
        same_as=tuple(cells["same_as"]),
        source=name,
    )
