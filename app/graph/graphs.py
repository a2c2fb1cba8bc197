"""The three graphs that one document gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from rdflib import Graph, Literal, URIRef

from app.graph.names import bind_prefixes

Triple: TypeAlias = tuple[URIRef, URIRef, URIRef | Literal]


def graph_of(name: URIRef, triples: Iterable[Triple]) -> Graph:
    """A graph with this name that holds these triples.

    They go straight into rdflib's plain store, which keeps no contexts: that takes half the time of ``Graph.add``.
    """
    graph = Graph(store="SimpleMemory", identifier=name, bind_namespaces="none")
    add = graph.store.add
    for triple in triples:
        add(triple, graph)
    return bind_prefixes(graph)


@dataclass(frozen=True, slots=True)
class Parts:
    """The triples of the graphs of one document, for who needs no index of them.

    ``official`` is the part of ``entities`` that stands in authority files, ``borrowed`` the part of that which the document
    itself does not show.
    """

    document: frozenset[Triple]
    entities: frozenset[Triple]
    claims: frozenset[Triple]
    official: frozenset[Triple] = frozenset()
    borrowed: frozenset[Triple] = frozenset()


@dataclass(frozen=True, slots=True)
class Graphs:
    """What one document says (``document``), and what it adds to the graphs that documents share (``entities``, ``claims``).

    Each graph's identifier is the IRI of the named graph that it belongs to.
    """

    document: Graph
    entities: Graph
    claims: Graph

    def __iter__(self) -> Iterator[Graph]:
        return iter((self.document, self.entities, self.claims))

    def __len__(self) -> int:
        return sum(len(graph) for graph in self)

    def union(self) -> Graph:
        """All triples in one graph: what a query over the union of the named graphs would see of them."""
        return graph_of(self.document.identifier, (triple for graph in self for triple in graph))  # type: ignore[misc, arg-type]
