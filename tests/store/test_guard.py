"""SERVICE and updates do not pass, however they are written; what only looks like them does."""

import socket
import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from app.errors import QueryRefused
from app.store.guard import passed

HIDDEN = [
    "SELECT * { SERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT <{u}> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <{u}> { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE <{u}> { ?s ?p ?o } } }",
    "SELECT * { # a comment\r SERVICE#another\n<{u}> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <{u}> { ?s ?p ?o } }",
    "SELECT * { \\U00000073ervice <{u}> { ?s ?p ?o } }",
    "SELECT ?x { BIND('x\\u0027 AS ?x) SERVICE <{u}> { ?s ?p ?o } #'\n }",
    "SELECT * { VALUES ?x { 1 }SERVICE<{u}>{ ?s ?p ?o } }",
    "SELECT * { OPTIONAL { <x:a> <x:b> trueSERVICE<{u}> { ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { <x:a> <x:b> 1SERVICE<{u}> { ?s ?p ?o } } }",
    "PREFIX : <{u}> SELECT * { service:x { ?s ?p ?o } }",
    "PREFIX e: <{u}> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "PREFIX e: <x:> SELECT * { OPTIONAL { ?s ?p e:a.b.SERVICE <{u}> { ?s ?p ?o } } }",
    "SELECT * { FILTER(1<'>') SERVICE <{u}> { ?s ?p ?o } FILTER(1<'>') }",
    "SELECT * { FILTER(1<2)SERVICE#>\n<{u}> { ?s ?p ?o } }",
    'SELECT * { VALUES ?x { """ a" } SERVICE <{u}> { ?s ?p ?o } # \\q """\n }',
]
HARMLESS = [
    "SELECT ?service { ?service <http://x.org/service> 'service' ; ex:service ?o } # SERVICE",
    'SELECT * { ?s s:service-of ?o FILTER(?a < ?b && ?c > "SERVICE <x> {}") }',
    'SELECT * { ?s ?p """to "service" a debt""", \'\'\'service\'\'\', "it\'s \\"service\\"" }',
    "SELECT * { ?s ?p 'x'@en-service ; <http://e/p?a=service> $service }",
    "CONSTRUCT { ?s ?p 'insert data' } WHERE { ?s ?p _:service }",
]
WORDS = ["SERVICE", "service", "<{u}>", "<{u}>{?s ?p ?o}", "{", "}", "(", ")", "<", ">", "'", '"', '"""', "'''", "\\", "#"]
WORDS += [".", ":", "e:", "e:a", "?a", "?", "1", "true", "@en", "_:b", "FILTER", "BIND", "VALUES ?x", "^^", "/", "|", "*", "a"]
WORDS += ["\\u0053", "\n", " "]


class Listener:
    """A port of this machine that counts who connects."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.getsockname()[1]}/"

    def _listen(self):
        while True:
            connection, _ = self.server.accept()
            self.calls += 1
            connection.close()


@pytest.fixture(scope="module")
def listener():
    return Listener()


@pytest.mark.parametrize("query", HIDDEN)
def test_service_is_refused_wherever_it_is_hidden(query: str):
    with pytest.raises(QueryRefused, match="SERVICE"):
        passed(query.replace("{u}", "http://127.0.0.1:1/"))


def test_the_engine_would_have_called_for_most_of_them(listener: Listener):
    before, store = listener.calls, Store()
    for query in HIDDEN:
        try:
            list(store.query(query.replace("{u}", listener.address)))
        except (SyntaxError, OSError, RuntimeError, TypeError):
            continue
    assert listener.calls - before >= len(HIDDEN) / 2


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_may_stand_in_texts_names_and_addresses(query: str):
    assert passed(query).text == query


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.integers(0, 13))
@example(["FILTER", "(", "1", "<", "'", ">", "'", ")", "SERVICE", "<{u}>{?s ?p ?o}"], 0)
def test_what_passes_never_calls(listener: Listener, words: list[str], place: int):
    inside = "".join([*words[:place], " SERVICE <{u}> {?s ?p ?o} ", *words[place:]])
    query = ("PREFIX e: <x:> PREFIX : <{u}> SELECT * { " + inside + " }").replace("{u}", listener.address)
    before = listener.calls
    try:
        passed(query)
        list(Store().query(query))
    except (QueryRefused, SyntaxError):
        pass
    assert listener.calls == before


@pytest.mark.parametrize(
    "query",
    ["INSERT DATA { <a:b> <a:c> 1 }", "PREFIX a: <b> # c\nBASE <x:y> delete where { ?s ?p ?o }", "LOAD <http://x>", "DROP ALL"],
)
def test_updates_are_refused(query: str):
    with pytest.raises(QueryRefused, match="changes data"):
        passed(query)


def test_own_from_clauses_are_seen():
    assert passed("SELECT * FROM <http://x> { ?s ?p ?o }").chooses_graphs
    assert passed("select*from named<http://x>{}").chooses_graphs
    assert not passed("SELECT ?from { ?s <http://from> 'from', ex:from } # FROM").chooses_graphs


@pytest.mark.parametrize("text", ["<'>'", '"""', "a.", "e:a.", "<", "?a", "'\\", "e:-", "<a:", "<'>'\\", "<'>"])
def test_no_text_takes_long(text: str):
    """A guard whose time grew with the square of the length would not end here."""
    query = "SELECT * {" + text * (100_000 // len(text))
    try:
        answer = passed(query).text
    except QueryRefused as refusal:
        answer = str(refusal)
    assert answer
