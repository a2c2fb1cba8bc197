"""Requests that are wrong or hostile, with the statuses that answer them honestly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
CLOSED = 0
"""In place of a status: the service closed the connection while it was sent more than it reads."""
REFUSALS = frozenset({503, 504, 507})
"""Busy, took too long, needs too much: what any query may be told."""
BIG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 400000"


@dataclass(frozen=True, slots=True)
class Request:
    """What one client sends at once, and the statuses beside the refusals that answer it."""

    name: str
    statuses: frozenset[int]
    method: str = "POST"
    target: str = "/sparql"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


def query(name: str, text: str, *statuses: int, **parameters: str) -> Request:
    """A query in a form."""
    body = urlencode({"query": text, **parameters}).encode()
    return Request(name, frozenset(statuses), headers={"Content-Type": FORM}, body=body)


def direct(name: str, body: bytes, *statuses: int, media_type: str = DIRECT, target: str = "/sparql") -> Request:
    """A body of a type."""
    return Request(name, frozenset(statuses), target=target, headers={"Content-Type": media_type}, body=body)


def slow() -> tuple[Request, ...]:
    """Queries that people write who do not know how much they ask for."""
    texts = {
        "all pairs": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?c = ?f) }",
        "all pairs by regex": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER REGEX(STR(?f), STR(?c), 'i') }",
        "all paths": "SELECT (COUNT(*) AS ?n) { ?a (<x:p>|!<x:p>)* ?b }",
        "all triples by length": "SELECT (AVG(STRLEN(STR(?c))) AS ?n) { ?a ?b ?c . ?a ?e ?f }",
    }
    return tuple(query(name, text, 200) for name, text in texts.items())


def broken() -> tuple[Request, ...]:
    """Requests of clients that do not know the protocol or the language."""
    ask = {"Content-Type": DIRECT}
    return (
        query("syntax", "SELECT * { ?s ?p", 400),
        query("prefix", "SELECT * { ?s foaf:name ?o }", 400),
        query("empty query", "", 400),
        query("no IRI for a graph", "ASK {}", 422, **{"default-graph-uri": "no iri"}),
        query("no such format", "ASK {}", 406, format="docx"),
        query("no such release", "ASK {}", 404, release="../../etc/passwd"),
        direct("no query", b"", 400, media_type=FORM),
        direct("two queries", b"query=ASK+%7B%7D&query=ASK+%7B%7D", 400, media_type=FORM),
        direct("another type", b"ASK {}", 415, media_type="text/plain"),
        direct("not UTF-8", b"ASK { <x:a> <x:b> '\xff\xfe' }", 400),
        direct("bytes", bytes(range(256)) * 20, 400),
        direct("half a surrogate pair", b"ASK { <x:a> <x:b> '\\uD800' }", 400),
        Request("not acceptable", frozenset({406}), headers={**ask, "Accept": "image/png"}, body=b"ASK {}"),
        Request("another method", frozenset({405}), method="PATCH", headers=ask, body=b"ASK {}"),
        Request("no such thing", frozenset({404}), method="GET", target="/document/none"),
        Request("no JSON", frozenset({422}), target="/api/documents", headers={"Content-Type": "application/json"}, body=b"{"),
        Request("no cursor", frozenset({400, 422}), method="GET", target="/api/entities?cursor=%00"),
    )


def hostile(listener: str) -> tuple[Request, ...]:
    """Requests of those who want to stop the service, fill its memory, change data, or have ``listener`` called."""
    return (*_hungry(), *_deep(), *_reaching_out(listener), *_oversized())


def _hungry() -> Iterator[Request]:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    many = " ".join(f"({n})" for n in range(3000))
    yield query("cartesian ORDER BY", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i", 200)
    yield query("cartesian DISTINCT", "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 200)
    yield query("one long text", "SELECT (GROUP_CONCAT(STR(?f)) AS ?x) { ?a ?b ?c . ?d ?e ?f }", 200)
    yield query("doubled text", f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('0123456789' AS ?x0) {doubled} }}", 200)
    yield query("endless count", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 200)
    yield query("tables", f"SELECT * {{ VALUES (?a) {{{many}}} VALUES (?b) {{{many}}} VALUES (?c) {{{many}}} }}", 200)
    yield query("regex", f"SELECT * {{ FILTER REGEX('{'a' * 5000}b', '^(a+)+$') }}", 200)
    yield query("large regex", "SELECT * { FILTER REGEX('x', '((x{500}){500}){500}') }", 200)
    yield query("regex of all", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER REGEX(STR(?c), '(.*a){30}') }", 200)
    yield query("graph of all", "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 2000000", 200)


def _deep() -> Iterator[Request]:
    deep, wide = 5000, 1000
    patterns = " ".join(f"?a{n} ?b ?c{n} ." for n in range(wide))
    yield query("deep groups", f"SELECT * {'{' * deep}{'}' * deep}", 200, 400)
    yield query("deep brackets", f"SELECT * {{ FILTER({'(' * deep}1{')' * deep}) }}", 200, 400)
    yield query("deep EXISTS", f"ASK {{ {'FILTER EXISTS {' * deep}{'}' * deep} }}", 200, 400)
    yield query("deep IF", f"ASK {{ FILTER({'IF(' * deep}1{',1,1)' * deep}) }}", 200, 400)
    yield query("deep list", f"ASK {{ {'(' * wide}1{')' * wide} ?p ?o }}", 200, 400)
    yield query("long sequence", f"ASK {{ ?s {'<x:p>/' * wide}<x:p> ?o }}", 200, 400)
    yield query("long sum", f"ASK {{ FILTER({'1+' * deep}1) }}", 200, 400)
    yield query("many patterns", f"SELECT (COUNT(*) AS ?n) {{ {patterns} }}", 200, 400)
    yield query("open brackets", f"SELECT * {'{' * 90_000}", 400)
    yield query("quotes", "SELECT * {" + "<'>'" * 20_000, 400, 403)


def _reaching_out(listener: str) -> Iterator[Request]:
    call = f"SERVICE <{listener}> {{ ?s ?p ?o }}"
    yield query("SERVICE", f"SELECT * {{ {call} }}", 403)
    yield query("SERVICE SILENT", f"SELECT * {{ {call.replace('SERVICE', 'service silent')} }}", 403)
    yield query("SERVICE in EXISTS", f"ASK {{ FILTER EXISTS {{ {call} }} }}", 403)
    yield query("SERVICE by variable", f"SELECT * {{ VALUES ?x {{ <{listener}> }} SERVICE ?x {{ ?s ?p ?o }} }}", 403)
    yield query("SERVICE by escape", f"SELECT * {{ \\u0053{call[1:]} }}", 400, 403)
    yield query("SERVICE behind a name", f"PREFIX e: <x:> ASK {{ ?s ?p e:{'a' * 300}\\' . {call} # '\n }}", 403)
    yield query("FROM", f"SELECT * FROM <{listener}> {{ ?s ?p ?o }}", 200)
    yield query("graph of the protocol", "SELECT * { ?s ?p ?o }", 200, **{"default-graph-uri": listener})
    yield query("LOAD", f"LOAD <{listener}>", 403)
    yield query("INSERT", "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", 403)
    yield direct("update", b"update=DROP+ALL", 403, media_type=FORM)
    yield direct("update as a body", b"CLEAR ALL", 403, media_type=UPDATE)
    context = f'{{"@context": "{listener}", "@id": "x:a", "x:b": 1}}'.encode()
    headers = {"Content-Type": "application/ld+json"}
    yield Request("JSON-LD context", frozenset({400, 415, 422}), "PUT", "/graphs/workspace/x", headers, context)


def _oversized() -> Iterator[Request]:
    yield query("long query", "SELECT * {} #" + "x" * 200_000, 403, 413)
    yield direct("large body", b" " * 30_000_000, CLOSED, 413)
    document = b'{"text": "' + b"x" * 30_000_000 + b'"}'
    yield direct("large document", document, CLOSED, 413, media_type="application/json", target="/api/documents")
    yield direct("many parameters", b"&".join(b"a%d=1" % n for n in range(20_000)), 400, media_type=FORM)
    yield query("many graphs", "ASK { ?s ?p ?o }", 200, 400, **{f"x{n}": "y" for n in range(900)})
