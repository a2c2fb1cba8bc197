"""Whether graphs are isomorphic, by RDFC-1.0: rdflib itself takes half a minute for our shapes, this takes milliseconds."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse
from rdflib import Graph


def alike(*graphs: Iterable[Triple]) -> bool:
    """Whether these graphs are isomorphic."""
    found = [_canonical(graph) for graph in graphs]
    return all(each == found[0] for each in found)


def same(*graphs: Graph) -> bool:
    """Whether these graphs of rdflib are isomorphic."""
    return alike(*(_triples(graph) for graph in graphs))


def _canonical(graph: Iterable[Triple]) -> Dataset:
    dataset = Dataset(Quad(each.subject, each.predicate, each.object) for each in graph)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _triples(graph: Graph) -> list[Triple]:
    return [quad.triple for quad in parse(graph.serialize(format="nt"), RdfFormat.N_TRIPLES)]
