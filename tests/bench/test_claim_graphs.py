"""Generated graphs are such as we make of real documents."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import Store

from app.graph.graphs import graph_of
from app.validation.shacl import ShaclValidator
from bench.sparql.claim_graphs import SLACK, documents, quads
from bench.sparql.queries import PREFIXES, solutions
from bench.sparql.together import Together
from tests.bench.conftest import IRIS, SEED, SIZE


def column(store: Store, query: str) -> list[str]:
    """The only column of what a query finds."""
    return [row[0].value for row in solutions(store, PREFIXES + query)]


def test_they_conform_to_our_shapes() -> None:
    graphs, together = [], Together(IRIS)
    for document in islice(documents(SIZE, SEED, IRIS), 12):
        graphs += [*document, graph_of(document.claims.identifier, together.triples(document))]
        together.keep(document)
    report = ShaclValidator().validate(graphs)
    assert [(result.shape, result.message) for result in report.results] == []


def test_the_same_seed_gives_the_same_graphs(lines: Path) -> None:
    assert list(quads(SIZE, SEED, IRIS)) == lines.read_text("utf-8").splitlines(keepends=True)


def test_another_seed_gives_other_articles(lines: Path) -> None:
    ours, others = (
        set(re.findall(r"/graph/document/(\w+)", text))
        for text in (lines.read_text("utf-8"), "".join(quads(SIZE, SEED + 1, IRIS)))
    )
    assert ours
    assert others
    assert ours.isdisjoint(others)


@pytest.mark.parametrize("size", [4_000, SIZE, 30_000])
def test_there_are_as_many_as_were_asked_for(size: int) -> None:
    found = list(quads(size, SEED, IRIS))
    assert len(set(found)) == len(found)
    assert len(found) == pytest.approx(size, rel=SLACK)


def test_a_size_below_that_of_an_article_gives_one() -> None:
    graphs = {line.rsplit(" ", 2)[1] for line in quads(1, SEED, IRIS)}
    assert len([graph for graph in graphs if "/graph/document/" in graph]) == 1


def test_all_that_the_model_says_of_articles_is_there(store: Store) -> None:
    kinds = set(column(store, "SELECT DISTINCT ?type WHERE { ?thing a ?type }"))
    names = {kind.rpartition("#")[2].rpartition("/")[2] for kind in kinds}
    assert names >= {"Document", "Passage", "Mention", "Attribution", "Quantity", "TimeExpression", "Claim", "Membership"}
    assert names >= {"Agency", "Organization", "Person", "Place", "Legislation", "Program", "Report", "Policy", "Group"}
    assert names >= {"Echo", "Dependence", "Discrepancy", "Side"}


def test_articles_share_claims_sources_and_outlets(store: Store) -> None:
    reports = Counter(column(store, "SELECT ?claim WHERE { ?claim sayso:reportedIn ?document }"))
    sources = Counter(column(store, "SELECT ?source WHERE { ?attribution sayso:source ?source }"))
    assert max(reports.values()) >= 2
    assert sources.most_common(1)[0][1] > 4 * sorted(sources.values())[len(sources) // 2]
    per_document = Counter(
        column(store, "SELECT ?document WHERE { ?attribution a sayso:Attribution ; sayso:inDocument ?document }")
    )
    assert min(per_document.values()) >= 3
