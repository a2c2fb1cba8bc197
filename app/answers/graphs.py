"""Which named graphs there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from app.answers.models import Answer, Page
from app.answers.paging import Condition, Listing, Slice, cut
from app.answers.sparql import PROLOGUE, Row, node, value, values, whole
from app.graph.iris import Iris
from app.store.port import GraphReader

GraphKind = Literal["document", "shared", "workspace"]
SHARED = ("entities", "claims", "ontology", "shapes", "dataset", "workspaces", "decisions")
"""The graphs that documents share, and those that are there without any."""

LISTING = Listing("", ())
"""By IRI alone."""

COUNTS = "SELECT ?item (COUNT(*) AS ?n) WHERE { %(items)s GRAPH ?item { ?s ?p ?o } } GROUP BY ?item"
RECORDS = """SELECT ?item ?n ?updated ?by WHERE {
  %(items)s GRAPH %(records)s { ?item void:triples ?n ; prov:generatedAtTime ?updated OPTIONAL { ?item schema:author ?by } }
}"""


class GraphSummary(Answer):
    """A named graph; ``updated`` and ``by`` (the name of the token) are known of workspace graphs alone."""

    id: str
    iri: str
    kind: GraphKind
    triples: int
    writable: bool
    updated: str | None = None
    by: str | None = None


def kind_of(identifier: str) -> GraphKind:
    """The kind of a graph, by its id (``document/D``, ``workspace/notes``, ``entities``)."""
    start = identifier.partition("/")[0]
    return "document" if start == "document" else "workspace" if start == "workspace" else "shared"


class NamedGraphs:
    """Answers about named graphs from one state of the graph."""

    def __init__(self, reader: GraphReader, iris: Iris) -> None:
        self._reader, self._iris = reader, iris

    def there_is(self, iri: str) -> bool:
        """Whether the graph has any triple. Raises ``InvalidInput`` for what is not an IRI."""
        return self._reader.ask(f"ASK {{ {values('graph', [node(iri)])} GRAPH ?graph {{ ?s ?p ?o }} }}")

    def list(self, kind: GraphKind | None, wanted: Slice) -> Page[GraphSummary]:
        """The named graphs, by IRI; those of one kind, where one is named."""
        found = cut(self._reader, LISTING, [Condition(self._pattern(kind))], wanted)
        return found.page(self._summaries(found.iris), {"kind": kind} if kind else {}, wanted.limit)

    def _pattern(self, kind: GraphKind | None) -> str:
        shared = values("item", [node(str(self._iris.graph(name))) for name in SHARED])
        patterns: dict[GraphKind, str] = {
            "document": "?item a sayso:DocumentGraph",
            "shared": f"{shared} FILTER EXISTS {{ GRAPH ?item {{ ?s ?p ?o }} }}",
            "workspace": "?item a sayso:WorkspaceGraph",
        }
        wanted = [patterns[kind]] if kind else patterns.values()
        return " UNION ".join(f"{{ {pattern} }}" for pattern in wanted)

    def _summaries(self, iris: Sequence[str]) -> Sequence[GraphSummary]:
        ids = {iri: minted.id for iri in iris if (minted := self._iris.parse(iri))}
        own = [iri for iri, identifier in ids.items() if kind_of(identifier) == "workspace"]
        known = self._rows(COUNTS, ids.keys() - own)
        # A workspace graph is counted as it was written: engines keep no empty graphs, and make one of two equal numbers.
        known |= self._rows(RECORDS, own, records=f"{node(str(self._iris.graph('workspaces')))}")
        return [self._summary(iri, identifier, known.get(iri, {})) for iri, identifier in ids.items()]

    def _summary(self, iri: str, identifier: str, row: Row) -> GraphSummary:
        kind = kind_of(identifier)
        return GraphSummary(
            id=identifier,
            iri=iri,
            kind=kind,
            triples=whole(row, "n"),
            writable=kind == "workspace",
            updated=value(row, "updated") or None,
            by=value(row, "by") or None,
        )

    def _rows(self, query: str, items: Iterable[str], **parts: str) -> dict[str, Row]:
        named = values("item", map(node, items))
        return {value(row, "item"): row for row in self._reader.select(PROLOGUE + query % {"items": named, **parts})}
