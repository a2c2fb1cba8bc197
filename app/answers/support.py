"""Which documents support what the graph says of an entity or a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode, Triple
from rdflib import DCTERMS, RDF, SDO, SKOS

from app.answers.facts import Known
from app.answers.models import Ref, Statement
from app.answers.parts import ref
from app.answers.sparql import PROLOGUE, compact, node, values, whole
from app.graph.iris import Iris
from app.graph.names import SAYSO
from app.model.support import JoinedBy, Supporters
from app.store.port import GraphReader

MOST_STATEMENTS = 200
"""Statements of one thing that an answer holds; the most that are known have some dozens."""
MOST_DOCUMENTS = 20
"""Documents that are named for one statement; the others are counted."""

HOMES = {"entity": "entities", "claim": "claims"}
"""The graph that holds what is said of each kind of thing."""
NAMED = ("entity", "claim", "document")

STATEMENTS = """SELECT ?property ?value WHERE {
  %(graph)s %(thing)s GRAPH ?graph { ?thing ?property ?value }
  FILTER(?property NOT IN (sayso:reportedIn, sayso:independentOrigins))
}"""
COUNT = f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {STATEMENTS} }} }}"
"""A document reports a claim by its own word: that statement is its own support, and there are as many as documents.
How many independent origins a claim has is counted from all of its documents; echoes show how."""

SOURCE = str(DCTERMS.source)
ORDER = [
    *(str(SKOS.prefLabel), str(SDO.text), str(SKOS.altLabel), str(SAYSO.wording), str(RDF.type), str(SAYSO.claimKind)),
    *(str(SDO.reportNumber), str(SAYSO.ordinal)),
]
"""What says best who or what it is comes first; everything else follows by name."""


class SupportTable(Protocol):
    """The projection's table of support."""

    def of(self, graph: str, triples: Sequence[Triple], most: int) -> Sequence[Supporters]:
        """Who supports each of these triples of a shared graph; at most ``most`` documents are named for each."""


class Evidence(Protocol):
    """The projection's tables of entities."""

    def joined_by(self, entity: str) -> Sequence[JoinedBy]:
        """By what the documents that name the entity with this id mean one."""


class NoEvidence:
    """Where there are no such tables, nothing is known."""

    def joined_by(self, _entity: str) -> Sequence[JoinedBy]:
        """Nothing."""
        return ()


class NoTable:
    """Where there is no such table, nobody is known to support anything."""

    def of(self, _graph: str, triples: Sequence[Triple], _most: int) -> Sequence[Supporters]:
        """For each triple nobody."""
        return [Supporters() for _ in triples]


@dataclass(frozen=True, slots=True)
class Said:
    """What a shared graph says of one thing, each statement with its support: the first of ``total``."""

    pairs: Sequence[tuple[Triple, Supporters]]
    total: int

    @property
    def records(self) -> list[str]:
        """The records of the thing in authority files."""
        return sorted(
            triple.object.value
            for triple, _ in self.pairs
            if triple.predicate.value == SOURCE and isinstance(triple.object, NamedNode)
        )


@dataclass(frozen=True, slots=True)
class Support:
    """Answers about support, from one state of the graph and the projection's table."""

    reader: GraphReader
    iris: Iris
    table: SupportTable

    def of(self, kind: str, iri: str, most: int = MOST_DOCUMENTS) -> Said:
        """What the graph says of an entity or claim, and who supports it."""
        graph = str(self.iris.graph(HOMES[kind]))
        named = {"graph": values("graph", [node(graph)]), "thing": values("thing", [node(iri)])}
        query = f"{PROLOGUE}{STATEMENTS} ORDER BY ?property ?value LIMIT {MOST_STATEMENTS}"
        rows = self.reader.select(query % named)
        triples = [
            Triple(node(iri), property_, value)
            for row in rows
            if isinstance(property_ := row["property"], NamedNode) and isinstance(value := row["value"], NamedNode | Literal)
        ]
        total = len(rows) if len(rows) < MOST_STATEMENTS else whole(self.reader.select(PROLOGUE + COUNT % named)[0], "n")
        found = zip(triples, self.table.of(graph, triples, most), strict=True)
        return Said(sorted(found, key=lambda pair: _place(pair[0])), total)

    def statements(self, known: Known, said: Said) -> list[Statement]:
        """The statements as answers."""
        load(known, self.iris, [supporters for _, supporters in said.pairs])
        known.load(iri for triple, _ in said.pairs if (iri := self._named(triple)))
        return [
            Statement(
                property=compact(triple.predicate.value),
                value=self._value(known, triple),
                **supported(known, self.iris, supporters, said.records),
            )
            for triple, supporters in said.pairs
        ]

    def _named(self, triple: Triple) -> str | None:
        """The IRI of the value where it is a thing of ours that has a name."""
        minted = self.iris.parse(triple.object.value) if isinstance(triple.object, NamedNode) else None
        return triple.object.value if minted is not None and minted.kind in NAMED else None  # type: ignore[union-attr]

    def _value(self, known: Known, triple: Triple) -> Ref | str:
        iri = self._named(triple)
        return ref(known[iri]) if iri else triple.object.value  # type: ignore[union-attr]


def load(known: Known, iris: Iris, all_supporters: Iterable[Supporters]) -> None:
    """Fetch the documents that support something, all in one go."""
    known.load({str(iris.document(document)) for each in all_supporters for document in each.documents})


def supported(known: Known, iris: Iris, supporters: Supporters, records: Sequence[str]) -> dict[str, Any]:
    """The fields of ``Supported``. A document that this state of the graph does not have yet is counted, not named."""
    documents = [known[str(iris.document(document))] for document in supporters.documents]
    named = [ref(facts) for facts in documents if facts.exists]
    return {
        "documents": named,
        "total": supporters.total,
        "truncated": supporters.total > len(named),
        "authority": list(records) if supporters.official else [],
    }


def _place(triple: Triple) -> tuple[int, str, str]:
    name = triple.predicate.value
    value = triple.object.value if isinstance(triple.object, NamedNode | Literal) else ""
    return (ORDER.index(name) if name in ORDER else len(ORDER)), name, value
