"""SERVICE and updates do not pass, however they are written; what only looks like them does. No confinement helps here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from app.errors import InvalidInput, QueryRefused
from app.store.guard import passed, service_addresses
from tests.store.attempts import BY_SERVICE, HARMLESS, made, queries
from tests.store.listening import Listener, listening

ALLOWED = "http://example.org/sparql"


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as here:
        yield here


def asked(query: str) -> str:
    """How the engine takes a query when nothing holds it."""
    store = Store()
    store.add(Quad(NamedNode("x:s"), NamedNode("x:p"), Literal("o")))
    store.add(Quad(NamedNode("x:s"), NamedNode("x:p"), Literal("o"), NamedNode("x:g")))
    try:
        found = store.query(query)
        if hasattr(found, "__iter__"):
            list(found)
    except SyntaxError:
        return "syntax error"
    except (OSError, RuntimeError, ValueError):
        return "failed"
    return "answered"


def passes(query: str, *addresses: str) -> bool:
    try:
        passed(query, frozenset(addresses))
    except QueryRefused:
        return False
    return True


@pytest.mark.parametrize("query", BY_SERVICE)
def test_service_is_refused_wherever_it_is_hidden(query: str):
    query = query.replace("{u}", "http://127.0.0.1:1/")
    assert not passes(query)
    assert not passes(query, ALLOWED)


def test_the_engine_would_have_called_for_most_of_them(listener: Listener):
    called = 0
    for query in BY_SERVICE:
        before = listener.calls
        asked(query.replace("{u}", listener.address))
        called += listener.calls > before
    assert called > len(BY_SERVICE) / 2


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_may_stand_in_texts_names_and_addresses(query: str):
    assert passed(query).text == query
    assert not passed(query).calls


def calls_of(listener: Listener, query: str) -> int:
    """How often the engine calls the service for a query; not at all where the guard refuses it."""
    before = listener.calls
    with suppress(QueryRefused):
        asked(passed(query).text)
    return listener.calls - before


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(queries())
@example("SELECT * { FILTER(1<'>') SERVICE <{u}>{?s ?p ?o} FILTER(1<'>') }")
def test_what_passes_never_calls(listener: Listener, query: str):
    assert calls_of(listener, query.replace("{u}", listener.address)) == 0


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(st.integers(min_value=0))
def test_what_passes_never_calls_in_a_long_run(listener: Listener, seed: int):
    chance = Random(seed)
    for _ in range(1000):
        assert calls_of(listener, made(chance.choice).replace("{u}", listener.address)) == 0


def test_every_query_of_the_standard_passes_but_those_that_call(shared_data: Path):
    found = sorted((shared_data / "w3c" / "sparql" / "sparql11").rglob("*.rq"))
    refused = {path for path in found if not passes(path.read_text("utf-8"))}
    assert len(found) > 400
    assert {path.parent.name for path in refused} == {"service", "syntax-fed"}
    assert len(refused) == 10


def test_every_saved_query_passes(repository: Path):
    found = list((repository / "ontology" / "queries").glob("*.rq"))
    assert found
    for path in found:
        assert not passed(path.read_text("utf-8")).calls


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <{a}> { ?s ?p ?o } }",
        "SELECT * { service#c\n SILENT <{a}>{ ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <{a}> { SERVICE <{a}> { ?s ?p ?o } } }",
        "SELECT * { OPTIONAL { SERVICESILENT<{a}>{} } # SERVICE <http://other.example/> {}\n }",
    ],
)
def test_allowed_addresses_may_be_called(query: str):
    let = passed(query.replace("{a}", ALLOWED), frozenset({ALLOWED, "https://example.org/other"}))
    assert let.calls
    assert let.varies


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <http://example.org/sparql/> {}",
        "SERVICE <http://example.org/sparql?x> {}",
        "SERVICE <HTTP://example.org/sparql> {}",
        "SERVICE <http://example.org/\\u005Cu0073parql> {}",
        "SERVICE <http://example.org/./sparql> {}",
        "SERVICE <sparql> {}",
        "SERVICE e:sparql {}",
        "SERVICE ?a { } VALUES ?a { <http://example.org/sparql> }",
        "SERVICE #<http://example.org/sparql>\n<http://other.example/> {}",
        "SERVICE # <http://example.org/sparql> {}\n <http://other.example/> {}",
        "SERVICE <http://example.org/sparql> {} SERVICE <http://other.example/> {}",
        "SERVICE <http://example.org/sparql> { SERVICE ?x {} }",
    ],
)
def test_nothing_but_an_allowed_address_in_full_is_allowed(clause: str):
    assert not passes(f"BASE <http://example.org/> PREFIX e: <http://example.org/> SELECT * {{ {clause} }}", ALLOWED)


def test_the_refusal_says_what_may_be_called_and_how_to_change_that():
    with pytest.raises(QueryRefused, match=r"<http://example\.org/sparql>.*SAYSO_SERVICE_ADDRESSES"):
        passed("SELECT * { SERVICE <http://x/> {} }", frozenset({ALLOWED}))
    with pytest.raises(QueryRefused, match=r"no address.*SAYSO_SERVICE_ADDRESSES"):
        passed("SELECT * { SERVICE <http://x/> {} }")


def test_the_setting_is_a_list_of_addresses():
    assert service_addresses(None) == service_addresses("  ") == frozenset()
    assert service_addresses(" http://a.example/x?y=z\thttps://[::1]:8443/ ") == {
        "http://a.example/x?y=z",
        "https://[::1]:8443/",
    }


@pytest.mark.parametrize(
    "address",
    """a http:// http:///x //a/b http://u@a/ http://u:p@a/ http://a/#x http://a/# ftp://a/ file:///x http://a/../b http://a/.
    http://a:99999/ http://a:0/ http://a:b/ http://[::1/ http://a/<b> http://a/\\u0041""".split(),
)
def test_what_is_no_whole_address_is_no_setting(address: str):
    with pytest.raises(InvalidInput, match="SAYSO_SERVICE_ADDRESSES"):
        service_addresses(f"{ALLOWED} {address}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (rand ( ) AS ?x) {}",
        "SELECT * { FILTER(1<Uuid()) }",
        "SELECT (STRUUID#c\n() AS ?x) {}",
        "SELECT * { BIND(BNODE() AS ?b) }",
        "SELECT * { BIND(BNODE('a') AS ?b) }",
        "SELECT (\\u004EOW() AS ?x) {}",
        "SELECT * { ?s ?p ?o } ORDER BYRAND()",
    ],
)
def test_what_answers_otherwise_each_time_varies(query: str):
    assert passed(query).varies


def test_most_queries_do_not_vary():
    for query in ["SELECT ?now { ?now now:rand 'uuid' ; ex:bnode [] FILTER(STRLEN(?uuid) > 3) } # now", *HARMLESS]:
        assert not passed(query).varies


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:b> <a:c> 1 }",
        "PREFIX a: <b> # c\nBASE <x:y> delete where { ?s ?p ?o }",
        "LOAD <http://x>",
        "DROPALL",
        "# SELECT\nCLEAR SILENT ALL",
        "\\u0049NSERT DATA {}",
    ],
)
def test_updates_are_refused(query: str):
    with pytest.raises(QueryRefused, match="changes data"):
        passed(query)


def test_what_steers_one_engine_is_refused():
    with pytest.raises(QueryRefused, match="DEFINE"):
        passed("PREFIX a: <x:> define get:soft 'replace' SELECT * FROM <http://x/> { ?s ?p ?o }")


def test_own_from_clauses_are_seen():
    for query in ["SELECT * FROM <http://x> { ?s ?p ?o }", "select*from named<http://x>{}", "ASK FROM#c\n<x:y> {}"]:
        assert passed(query).chooses_graphs
    for query in [
        "SELECT ?from { ?s <http://from> 'from', ex:from, from:x } # FROM <http://x>",
        "SELECT * { ?s a 'FROM <x:>' }",
    ]:
        assert not passed(query).chooses_graphs


@pytest.mark.parametrize("start", ["SELECT * {", "SELECT{service ", "SELECT * {'", "service?x{}"])
@pytest.mark.parametrize(
    "text",
    """<'>'|\"\"\"|a.|e:a.|<|?a|'\\|e:-|<a:|<'>'\\|<'>|service|service #|service:|service\n|'''\\'''|<'''>|service<|<'>service
    |now #|prefix a:|from#|\\u|\\'|{|service<'>"<">'|?service|?é|.service|#|#\n|<#>""".split("|"),
)
def test_no_text_takes_long(text: str, start: str):
    """A guard whose time grew with the square of the length would not end here."""
    query = start + text * (100_000 // len(text))
    try:
        answer = passed(query).text
    except QueryRefused as refusal:
        answer = str(refusal)
    assert answer
