"""W3C SPARQL 1.1: evaluation of queries, their syntax, and the formats of results."""

from __future__ import annotations

from tests.w3c.endpoint import ACCEPT, Endpoint, read
from tests.w3c.judging import EVALUATION, SYNTAX, passes, passes_directly
from tests.w3c.known import CALLING, FAILURES, NOT_OURS
from tests.w3c.listing import listed
from tests.w3c.results import Graph, Solutions, same, texts
from tests.w3c.suite import Case, Suite

FORMATS = ("csv-tsv-res", "json-res")
GRAPHS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


def applies(case: Case) -> bool:
    """Whether a test is about what this service answers."""
    return case.group not in (*CALLING, *NOT_OURS)


@listed(*EVALUATION, where=applies)
def test_a_query_gets_the_answer_of_the_standard(suite: Suite, endpoint: Endpoint, case: Case) -> None:
    assert passes(suite, endpoint, case)


@listed(*SYNTAX, where=applies)
def test_what_is_a_query_is_answered_and_what_is_none_is_refused(suite: Suite, endpoint: Endpoint, case: Case) -> None:
    assert passes(suite, endpoint, case)


@listed(*EVALUATION, *SYNTAX, where=lambda case: case.group in CALLING)
def test_a_query_that_calls_another_service_is_refused(endpoint: Endpoint, case: Case) -> None:
    answer = endpoint.ask(case)
    assert answer.status_code == 403
    assert "SERVICE" in answer.json()["detail"]


@listed(*EVALUATION, where=lambda case: case.group in FORMATS and "SELECT" in case.text(), failing={})
def test_solutions_are_the_same_in_every_format(endpoint: Endpoint, case: Case) -> None:
    answers = {suffix: endpoint.ask(case, media) for suffix, media in ACCEPT.items()}
    assert {suffix: answer.headers["content-type"].partition(";")[0] for suffix, answer in answers.items()} == ACCEPT
    xml, json, csv, tsv = (read(answers[suffix]) for suffix in ("srx", "srj", "csv", "tsv"))
    assert isinstance(xml, Solutions)
    assert xml.rows
    assert same(xml, json, ordered=True)
    assert same(xml, tsv, ordered=True)
    assert same(texts(xml), csv, ordered=True)


@listed(*EVALUATION, where=lambda case: case.group == "construct")
def test_a_graph_is_the_same_in_every_format(endpoint: Endpoint, case: Case) -> None:
    turtle, *others = (read(endpoint.ask(case, media)) for media in GRAPHS)
    assert isinstance(turtle, Graph)
    assert turtle.triples
    assert [media for media, other in zip(GRAPHS[1:], others, strict=True) if not same(turtle, other)] == []


def test_every_known_failure_is_the_engines(suite: Suite) -> None:
    cases = {case.id: case for case in suite.cases(*EVALUATION, *SYNTAX)}
    assert set(FAILURES) <= set(cases)
    assert [name for name in FAILURES if passes_directly(suite, cases[name])] == []


def test_the_endpoint_passes_what_the_engine_passes(suite: Suite) -> None:
    cases = [case for case in suite.cases(*EVALUATION, *SYNTAX) if applies(case)]
    assert {case.id for case in cases if not passes_directly(suite, case)} == set(FAILURES)
