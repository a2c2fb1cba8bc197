"""What a workspace graph may not say: nothing in Sayso's words about Sayso's things. The only place that decides.

Workspace graphs stand in the union that queries see. Documents, entities and claims are told from their own statements, so
what anyone may write must not look like one of them: then no workspace graph changes what the API, networks and pages say,
whatever the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import RDF, SH

from app.graph.iris import Iris
from app.graph.names import PREFIXES
from app.resources import resources
from app.workspace.names import workspace_iri
from app.workspace.record import RECORDED

OWN = PREFIXES["sayso"]
TYPE = str(RDF.type)
PATH = NamedNode(str(SH.path))
INSTEAD = "say it with a property of your own, or of a vocabulary that Sayso does not use"

ENDS_IN_A_NAME = re.compile(r"[A-Za-z_\u00c0-\U000effff][\w.\u00b7-]*\Z")
LONGEST_SHOWN = 400
"""Characters of a triple that a message shows."""
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) has no way to write."""


def own_predicates() -> frozenset[str]:
    """The predicates of Sayso's own graphs: what shapes say of things, what ontology, shapes and records are written with."""
    return frozenset(RECORDED) | frozenset(_packaged_predicates())


def _packaged_predicates() -> Iterator[str]:
    for file in (resources() / "ontology" / "sayso.ttl", *sorted((resources() / "shapes").glob("*.ttl"))):
        for quad in parse(file.read_bytes(), RdfFormat.TURTLE):
            yield quad.predicate.value
            if quad.predicate == PATH and isinstance(quad.object, NamedNode):
                yield quad.object.value


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What workspace graphs may say beside the graphs of ``iris``; ``predicates`` are those of our own graphs."""

    iris: Iris
    predicates: frozenset[str]

    @classmethod
    def of(cls, base: str) -> Vocabulary:
        """The rule for the base IRI of the settings."""
        return cls(Iris(base), own_predicates())

    def objection(self, triple: Triple) -> str | None:
        """Why a triple may not stand in a workspace graph, and what to do instead; ``None`` where it may."""
        found = self._words(triple) or unwritable(triple)
        return None if found is None else f"{shown(triple)}: {found}"

    def _words(self, triple: Triple) -> str | None:
        predicate = triple.predicate.value
        if predicate.startswith(OWN):
            return f"sayso:{predicate.removeprefix(OWN)} is a word of Sayso's own graphs alone; {INSTEAD}"
        if predicate == TYPE and isinstance(triple.object, NamedNode) and triple.object.value.startswith(OWN):
            return f"what is a sayso:{triple.object.value.removeprefix(OWN)} Sayso says alone; use a class of your own"
        if predicate not in self.predicates:
            return None
        for term in (triple.subject, triple.object):
            if isinstance(term, NamedNode) and self._is_ours(term.value):
                return f"Sayso itself says <{predicate}> of its things, and <{term.value}> is one of them; {INSTEAD}"
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(OWN):
            return f"what <{triple.subject.value}> means Sayso's ontology says; {INSTEAD}"
        return None

    def _is_ours(self, iri: str) -> bool:
        """Whether the IRI is one that we mint; those of workspace graphs are their authors'."""
        return iri.startswith(f"{self.iris.base}/") and not iri.startswith(workspace_iri(self.iris, ""))


def unwritable(triple: Triple) -> str | None:
    """Why a triple cannot be written in all formats that we give and kept by all engines; ``None`` where it can."""
    if isinstance(triple.object, Triple):
        return "triples about triples (RDF 1.2) cannot be kept by every engine; make the statement a node of your own"
    if isinstance(triple.object, Literal):
        if triple.object.direction is not None:
            return "a text's direction (RDF 1.2) cannot be kept by every engine; leave it out"
        if NOT_IN_XML.search(triple.object.value):
            return "the text has a control character, which RDF/XML cannot write; leave it out"
    if not _ends_in_a_name(triple.predicate.value):
        return "RDF/XML cannot write a property whose IRI does not end in a name; take another IRI for it"
    return None


@lru_cache(maxsize=1024)
def _ends_in_a_name(iri: str) -> bool:
    return ENDS_IN_A_NAME.search(iri) is not None


def shown(triple: Triple) -> str:
    """A triple for a message, cut where it is long."""
    text = str(triple)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
