"""The graph as a network of typed nodes and edges: what every node-link format writes.

Nodes are documents, entities and claims; edges say who is named, who claims what about whom, and who belongs where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from app.answers.sparql import PROLOGUE, Row, true, value, values, whole
from app.answers.sparql import node as term
from app.export.scope import Scope
from app.graph.iris import Iris
from app.graph.names import ENTITY_CLASSES
from app.store.port import GraphReader


@dataclass(frozen=True, slots=True)
class Node:
    """A document, entity or claim.

    ``id`` is kind and short id (``entity/us-federal-ice``); ``weight`` counts an entity's mentions, a claim's documents.
    ``independent_origins`` and ``discrepancies`` are a claim's; all else has none.
    """

    id: str
    iri: str
    type: str
    label: str
    weight: int
    kind: str = ""
    published: str = ""
    url: str = ""
    independent_origins: int = 0
    discrepancies: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A directed relation; ``weight`` counts how often it is shown, ``documents`` in how many documents."""

    id: str
    source: str
    target: str
    type: str
    label: str
    weight: int
    documents: int


DOCUMENTS = """SELECT DISTINCT ?node ?label ?primary ?issued ?url WHERE { %(scope)s BIND(?item AS ?node)
  OPTIONAL { ?item dcterms:title ?label } OPTIONAL { ?item dcterms:issued ?issued } OPTIONAL { ?item schema:url ?url }
  BIND(EXISTS { ?item a sayso:PrimaryDocument } AS ?primary)
}"""

EVERY_ENTITY = "?node a sayso:Entity"
NAMED = """{ %(scope)s ?part sayso:inDocument ?item .
    ?part sayso:refersTo|sayso:source|sayso:via|sayso:basis|sayso:origin|sayso:about ?node }
  UNION { %(scope)s ?item dcterms:publisher ?node }"""
"""The entities that the documents of a scope name."""

ENTITIES = """SELECT ?node ?class (MIN(STR(?name)) AS ?label) (COUNT(DISTINCT ?mention) AS ?weight) WHERE {
  { SELECT DISTINCT ?node WHERE { %(named)s } } %(classes)s
  ?node a sayso:Entity , ?class ; skos:prefLabel ?name .
  OPTIONAL { %(scope)s ?mention sayso:inDocument ?item ; sayso:refersTo ?node }
} GROUP BY ?node ?class"""

CLAIMS = """SELECT ?node (MIN(?kinds) AS ?kind) (MIN(STR(?text)) AS ?label) (COUNT(DISTINCT ?item) AS ?weight)
  (MAX(?independent) AS ?origins) (COUNT(DISTINCT ?differing) AS ?differences) WHERE {
  %(scope)s ?node sayso:reportedIn ?item ; a sayso:Claim ; schema:text ?text ; sayso:claimKind ?kinds
  OPTIONAL { ?node sayso:independentOrigins ?independent }
  OPTIONAL { ?differing sayso:ofClaim ?node ; a sayso:Discrepancy }
} GROUP BY ?node"""

EDGES = {
    "mentions": "?shown a sayso:Mention ; sayso:inDocument ?item ; sayso:refersTo ?to . BIND(?item AS ?from)",
    "reports": "?shown sayso:inDocument ?item ; sayso:claim ?to . BIND(?item AS ?from)",
    "says": "?shown sayso:inDocument ?item ; sayso:source ?from ; sayso:claim ?to .",
    "about": "?shown sayso:inDocument ?item ; sayso:claim ?from ; sayso:about ?to .",
    "via": "?shown sayso:inDocument ?item ; sayso:claim ?from ; sayso:via ?to .",
    "basis": "?shown sayso:inDocument ?item ; sayso:claim ?from ; sayso:basis ?to .",
    "origin": "?shown sayso:inDocument ?item ; sayso:claim ?from ; sayso:origin ?to .",
    "published_by": "?item dcterms:publisher ?to . BIND(?item AS ?from) BIND(?item AS ?shown)",
}
"""What documents show, each as a pattern over the document ``?item``, what shows it, and both ends."""

STANDING = {
    "part_of": "?from org:subOrganizationOf ?to .",
    "issued_by": "?from dcterms:creator ?to .",
    "addressed_to": "?from sayso:addressedTo ?to .",
    "role": "?m org:member ?from ; org:organization ?to ; org:role ?role . ?role skos:prefLabel ?label .",
}
"""What holds between entities and claims whatever the document."""

SHOWN_EDGES = """SELECT ?from ?to (COUNT(DISTINCT ?shown) AS ?weight) (COUNT(DISTINCT ?item) AS ?documents)
WHERE { %(scope)s %(pattern)s } GROUP BY ?from ?to"""
STANDING_EDGES = "SELECT DISTINCT ?from ?to ?label WHERE { %(pattern)s }"


TYPES = {str(iri): str(kind) for kind, iri in ENTITY_CLASSES.items()}


class Network:
    """The network of a scope. Read ``nodes`` to the end before ``edges``: an edge needs both its ends.

    Only the ids of the nodes are kept in memory.
    """

    def __init__(self, reader: GraphReader, iris: Iris, scope: Scope) -> None:
        self._reader = reader
        self._iris = iris
        self._scope = scope.pattern(iris)
        self._everything = scope.everything
        self._known: set[str] = set()

    def nodes(self) -> Iterator[Node]:
        """Documents, then entities, then claims, each once."""
        for node in chain(self._documents(), self._entities(), self._claims()):
            if node.id not in self._known:
                self._known.add(node.id)
                yield node

    def edges(self) -> Iterator[Edge]:
        """Every edge whose both ends are nodes, each once."""
        for kind, pattern in EDGES.items():
            for row in self._rows(SHOWN_EDGES, pattern=pattern):
                yield from self._edge(kind, row, "", whole(row, "weight"), whole(row, "documents"))
        for kind, pattern in STANDING.items():
            for row in self._rows(STANDING_EDGES, pattern=pattern):
                yield from self._edge(kind, row, value(row, "label"), 1, 0)

    def _documents(self) -> Iterator[Node]:
        for row in self._rows(DOCUMENTS):
            yield self._node(
                row,
                "document",
                weight=1,
                kind="primary" if true(row, "primary") else "article",
                published=value(row, "issued"),
                url=value(row, "url"),
            )

    def _entities(self) -> Iterator[Node]:
        named = EVERY_ENTITY if self._everything else NAMED % {"scope": self._scope}
        for row in self._rows(ENTITIES, named=named, classes=values("class", map(term, TYPES))):
            yield self._node(row, TYPES[value(row, "class")], weight=whole(row, "weight"))

    def _claims(self) -> Iterator[Node]:
        for row in self._rows(CLAIMS):
            yield self._node(
                row,
                "claim",
                weight=whole(row, "weight"),
                kind=value(row, "kind"),
                independent_origins=whole(row, "origins"),
                discrepancies=whole(row, "differences"),
            )

    def _node(self, row: Row, kind_of_node: str, **rest: Any) -> Node:  # noqa: ANN401 - the fields of Node, checked by it
        iri = value(row, "node")
        return Node(id=self._id(iri), iri=iri, type=kind_of_node, label=value(row, "label") or self._id(iri), **rest)

    def _rows(self, query: str, **parts: str) -> Iterable[Row]:
        return self._reader.select(PROLOGUE + query % {"scope": self._scope, **parts})

    def _id(self, iri: str) -> str:
        minted = self._iris.parse(iri)
        return f"{minted.kind}/{minted.id}" if minted else iri

    def _edge(self, kind: str, row: Row, label: str, weight: int, documents: int) -> Iterator[Edge]:
        source, target = self._id(value(row, "from")), self._id(value(row, "to"))
        if source in self._known and target in self._known:
            identifier = f"{kind}:{source}>{target}" + (f":{label}" if label else "")
            yield Edge(identifier, source, target, kind, label or kind, weight, documents)
