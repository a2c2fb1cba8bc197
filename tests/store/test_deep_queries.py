"""Queries deep or long enough to bring the parser down: they are answered or refused, and the next one is answered."""

from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import QueryRefused, QuerySyntax, QueryTimeout, QueryTooLarge
from app.settings import Settings
from app.store.pool import QueryPool

DEEP, WIDE = 5000, 1000
QUERIES = {
    "groups": f"SELECT * {'{' * DEEP}{'}' * DEEP}",
    "brackets": f"ASK {{ FILTER({'(' * DEEP}1{')' * DEEP}) }}",
    "EXISTS": f"ASK {{ {'FILTER EXISTS {' * DEEP}{'}' * DEEP} }}",
    "OPTIONAL": f"ASK {{ {'OPTIONAL {' * DEEP}{'}' * DEEP} }}",
    "IF": f"ASK {{ FILTER({'IF(' * DEEP}1{',1,1)' * DEEP}) }}",
    "sub-selects": f"SELECT * {'{ SELECT * ' * DEEP}{{}}{'}' * DEEP}",
    "paths": f"ASK {{ ?s {'(' * DEEP}<x:p>{')*' * DEEP} ?o }}",
    "not": f"ASK {{ FILTER({'!' * DEEP}true) }}",
    "lists": f"ASK {{ {'(' * WIDE}1{')' * WIDE} ?p ?o }}",
    "blank nodes": f"ASK {{ {'[ <x:p> ' * WIDE}1{']' * WIDE} }}",
    "triples in triples": f"ASK {{ {'<< ' * WIDE} ?s ?p ?o {'>> ?p ?o ' * WIDE} }}",
    "binds": f"ASK {{ {' '.join(f'BIND(1 AS ?x{n})' for n in range(DEEP))} }}",
    "patterns": f"ASK {{ {' '.join(f'?a{n} ?b ?c{n} .' for n in range(WIDE))} }}",
    "open groups": f"ASK {'{' * 50_000}",
    "open strings": "ASK { ?s ?p " + "'''" * 20_000,
    "angles": "ASK { FILTER(1" + "<'>'" * 20_000,
}


@pytest.fixture(scope="module")
def pool(data: Path):
    made = QueryPool(Settings(data=data, readers=1, query_timeout=2, query_memory=1_000_000_000))
    yield made
    made.close()


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_is_too_deep_to_be_answered_or_refused(pool: QueryPool, name: str):
    with suppress(QueryRefused, QuerySyntax, QueryTimeout, QueryTooLarge):
        assert pool.run(QUERIES[name]).whole
    assert pool.run("ASK {}").snapshot == "7"
