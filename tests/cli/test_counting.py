"""Counting over the union of all graphs is right: no triple of Sayso's own stands in two of them."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import RdfFormat, parse

from tests.cli.calling import Sayso


def test_no_triple_stands_in_two_graphs(on_samples: Sayso) -> None:
    graphs = defaultdict(set)
    for quad in parse(on_samples("export", "nquads").stdout, RdfFormat.N_QUADS):
        graphs[quad.triple].add(quad.graph_name.value)
    assert len(graphs) > 5000
    assert {str(triple): names for triple, names in graphs.items() if len(names) > 1} == {}


def test_the_software_is_described_once(on_samples: Sayso) -> None:
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?software a prov:SoftwareAgent } }"
    assert on_samples("query", "-q", query, "--format", "csv").stdout.split() == ["n", "1"]
