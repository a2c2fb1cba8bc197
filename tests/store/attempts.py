"""Ways to make the engine call an address, ``{u}``: by hand, and by chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

BY_SERVICE = [
    "SELECT * { SERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT <{u}> { ?s ?p ?o } }",
    "SELECT * { service\tsilent\r\n<{u}>{?s ?p ?o} }",
    "SELECT*{SERVICESILENT<{u}>{}}",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { VALUES ?where { <{u}> } SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { BIND(IRI('{u}') AS ?where) SERVICE SILENT $where { ?s ?p ?o } }",
    "SELECT * { BIND(IRI(CONCAT('http', SUBSTR('{u}', 5))) AS ?where) SERVICE ?where { ?s ?p ?o } }",
    "PREFIX e: <{u}> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX e: <{u}> SELECT * { SERVICE e:path\\/more { ?s ?p ?o } }",
    "PREFIX e: <{u}> SELECT * { SERVICE SILENT e:%41 { ?s ?p ?o } }",
    "BASE <{u}> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "BASE <{u}x/y> SELECT * { SERVICE <../sparql> { ?s ?p ?o } }",
    "BASE <http://example.org/> PREFIX e: <{u}> BASE <{u}> SELECT * { SERVICE <?query> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <{u}> { ?s ?p ?o } } } }",
    "SELECT * { { SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?s { SERVICE <{u}> { ?s ?p ?o } } LIMIT 5 } } } }",
    "ASK { FILTER EXISTS { SERVICE <{u}> { ?s ?p ?o } } }",
    "ASK { FILTER NOT EXISTS { SERVICE <{u}> { ?s ?p ?o } } }",
    "SELECT (EXISTS { SERVICE <{u}> { ?s ?p ?o } } AS ?x) {}",
    "SELECT * {} ORDER BY (EXISTS { SERVICE <{u}> { ?s ?p ?o } })",
    "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (EXISTS { SERVICE <{u}> { ?s ?p ?o } })",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <{u}> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <{u}> { ?s ?p ?o } } }",
    "SELECT * { {} UNION { SERVICE <{u}> { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { SERVICE <{u}> { ?s ?p ?o } } }",
    "SELECT * { BIND(EXISTS { SERVICE <{u}> { ?s ?p ?o } } AS ?x) }",
    "SELECT * { FILTER(IF(EXISTS { SERVICE <{u}> { ?s ?p ?o } }, true, false)) }",
    "SELECT * { LATERAL { SERVICE <{u}> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <{u}> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { # a comment\r SERVICE#another\n<{u}> { ?s ?p ?o } }",
    "SELECT * { SERVICE # <http://example.org/>\n # {\n <{u}> # }\n { ?s ?p ?o } }",
    "SELECT * { SERVICE" + "\n# a long way\n" * 500 + "<{u}> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { \\U00000073ervice <{u}> { ?s ?p ?o } }",
    "SELECT * { SERV\\u0049CE \\u003C{u}> \\u007B ?s ?p ?o } }",
    "SELECT * { \\u+053ERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { \\U+0000053ERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { # \\u000A SERVICE <{u}> { ?s ?p ?o } \n }",
    "SELECT ?x { BIND('x\\u0027 AS ?x) SERVICE <{u}> { ?s ?p ?o } #'\n }",
    "SELECT * { VALUES ?x { 1 }SERVICE<{u}>{ ?s ?p ?o } }",
    "SELECT * { OPTIONAL { <x:a> <x:b> trueSERVICE<{u}> { ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { <x:a> <x:b> 1SERVICE<{u}> { ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { <x:a> <x:b> ''@enSERVICE <{u}> { ?s ?p ?o } } }",
    "PREFIX : <{u}> SELECT * { service:x { ?s ?p ?o } }",
    "PREFIX : <{u}> SELECT * { ServiceSilent: { ?s ?p ?o } }",
    "PREFIX e: <{u}> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "PREFIX e: <x:> SELECT * { OPTIONAL { ?s ?p e:a.b.SERVICE <{u}> { ?s ?p ?o } } }",
    "PREFIX e: <http://h:> SELECT * { OPTIONAL { ?s ?p e:SERVICE <{u}> { ?s ?p ?o } } }",
    "PREFIX e: <x:> SELECT * { OPTIONAL { ?s ?p e:" + "a" * 300 + "\\' } SERVICE <{u}> { ?s ?p ?o } #'\n }",
    "PREFIX e: <x:> SELECT * { OPTIONAL { ?s ?p e:a\\# } SERVICE <{u}> { ?s ?p ?o } }",
    "PREFIX e: <x:> SELECT * { OPTIONAL { ?s ?p e:a\\'\n, e:b\\' } SERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<'>') SERVICE <{u}> { ?s ?p ?o } FILTER(1<'>') }",
    "SELECT * { FILTER(1<2)SERVICE#>\n<{u}> { ?s ?p ?o } }",
    'SELECT * { FILTER(1<">") SERVICE <{u}> { ?s ?p ?o } FILTER(1<">") }',
    "PREFIX : <{u}> SELECT * { ?s a ?o. SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?service.SERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { ?s ?p <x:'> SERVICE <{u}> { ?s ?p ?o } FILTER(?s != <x:'>) }",
    "SELECT * { ?s ?p <x:#> SERVICE <{u}> { ?s ?p ?o } }",
    'SELECT * { VALUES ?x { """ a" } SERVICE <{u}> { ?s ?p ?o } # \\q """\n }',
    "SELECT * { VALUES ?x { '''a''''b' } SERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { '' } SERVICE <{u}> { ?s ?p ?o } # '''\n }",
    "SELECT * { VALUES ?x { 'a\\\\' } SERVICE <{u}> { ?s ?p ?o } # '\n }",
    "SELECT * { SERVICE <http://example.invalid/> { SERVICE <{u}> { ?s ?p ?o } } }",
    "SELECT * { SERVICE <{u}#fragment> { ?s ?p ?o } }",
]
"""Queries that have SERVICE on some reading; none may pass."""

OTHERWISE = [
    "SELECT * FROM <{u}> { ?s ?p ?o }",
    "SELECT * FROM NAMED <{u}> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <{u}> { ?s ?p ?o } }",
    "DESCRIBE <{u}>",
    "CONSTRUCT WHERE { <{u}> <{u}> <{u}> }",
    "SELECT (<{u}>(1, 2) AS ?x) {}",
    "SELECT (<{u}>(DISTINCT ?s) AS ?x) { ?s ?p ?o }",
    "SELECT * { ?s <{u}>* ?o }",
    "SELECT ('a'^^<{u}> AS ?x) {}",
    "PREFIX e: <{u}> BASE <{u}> SELECT (IRI('x') AS ?x) (e:f(1) AS ?y) {}",
    "SELECT * { FILTER(REGEX('{u}', '{u}')) }",
    "LOAD <{u}>",
    "LOAD SILENT <{u}> INTO GRAPH <http://example.org/new>",
    "PREFIX e: <{u}> LOAD e:x",
    "INSERT DATA { <{u}> <{u}> <{u}> }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <{u}> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } USING <{u}> WHERE { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ; LOAD <{u}>",
    "SELECT * { ?s ?p ?o }\nLOAD <{u}>",
    "DEFINE get:soft 'replace' SELECT * FROM <{u}> { ?s ?p ?o }",
    "DEFINE input:grab-all 'yes' SELECT * FROM <{u}> { ?s ?p ?o }",
    "SELECT (LOAD(<{u}>) AS ?x) {}",
    "SELECT * { \\u005Cu0053ERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { \\u\\u0053ERVICE <{u}> { ?s ?p ?o } }",
    "# LOAD\nSELECT * { ?s ?p ?o }",
    "VERSION '1.2' SELECT * FROM <{u}> { ?s ?p ?o }",
]
"""Queries that name the address in all other places; whether they are answered or refused, nothing may come of it."""

HARMLESS = [
    "SELECT ?service { ?service <http://x.org/service> 'service' ; ex:service ?o } # SERVICE",
    'SELECT * { ?s s:service-of ?o FILTER(?a < ?b && ?c > "SERVICE <x> {}") }',
    'SELECT * { ?s ?p """to "service" a debt""", \'\'\'service\'\'\', "it\'s \\"service\\"" }',
    "SELECT * { ?s ?p 'x'@en-service ; <http://e/p?a=service> $service }",
    "CONSTRUCT { ?s ?p 'insert data' } WHERE { ?s ?p _:service }",
    "PREFIX service: <http://x.org/> SELECT * { ?s service:of ?o ; service:by [ service:x 1 ] OPTIONAL { ?o service:y ?z } }",
    "PREFIX e: <x:> SELECT * { ?s e:service ?o . ?o e:self-service/e:services ?service OPTIONAL { ?s a e:Service } }",
    "SELECT * {\n  ?s ?p ?o\n  # SERVICE <https://example.org/sparql> { ?s ?p ?o }\n}",
    "SELECT * { ?s ?p 'SERVICE <https://example.org/sparql> { ?s ?p ?o }' }",
    "SELECT * { ?s ?p '''\nSERVICE <https://example.org/sparql> { ?s ?p ?o } ''' }",
    "SELECT * { ?s <http://example.org/service> ?o } ORDER BY DESC(?service) LIMIT 5",
    "SELECT ?in_service ?services { ?s ?in_service ?services FILTER(?services<5 || ?in_service>3) }",
    "SELECT * { GRAPH ?service { ?s ?p ?o } }",
    "SELECT ?webservice ?o { ?webservice ?p ?o }",
]
"""Queries that only look so."""

SERVICES = ["SERVICE <{u}>{?s ?p ?o}", "SERVICE SILENT <{u}> {?s ?p ?o}", "service:{?s ?p ?o}", "SERVICE ?u {?s ?p ?o}"]
SERVICES += ["serviceSILENT:{}", "SERVICE#c\n<{u}>#>\n{}", "\\u0053ERVICE <{u}>{}", "\\u+053ERVICE <{u}>{}", "SERVICE\t:\r{}"]
GROUPS = [
    "{ {s} }",
    "OPTIONAL { {s} }",
    "FILTER EXISTS { {s} }",
    "{ SELECT * { {s} } }",
    "GRAPH ?g { {s} }",
    "{} UNION { {s} }",
]
GROUPS += ["MINUS { {s} }", "{s}", "FILTER(1<2){s}", "FILTER(!EXISTS{{s}})", "FILTER(1<'>' && EXISTS { {s} } && 1<'>')"]
PATTERNS = ["?s ?p ?o .", "VALUES ?u { <{u}> }", "BIND(<{u}> AS ?u)", "FILTER(1<2)", "FILTER(?s<'>')", "?s ?p 'x' .", "# c\n"]
PATTERNS += ['?s ?p """y""" .', "?s e:p* ?o .", "?s ?p h:", "?s ?p e:a", "?s ?p 1", "?s ?p true", "VALUES ?z {''}"]
PATTERNS += ["VALUES ?z {'''a'''}", "BIND(e:a\\' AS ?q)", "?s ?p e:a\\#b ."]
PIECES = [
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    "<'>",
    "'>",
    '<">',
    "'",
    '"',
    "'''",
    '"""',
    "\\",
    "#",
    "\\#",
    "\\'",
    "\\u0027",
    "\\u005c",
]
PIECES += [
    "\\u0023",
    "\\u000a",
    "\\u003c",
    "\\u",
    "\n",
    "\r",
    " ",
    ".",
    ":",
    "e:",
    "e:a",
    "h:",
    "h:a",
    "e:a\\'",
    "e:a\\#b",
    "a.b:c",
]
PIECES += [
    "e:" + "a" * 300,
    "_:b",
    "?a",
    "?u",
    "?",
    "1",
    "1.",
    "1e1",
    "true",
    "@en",
    "FILTER(1<",
    "^^",
    "/",
    "|",
    "*",
    "[",
    "]",
    "é",
]
PIECES += ["<<", ">>", "{|", "|}", ",", ";", "&&", "!", "=", "-", "\u1680", "\u00b7", "\u200c", "%20", "IN(", *SERVICES]
PREFIXES = "PREFIX e: <x:> PREFIX h: <http://h:> PREFIX : <{u}> PREFIX service: <x:s> PREFIX a.b: <x:> PREFIX silent: <{u}> "
FORMS = ["SELECT * {", "ASK {", "SELECT (COUNT(*) AS ?n) {", "CONSTRUCT {?s ?p ?o} WHERE {", "DESCRIBE * {"]
ENDS = [" }", "}", "} # '", "} # >", '}#"""', "}#'''"]


def made(pick: Callable[[Sequence[Any]], Any]) -> str:
    """A query with SERVICE somewhere, correct or with a few pieces put in or cut out; ``pick`` is the chance in it."""
    parts = [pick(PATTERNS + GROUPS) for _ in range(pick(range(4)))]
    inside = pick(["", " ", "\n"]).join([*parts, pick(GROUPS)])
    while "{s}" in inside:
        inside = inside.replace("{s}", pick(SERVICES), 1)
    for _ in range(pick([0, 0, 0, 1, 1, 2])):
        place = pick(range(len(inside) + 1))
        inside = inside[:place] + pick(PIECES) + inside[place + pick([0, 0, 1, 2]) :]
    return f"{PREFIXES}{pick(FORMS)} {inside}{pick(ENDS)}"


def queries() -> st.SearchStrategy[str]:
    """Such queries, as hypothesis picks them."""
    return st.composite(lambda draw: made(lambda options: draw(st.sampled_from(options))))()
