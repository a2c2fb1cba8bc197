"""What names mean, for people: the terms of the ontology and the shapes as values that pages show, and words for properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from app.answers.sparql import compact
from app.errors import SaysoError
from app.graph.names import PREFIXES
from app.graph.packaged import ontology_graph, shapes_graph

ONTOLOGY = PREFIXES["sayso"]
SHAPES = "https://w3id.org/sayso/shapes#"
NOTIONS = "https://w3id.org/sayso/open-claims#"
PLACES: Mapping[str, str] = MappingProxyType({ONTOLOGY: "/ontology", SHAPES: "/shapes", NOTIONS: "/ontology"})
"""Where the service explains the names of each of our namespaces."""

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "dcterms:creator": "issued by",
        "dcterms:identifier": "id",
        "dcterms:issued": "published",
        "dcterms:source": "authority record",
        "oa:exact": "exact words",
        "oa:prefix": "words before",
        "oa:suffix": "words after",
        "org:subOrganizationOf": "part of",
        "prov:endedAtTime": "ended",
        "prov:startedAtTime": "began",
        "prov:used": "read",
        "prov:wasAssociatedWith": "software",
        "prov:wasDerivedFrom": "derived from",
        "prov:wasGeneratedBy": "made by",
        "rdf:type": "is a",
        "schema:maxValue": "at most",
        "schema:minValue": "at least",
        "schema:softwareVersion": "version",
        "schema:unitText": "of what",
        "schema:wordCount": "words",
        "skos:altLabel": "also named",
        "skos:exactMatch": "same as",
        "skos:prefLabel": "name",
    }
)
"""What people call the borrowed properties where their own names would not tell."""


@dataclass(frozen=True, slots=True)
class Link:
    """A term by its prefixed name, and where it is explained."""

    name: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or note of the ontology; ``anchor`` is its local name. ``domain`` and ``range`` are of properties."""

    anchor: str
    iri: str
    kind: str
    label: str
    definition: str
    example: str
    above: Sequence[Link] = ()
    below: Sequence[Link] = ()
    close: Sequence[Link] = ()
    domain: Sequence[Link] = ()
    range: Sequence[Link] = ()
    used: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a shape asks: of which property, and what it says when it is not so."""

    path: Link | None
    message: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with what it is about."""

    anchor: str
    iri: str
    label: str
    targets: Sequence[Link]
    rules: Sequence[Rule]


def link(iri: str) -> Link:
    """The link to a term: on this service where it is ours, else where its IRI leads."""
    name = iri if iri in PREFIXES.values() else compact(iri)
    for start, path in PLACES.items():
        if iri.startswith(start):
            return Link(name, f"{path}#{iri[len(start) :]}")
    return Link(name, iri if iri.startswith(("http://", "https://")) else None)


def words(name: str) -> str:
    """A local name as words: ``wasDerivedFrom`` is ``was derived from``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


class Vocabulary:
    """The packaged graphs, read when they are first shown."""

    @cached_property
    def ontology(self) -> Graph:
        """Our terms."""
        return ontology_graph()

    @cached_property
    def shapes(self) -> Graph:
        """Our shapes."""
        return shapes_graph()

    @cached_property
    def title(self) -> str:
        """The ontology's title."""
        return _text(self.ontology, _itself(self.ontology), DCTERMS.title)

    @cached_property
    def description(self) -> str:
        """What the ontology says of itself."""
        return " ".join(_text(self.ontology, _itself(self.ontology), DCTERMS.description).split())

    @cached_property
    def version(self) -> str:
        """The version of the ontology."""
        return _text(self.ontology, _itself(self.ontology), OWL.versionInfo)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """All terms by IRI: classes, properties, then what else the ontology explains."""
        graph = self.ontology
        named = [thing for thing in set(graph.subjects()) if isinstance(thing, URIRef) and thing != _itself(graph)]
        found = [_term(graph, iri) for iri in sorted(named)]
        return {term.iri: term for term in found if term.definition or term.label}

    def of(self, *kinds: str) -> list[Term]:
        """The terms of these kinds, by name."""
        return sorted((term for term in self.terms.values() if term.kind in kinds), key=lambda term: term.anchor.lower())

    def label(self, iri: str) -> str:
        """What people call a property or class."""
        term, name = self.terms.get(iri), compact(iri)
        return term.label if term else WORDS.get(name) or words(re.split(r"[/#:]", name)[-1])

    @cached_property
    def rules(self) -> Sequence[Shape]:
        """The shapes with what they ask."""
        named = (shape for shape in self.shapes.subjects(RDF.type, SH.NodeShape) if isinstance(shape, URIRef))
        return [_shape(self.shapes, shape) for shape in sorted(named)]


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A type of problem (RFC 9457): its name is the end of its IRI."""

    name: str
    status: int
    title: str
    description: str


def problem_types() -> list[ProblemType]:
    """The types of all problems of our own, by status; those that HTTP itself has have none."""
    found, waiting = [], list(SaysoError.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found.append(
            ProblemType(kind.__name__, kind.status, kind.title, " ".join((kind.__doc__ or "").replace("`", "").split()))
        )
    return sorted(found, key=lambda each: (each.status, each.name))


KINDS: Mapping[URIRef, str] = MappingProxyType(
    {
        OWL.Class: "class",
        OWL.ObjectProperty: "property",
        OWL.DatatypeProperty: "property",
        OWL.AnnotationProperty: "property",
        RDF.Property: "property",
    }
)


def _itself(graph: Graph) -> Node:
    return next(iter(graph.subjects(RDF.type, OWL.Ontology)))


def _text(graph: Graph, thing: Node, *names: URIRef) -> str:
    found = (str(value) for name in names for value in graph.objects(thing, name))
    return next(found, "")


def _term(graph: Graph, iri: URIRef) -> Term:
    kinds = (KINDS[kind] for kind in graph.objects(iri, RDF.type) if isinstance(kind, URIRef) and kind in KINDS)
    return Term(
        anchor=re.split(r"[/#]", iri)[-1],
        iri=str(iri),
        kind=next(kinds, "note"),
        label=_text(graph, iri, RDFS.label, SKOS.prefLabel),
        definition=_text(graph, iri, SKOS.definition, RDFS.comment),
        example=_text(graph, iri, SKOS.example),
        above=_links(graph, (*graph.objects(iri, RDFS.subClassOf), *graph.objects(iri, RDFS.subPropertyOf))),
        below=_links(graph, (*graph.subjects(RDFS.subClassOf, iri), *graph.subjects(RDFS.subPropertyOf, iri))),
        close=_links(graph, (*graph.objects(iri, SKOS.closeMatch), *graph.objects(iri, SKOS.exactMatch))),
        domain=_links(graph, graph.objects(iri, RDFS.domain)),
        range=_links(graph, graph.objects(iri, RDFS.range)),
        used=_links(
            graph, (each for each in graph.subjects(RDFS.domain) if iri in _members(graph, graph.objects(each, RDFS.domain)))
        ),
    )


def _links(graph: Graph, things: Iterable[Node]) -> list[Link]:
    return [link(iri) for iri in sorted({str(thing) for thing in _members(graph, things)})]


def _members(graph: Graph, things: Iterable[Node]) -> list[URIRef]:
    """The named terms, also those of unions (``owl:unionOf``), which have no name themselves."""
    found: list[URIRef] = []
    for thing in things:
        if isinstance(thing, URIRef):
            found.append(thing)
        elif isinstance(thing, BNode):
            union = graph.value(thing, OWL.unionOf)
            found += _members(graph, Collection(graph, union)) if union is not None else []
    return found


def _shape(graph: Graph, shape: URIRef) -> Shape:
    rules = {_rule(graph, part) for part in graph.objects(shape, SH.property)}
    rules |= {_rule(graph, part) for part in graph.objects(shape, SH.sparql)}
    rules |= {Rule(None, str(message)) for message in graph.objects(shape, SH.message)}
    return Shape(
        anchor=str(shape).removeprefix(SHAPES),
        iri=str(shape),
        label=_text(graph, shape, RDFS.label),
        targets=_links(graph, graph.objects(shape, SH.targetClass)),
        rules=sorted(rules, key=lambda rule: (rule.path.name if rule.path else "~", rule.message)),
    )


def _rule(graph: Graph, part: Node) -> Rule:
    path = graph.value(part, SH.path)
    return Rule(link(str(path)) if isinstance(path, URIRef) else None, _text(graph, part, SH.message))
