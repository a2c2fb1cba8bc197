"""Graphs of claims of any size, in our model's own terms: made-up articles, built as the real ones are.

The same seed and size give the same graphs. Sources, publishers and claims that go round follow Zipf's law; a third of the
statements repeat a claim that others have too: what is known of these articles together stands in the graph of claims.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph

from app.graph.build import build_graphs
from app.graph.graphs import Graphs, graph_of
from app.graph.iris import Iris
from app.linking.authority import Authorities
from app.linking.identity import alone
from bench.sparql.article import article
from bench.sparql.together import Together
from bench.sparql.world import World

QUADS_A_DOCUMENT = 1150
"""About; how large the world must be is reckoned from it."""
SLACK, MOST_SLACK = 0.03, 600
"""How far the number of quads may be from what was asked for: this share of it, but not more than so many."""
MOST_SKIPPED = 200
"""So many articles may be too long for what is left; then one goes in all the same."""
ADDED = "2026-01-02T03:04:05Z"


def documents(size: int, seed: int, iris: Iris) -> Iterator[Graphs]:
    """Articles without end that fit a data set of ``size`` quads, as the graphs that each gives."""
    chance = random.Random(seed)
    world, nobody = World.of(max(1, size // QUADS_A_DOCUMENT), chance), Authorities(())
    number = 0
    while True:
        number += 1
        yield build_graphs(alone(article(number, world, chance)), iris, ADDED, (), nobody)


def quads(size: int, seed: int, iris: Iris) -> Iterator[str]:
    """Lines of N-Quads, about ``size`` of them, each once: whole articles, but none that would go far beyond."""
    shared: set[str] = set()
    together = Together(iris)
    written, skipped, slack = 0, 0, min(size * SLACK, MOST_SLACK)
    for graphs in documents(size, seed, iris):
        derived = lines(graph_of(iris.graph("claims"), together.triples(graphs)))
        own = [line for graph in graphs for line in lines(graph)]
        new = [line for line in [*own, *derived] if line not in shared]
        if written and written + len(new) > size + slack and skipped < MOST_SKIPPED:
            skipped += 1
            continue
        together.keep(graphs)
        shared.update(line for graph in graphs if graph is not graphs.document for line in lines(graph))
        shared.update(derived)
        written += len(new)
        yield from new
        if written >= size - slack:
            return


def lines(graph: Graph) -> list[str]:
    """The graph's triples as lines of N-Quads, sorted."""
    name = graph.identifier.n3()
    triples = str(graph.serialize(format="nt")).splitlines()
    return [f"{triple.removesuffix('.')}{name} .\n" for triple in sorted(triples) if triple]


def write(path: Path, size: int, seed: int, iris: Iris) -> int:
    """Write the N-Quads of a data set; returns how many there are."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for line in quads(size, seed, iris):
            file.write(line)
            number += 1
    return number
