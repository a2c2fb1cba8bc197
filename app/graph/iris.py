"""The only place where instance IRIs are minted and taken apart: ``{base}/{kind}/{id}``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from rdflib import URIRef

from app.model.extraction import EntityType
from app.model.text import Span

KINDS = (
    "document",
    "passage",
    "mention",
    "attribution",
    "quantity",
    "time",
    "extraction",
    "entity",
    "claim",
    "echo",
    "dependence",
    "discrepancy",
    "side",
    "membership",
    "role",
    "software",
    "graph",
    "release",
    "decision",
)
"""The kinds of things that have IRIs of ours; a graph's id has a kind of its own in it (``document/D``, ``entities``)."""

LONGEST_SLUG = 80
"""Longer titles of roles are cut and told apart by a digest."""


class Minted(NamedTuple):
    """An IRI of ours, taken apart."""

    kind: str
    id: str


def digest(*parts: str) -> str:
    """Twelve hex digits that stand for these parts in this order."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def slug(words: str) -> str:
    """The words in ASCII letters and digits with hyphens between; a digest takes the place of what cannot be written so."""
    folded = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    written = "-".join(re.findall(r"[a-z0-9.]+", folded)).strip(".")
    if not written or len(written) > LONGEST_SLUG:
        return f"{written[:LONGEST_SLUG]}-{digest(words)}".lstrip("-")
    return written


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints IRIs below ``base`` (the setting ``base_iri``, without a slash at its end)."""

    base: str

    def of(self, kind: str, identifier: str) -> URIRef:
        """The IRI of the thing of this kind with this id. Raises ``ValueError`` for a kind that we do not have."""
        if kind not in KINDS:
            raise ValueError(f"no kind {kind!r}: it is one of {', '.join(KINDS)}")
        return URIRef(f"{self.base}/{kind}/{identifier}")

    def document(self, identifier: str) -> URIRef:
        """A document."""
        return URIRef(f"{self.base}/document/{identifier}")

    def extraction(self, document: str) -> URIRef:
        """The extraction that read a document."""
        return URIRef(f"{self.base}/extraction/{document}")

    def passage(self, document: str, span: Span) -> URIRef:
        """A stretch of a document's text."""
        return URIRef(f"{self.base}/passage/{document}-{span.start}-{span.end}")

    def mention(self, document: str, span: Span, kind: EntityType) -> URIRef:
        """A mention of an entity of this type."""
        return URIRef(f"{self.base}/mention/{document}-{span.start}-{span.end}-{kind.value}")

    def quantity(self, document: str, span: Span) -> URIRef:
        """A number with what it counts."""
        return URIRef(f"{self.base}/quantity/{document}-{span.start}-{span.end}")

    def time(self, document: str, span: Span) -> URIRef:
        """Words for a time."""
        return URIRef(f"{self.base}/time/{document}-{span.start}-{span.end}")

    def attribution(self, document: str, content: Span, place: int) -> URIRef:
        """An attribution: its first content span, and its place among the document's attributions."""
        return URIRef(f"{self.base}/attribution/{document}-{content.start}-{content.end}-{place}")

    def entity(self, identifier: str) -> URIRef:
        """An entity."""
        return URIRef(f"{self.base}/entity/{identifier}")

    def claim(self, identifier: str) -> URIRef:
        """A claim."""
        return URIRef(f"{self.base}/claim/{identifier}")

    def echo(self, claim: str, *documents: str) -> URIRef:
        """That documents (ids, in any order) do not stand apart for a claim."""
        return URIRef(f"{self.base}/echo/{digest(claim, *sorted(documents))}")

    def dependence(self, kind: str, *parts: str) -> URIRef:
        """That two documents do not stand apart: what shows it, with all that tells it from another of the same kind."""
        return URIRef(f"{self.base}/dependence/{digest(kind, *parts)}")

    def discrepancy(self, claim: str, kind: str, *parts: str) -> URIRef:
        """That two attributions of a claim differ; the parts say which, in the order of the sides."""
        return URIRef(f"{self.base}/discrepancy/{digest(claim, kind, *parts)}")

    def side(self, discrepancy: str, ordinal: int) -> URIRef:
        """A side (1 or 2) of the discrepancy with this id."""
        return URIRef(f"{self.base}/side/{discrepancy}-{ordinal}")

    def role(self, title: str) -> URIRef:
        """A role, by its title; titles that differ in case, accents and punctuation alone are one role."""
        return URIRef(f"{self.base}/role/{slug(title)}")

    def membership(self, person: str, title: str, organization: str | None) -> URIRef:
        """That the person (id of the entity) holds the role at the organization, if one is known."""
        return URIRef(f"{self.base}/membership/{digest(person, slug(title), organization or '')}")

    def software(self, name: str) -> URIRef:
        """A version of the software ("sayso 0.1.0")."""
        return URIRef(f"{self.base}/software/{slug(name)}")

    def graph(self, name: str) -> URIRef:
        """A named graph: ``entities``, ``claims``, ``ontology``, ``shapes``, ``dataset``, ``workspace/{name}``."""
        return URIRef(f"{self.base}/graph/{name}")

    def graph_document(self, identifier: str) -> URIRef:
        """A document's own graph."""
        return self.graph(f"document/{identifier}")

    def release(self, name: str) -> URIRef:
        """A release of the data."""
        return URIRef(f"{self.base}/release/{name}")

    def decision(self, sequence: int) -> URIRef:
        """A decision that a person took, by its number in the ledger."""
        return URIRef(f"{self.base}/decision/{sequence}")

    def statement(self, thing: str, predicate: str, value: str) -> URIRef:
        """A statement about a thing, as a part of the thing's description."""
        return URIRef(f"{thing}#statement-{digest(predicate, value)}")

    def dataset(self) -> URIRef:
        """The data set as a whole."""
        return URIRef(f"{self.base}/dataset")

    def context(self) -> URIRef:
        """The address at which the JSON-LD context is served."""
        return URIRef(f"{self.base}/ontology/context.jsonld")

    def parse(self, iri: str) -> Minted | None:
        """The kind and id of an IRI of ours; ``None`` for any other IRI.

        >>> Iris("http://127.0.0.1:8000").parse("http://127.0.0.1:8000/entity/us-federal-ice")
        Minted(kind='entity', id='us-federal-ice')
        """
        if not iri.startswith(f"{self.base}/"):
            return None
        kind, _, identifier = iri[len(self.base) + 1 :].partition("/")
        return Minted(kind, identifier) if kind in KINDS and identifier else None
