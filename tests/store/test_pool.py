"""Strangers' queries: whole or refused, and nothing is left behind. Readers are real processes with real limits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from app.errors import InvalidInput, NotAcceptable, QueryRefused, QuerySyntax, QueryTimeout, QueryTooLarge
from app.settings import Settings
from app.store.pool import QueryPool
from tests.store.reader_processes import ENDLESS, HUNGRY


@pytest.fixture(scope="module")
def pool(data: Path):
    made = QueryPool(Settings(data=data, readers=1, query_timeout=10))
    yield made
    made.close()


def test_solutions_come_from_the_newest_snapshot(pool: QueryPool):
    answer = pool.run("SELECT (COUNT(*) AS ?n) { ?s <http://example.org/p> ?o }")
    assert (answer.media_type, answer.snapshot) == ("application/sparql-results+json", "7")
    assert json.loads(answer.content)["results"]["bindings"][0]["n"]["value"] == "500"


@pytest.mark.parametrize(
    ("name", "media_type", "start"),
    [
        ("json", "application/sparql-results+json", b'{"head"'),
        ("xml", "application/sparql-results+xml", b"<?xml"),
        ("csv", "text/csv", b"s\r\n"),
        ("tsv", "text/tab-separated-values", b"?s\n"),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
    ],
)
def test_tables_in_every_format(pool: QueryPool, name: str, media_type: str, start: bytes):
    answer = pool.run("SELECT ?s { ?s ?p ?o } LIMIT 1", ["image/png", name])
    assert answer.media_type.partition(";")[0] == media_type
    assert answer.content.startswith(start)


@pytest.mark.parametrize("name", ["turtle", "nt", "rdfxml", "jsonld", "trig", "nquads", "text/turtle"])
def test_graphs_in_every_format(pool: QueryPool, name: str):
    answer = pool.run("CONSTRUCT { ?s <http://example.org/q> ?o } WHERE { ?s ?p ?o } LIMIT 3", [name])
    assert len(list(parse(answer.content, RdfFormat.from_media_type(answer.media_type)))) == 3


def test_booleans_and_descriptions(pool: QueryPool):
    assert json.loads(pool.run("ASK { ?s ?p 'nothing' }").content)["boolean"] is False
    assert pool.run("DESCRIBE <http://example.org/1>").media_type == "text/turtle"


def test_a_format_that_does_not_fit_is_not_acceptable(pool: QueryPool):
    with pytest.raises(NotAcceptable, match="json, xml"):
        pool.run("ASK {}", ["turtle"])
    with pytest.raises(NotAcceptable, match="turtle"):
        pool.run("CONSTRUCT WHERE { ?s ?p ?o }", ["csv"])


def test_graphs_of_the_protocol_and_of_the_query_choose_what_is_seen(pool: QueryPool):
    count = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/p> ?o }"
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s <http://example.org/p> ?o } }"

    def number(query: str, default: list[str], named: list[str]) -> int:
        return int(json.loads(pool.run(query, (), default, named).content)["results"]["bindings"][0]["n"]["value"])

    g, h = "http://example.org/g", "http://example.org/h"
    assert number(count, [g], []) == 300
    assert number(count, [g, h], []) == 500
    assert number(count, [], [g]) == 0
    assert number(inside, [], [h]) == 200
    assert number(inside, [h], []) == 0
    assert number(inside, [], []) == 500
    assert number(count.replace("{", f"FROM <{h}> {{"), [], []) == 200
    with pytest.raises(InvalidInput, match="IRI"):
        number(count, ["no iri"], [])
    with pytest.raises(InvalidInput, match="IRI"):
        number(count, ["http://example.org/\ud800"], [])


def test_a_syntax_error_says_where(pool: QueryPool):
    with pytest.raises(QuerySyntax, match="line 2, column 7"):
        pool.run("SELECT * {\n ?s ?p")


def test_update_service_and_overlong_queries_are_refused(pool: QueryPool):
    for query in ("DROP ALL", "SELECT * { SERVICE <http://127.0.0.1:1/> {} }", "#" * 100_001):
        with pytest.raises(QueryRefused):
            pool.run(query)


def test_a_query_over_its_time_is_stopped_and_the_next_is_answered(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, query_timeout=1))
    try:
        with pytest.raises(QueryTimeout):
            pool.run(ENDLESS)
        assert pool.run("ASK {}").snapshot == "7"
    finally:
        pool.close()


def test_limits_of_years_are_none(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, query_timeout=1e9, long_query=1e9))
    try:
        assert pool.run("ASK {}").snapshot == "7"
    finally:
        pool.close()


def test_a_query_over_its_memory_dies_alone(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, query_timeout=60, query_memory=700_000_000))
    try:
        with pytest.raises(QueryTooLarge, match="memory"):
            pool.run(HUNGRY)
        with pytest.raises(QueryTooLarge, match="memory"):
            pool.run(HUNGRY)
        assert pool.run("ASK {}").snapshot == "7"
    finally:
        pool.close()


def test_an_answer_that_is_too_large_is_refused_as_a_whole(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, max_results=10_000))
    try:
        with pytest.raises(QueryTooLarge, match="10000 bytes"):
            pool.run("SELECT * { ?s ?p ?o }")
        assert len(pool.run("SELECT * { ?s ?p ?o } LIMIT 20").content) < 10_000
    finally:
        pool.close()


SOCKETS = """
import socket
from app.store.confinement import refuse_sockets
socket.socket().close()
refuse_sockets()
try:
    socket.socket()
except PermissionError:
    print("refused")
"""


def test_the_kernel_refuses_sockets_to_a_confined_process():
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ran = subprocess.run([sys.executable, "-c", SOCKETS], capture_output=True, text=True, env=environment, check=False)
    if "OSError" in ran.stderr:
        pytest.skip(f"this system takes no seccomp filter: {ran.stderr.splitlines()[-1]}")
    assert ran.stdout == "refused\n"
