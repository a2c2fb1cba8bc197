"""The table behind a query for a graph."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from app.store.remote.rows import table_of


@pytest.mark.parametrize(
    ("query", "table"),
    [
        ("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o } LIMIT 3", "SELECT (1 AS ?row) WHERE { ?s ?p ?o } LIMIT 3"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "SELECT (1 AS ?row) WHERE { ?s ?p ?o }"),
        ("construct{}where{}", "SELECT (1 AS ?row)where{}"),
        ("CONSTRUCT { ?s ?p '}' } FROM <a:b> { ?s ?p ?o }", "SELECT (1 AS ?row) FROM <a:b> { ?s ?p ?o }"),
        (
            'PREFIX construct: <a:{> # construct {\nCONSTRUCT { ?construct construct:x """}""" } WHERE { ?construct ?p ?o }',
            "PREFIX construct: <a:{> # construct {\nSELECT (1 AS ?row) WHERE { ?construct ?p ?o }",
        ),
        ("DESCRIBE ?s { ?s ?p ?o }", "SELECT (1 AS ?row) { ?s ?p ?o }"),
        ("DESCRIBE * WHERE { ?s ?p ?o } ORDER BY ?s", "SELECT (1 AS ?row) WHERE { ?s ?p ?o } ORDER BY ?s"),
        ("DESCRIBE <a:b> ?s FROM <a:g> WHERE { ?s ?p ?o }", "SELECT (1 AS ?row) FROM <a:g> WHERE { ?s ?p ?o }"),
        ("DESCRIBE <a:b>", None),
        ("DESCRIBE <a:b> FROM <a:g>", None),
    ],
)
def test_it_has_a_row_a_solution(query: str, table: str | None) -> None:
    assert table_of(query) == table
    if table is not None and "<a:{>" not in query:
        Store().query(table)
