"""What a request of the SPARQL 1.1 Protocol asks, read from its bytes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.sparql.question import DIRECT, FORM, UPDATE, Asked, Received, answer_formats, asked
from app.errors import NotAcceptable, QueryRefused, QuerySyntax, UnsupportedFormat

QUERY = "SELECT ?s { ?s ?p 'naïve 😀 + & = %' }"
GRAPHS = [("default-graph-uri", "http://a.example/1"), ("default-graph-uri", "http://a.example/2")]
NAMED = [("named-graph-uri", "http://a.example/3"), ("named-graph-uri", "http://a.example/4")]


def get(**fields: str) -> Received:
    return Received(urlencode(fields).encode())


def form(*fields: tuple[str, str], query_string: str = "", kind: str = FORM) -> Received:
    return Received(query_string.encode(), None, kind, urlencode(fields).encode())


@pytest.mark.parametrize(
    "request_",
    [
        Received(urlencode([("query", QUERY), *GRAPHS, *NAMED]).encode()),
        form(("query", QUERY), *GRAPHS, *NAMED),
        form(("query", QUERY), *NAMED, query_string=urlencode(GRAPHS)),
        form(("query", QUERY), *GRAPHS, *NAMED, kind="Application/X-WWW-Form-URLEncoded; charset=UTF-8"),
        Received(urlencode(GRAPHS + NAMED).encode(), None, DIRECT, QUERY.encode()),
        Received(urlencode(GRAPHS + NAMED).encode(), None, f'{DIRECT}; charset="utf-8"', b"\xef\xbb\xbf" + QUERY.encode()),
        Received(f"query={quote(QUERY, safe='😀ï')}&{urlencode(GRAPHS + NAMED)}".encode()),
    ],
    ids=["get", "form", "form and address", "form that says UTF-8", "direct", "direct with a mark", "address in UTF-8"],
)
def test_query_and_graphs_come_through_unchanged(request_: Received) -> None:
    found = asked(request_)
    assert found.query == QUERY
    assert found.default_graphs == ("http://a.example/1", "http://a.example/2")
    assert found.named_graphs == ("http://a.example/3", "http://a.example/4")


@pytest.mark.parametrize("name", ["query", "format", "output", "release"])
def test_what_may_be_given_once_is_not_given_twice(name: str) -> None:
    fields = [("query", QUERY), (name, "json"), (name, "json")]
    for request in (Received(urlencode(fields).encode()), form(*fields), form(*fields[:2], query_string=f"{name}=json")):
        if name == "query" or request.query_string.count(name.encode()) != 1:
            with pytest.raises(QuerySyntax, match=f"exactly one {name}"):
                asked(request)


@pytest.mark.parametrize(
    "request_",
    [
        get(query=""),
        get(query=" \n"),
        form(("query", "")),
        form(("other", "x")),
        Received(b"", None, DIRECT, b""),
        Received(b"query=%ff%fe"),
        Received(b"query=%ED%A0%80"),
        Received(b"query=\xff"),
        form(kind=f"{FORM}; charset=latin-1"),
        Received(b"", None, f"{DIRECT}; charset=UTF-16", QUERY.encode("utf-16")),
        Received(b"", None, DIRECT, QUERY.encode("utf-16")),
        Received(b"&".join([b"a=b"] * 2_000)),
    ],
)
def test_what_is_no_query_is_a_bad_request(request_: Received) -> None:
    with pytest.raises(QuerySyntax):
        asked(request_)


@pytest.mark.parametrize(
    "request_",
    [
        get(update="CLEAR ALL"),
        get(query=QUERY, update="CLEAR ALL"),
        form(("update", "CLEAR ALL")),
        Received(b"", None, UPDATE, b"CLEAR ALL"),
        Received(b"", None, f"{UPDATE}; charset=UTF-16", b"\xff\xfe"),
    ],
)
def test_an_update_is_told_what_to_do_instead(request_: Received) -> None:
    with pytest.raises(QueryRefused, match=r"sayso add.*Graph Store Protocol"):
        asked(request_)


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data; boundary=x", "application/json"])
def test_other_bodies_are_not_read(kind: str) -> None:
    with pytest.raises(UnsupportedFormat, match="application/sparql-query"):
        asked(Received(b"", None, kind, b"query=ASK%20%7B%7D"))


@pytest.mark.parametrize(
    ("accept", "name", "first"),
    [
        (None, None, "application/sparql-results+json"),
        ("*/*", None, "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml", None, "application/sparql-results+xml"),
        ("text/*", None, "text/csv"),
        ("application/json", None, "application/sparql-results+json"),
        ("application/sparql-results+json;q=0, */*;q=0.1", None, "application/sparql-results+xml"),
        ("text/turtle", "csv", "text/csv"),
        (None, "CSV", "text/csv"),
        (None, "application/sparql-results xml", "application/sparql-results+xml"),
        (None, "text/turtle", "text/turtle"),
    ],
)
def test_the_format_is_the_one_named_or_the_one_liked_best(accept: str | None, name: str | None, first: str) -> None:
    assert answer_formats(accept, name)[0] == first


@pytest.mark.parametrize(("accept", "name"), [("image/png", None), ("*/*;q=0", None), ("*/*", "excel"), ("*/*", "text/html")])
def test_other_formats_are_refused_with_those_that_there_are(accept: str, name: str | None) -> None:
    with pytest.raises(NotAcceptable, match="csv"):
        answer_formats(accept, name)


def test_output_is_another_word_for_format() -> None:
    assert asked(get(query=QUERY, output="xml")).formats[0] == "application/sparql-results+xml"


def test_whatever_changes_the_answer_changes_the_tag() -> None:
    plain = Asked(QUERY, ("text/csv",))
    others = [
        replace(plain, query=QUERY + " "),
        replace(plain, formats=("text/turtle",)),
        replace(plain, default_graphs=("http://a.example/1",)),
        replace(plain, named_graphs=("http://a.example/1",)),
        replace(plain, release="one"),
    ]
    assert len({question.tag("12") for question in (plain, *others)} | {plain.tag("12-2")}) == len(others) + 2
    assert plain.tag("12") == Asked(QUERY, ("text/csv",)).tag("12")


@given(st.binary(), st.binary() | st.none(), st.sampled_from([FORM, DIRECT, UPDATE, "", f"{FORM}; charset=x"]), st.text())
def test_no_bytes_break_it(query_string: bytes, body: bytes | None, kind: str, accept: str) -> None:
    with suppress(QuerySyntax, QueryRefused, NotAcceptable, UnsupportedFormat):
        found = asked(Received(query_string, accept, kind, body))
        assert found.query is None or found.query.strip()
