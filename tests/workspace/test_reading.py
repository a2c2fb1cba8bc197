"""What strangers send: read whole, refused with the place, never fetched for, and harmless however it is made."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import GraphRefused, GraphTooLarge, SaysoError, UnreadableGraph, UnsupportedFormat
from app.settings import Settings
from app.workspace.confined import ConfinedReader
from app.workspace.reading import Posted, read_graph

BASE = "http://sayso.example"
GRAPH = f"{BASE}/graph/workspace/notes"
XML = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
TURTLE, N_TRIPLES, RDF_XML, JSON_LD = "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"
TRIPLE = b'<http://e/s> <http://e/p> "o" .\n'


def read(media: str, body: str | bytes, most: int = 100_000) -> bytes:
    return read_graph(Posted(media, body if isinstance(body, bytes) else body.encode()), BASE, GRAPH, most)


@pytest.mark.parametrize(
    ("media", "body"),
    [
        (TURTLE, '@prefix e: <http://e/> . e:s e:p "o" .'),
        (TURTLE, b'\xef\xbb\xbf@prefix e: <http://e/> . e:s e:p "o" .'),
        (N_TRIPLES, TRIPLE),
        (RDF_XML, f'<r:RDF {XML}><r:Description r:about="http://e/s"><e:p>o</e:p></r:Description></r:RDF>'),
        (JSON_LD, '{"@id": "http://e/s", "http://e/p": "o"}'),
        ("application/trig", '{ <http://e/s> <http://e/p> "o" }'),
        ("application/n-quads", TRIPLE),
        ('Text/Turtle; charset="UTF-8"', '<http://e/s> <http://e/p> "o", "o" .'),
    ],
)
def test_every_format_is_read(media: str, body: str | bytes) -> None:
    assert read(media, body) == TRIPLE


@pytest.mark.parametrize("body", ["", "# nothing\n"])
def test_an_empty_graph_is_a_graph(body: str) -> None:
    assert read(TURTLE, body) == b""


def test_relative_names_belong_to_the_graph() -> None:
    assert read(TURTLE, "<#a> <http://e/p> <other> , <> .").splitlines() == [
        f"<{GRAPH}#a> <http://e/p> <{GRAPH}> .".encode(),
        f"<{GRAPH}#a> <http://e/p> <{BASE}/graph/workspace/other> .".encode(),
    ]


@pytest.mark.parametrize("media", ["", "text/html", "application/json", "text/n3", "nonsense", "text/turtle; charset=latin-1"])
def test_other_formats_are_refused_by_name(media: str) -> None:
    with pytest.raises(UnsupportedFormat, match="give the graph"):
        read(media, TRIPLE)


@pytest.mark.parametrize(
    ("media", "body", "place"),
    [
        (TURTLE, "<a> <http://e/p>\n <b> ; .\n<c>", "line 3"),
        (TURTLE, b'<a> <http://e/p> "\xff" .', "line 1, column"),
        (TURTLE, "{}", "line 1, column"),
        (N_TRIPLES, "<a> <http://e/p> 1 .", "line 1, column 1"),
        (JSON_LD, '{"http://e/p": "a"', "line 1, column"),
        (JSON_LD, "", "line 1, column"),
        (RDF_XML, "", "line 1, column 0"),
        (RDF_XML, f"<r:RDF {XML}>\n<e:A>", "line 2"),
        (RDF_XML, "<html><body/></html>", "this is not application/rdf"),
        (RDF_XML, TRIPLE, "line 1"),
        (RDF_XML, '<?xml version="1.0" encoding="latin-1"?><r/>'.encode("latin-1"), "UTF-8"),
    ],
)
def test_what_is_not_what_it_says_is_refused_with_the_place(media: str, body: str | bytes, place: str) -> None:
    with pytest.raises(UnreadableGraph, match=place):
        read(media, body)


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("application/n-quads", '<http://e/s> <http://e/p> "o" <http://e/g> .'),
        ("application/trig", '<http://e/g> { <http://e/s> <http://e/p> "o" }'),
        (JSON_LD, '{"@id": "http://e/g", "@graph": [{"@id": "http://e/s", "http://e/p": "o"}]}'),
    ],
)
def test_a_graph_is_one_graph(media: str, body: str) -> None:
    with pytest.raises(UnreadableGraph, match="the graph <http://e/g>"):
        read(media, body)


def test_a_triple_that_is_not_allowed_refuses_the_whole() -> None:
    with pytest.raises(GraphRefused, match="of your own"):
        read(TURTLE, f"<http://e/s> <http://e/p> 1 . <{BASE}/entity/x> <http://www.w3.org/2000/01/rdf-schema#label> 'X' .")


def test_a_graph_may_have_so_many_bytes_and_no_more() -> None:
    assert read(N_TRIPLES, TRIPLE * 3, most=len(TRIPLE)) == TRIPLE
    with pytest.raises(GraphTooLarge, match="SAYSO_MAX_WORKSPACE_GRAPH"):
        read(N_TRIPLES, TRIPLE, most=len(TRIPLE) - 1)


def test_a_short_body_for_a_long_graph_is_stopped_on_the_way() -> None:
    body = f"@prefix e: <http://e/{'x' * 10_000}> .\n" + "".join(f"e:a e:b e:c{number} .\n" for number in range(100_000))
    with pytest.raises(GraphTooLarge):
        read(TURTLE, body)


def form(*files: bytes) -> Posted:
    head = b'Content-Disposition: form-data; name="g"; filename="g.ttl"\r\nContent-Type: text/turtle\r\n\r\n'
    parts = b"".join(b"--x\r\n" + head + each + b"\r\n" for each in files)
    return Posted("multipart/form-data; boundary=x", parts + b"--x--\r\n")


def test_the_files_of_a_form_are_one_graph_with_blank_nodes_apart() -> None:
    files = form(b"_:a <http://e/p> '''\r\n--1''' .", b'_:a <http://e/q> "\xc3\xa9" .')
    lines = read_graph(files, BASE, GRAPH, 1000).decode().splitlines()
    assert sorted(line.partition(" ")[2] for line in lines) == ['<http://e/p> "\\r\\n--1" .', '<http://e/q> "é" .']
    assert {line.partition(" ")[0] for line in lines} == {"_:b0", "_:b1"}


FIELD = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--"


@pytest.mark.parametrize("body", [b"", b"--x--", FIELD, b"\x00\xff"])
def test_a_form_without_files_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableGraph, match="no file"):
        read_graph(Posted("multipart/form-data; boundary=x", body), BASE, GRAPH, 1000)


@contextmanager
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address on loopback, and who has called it."""
    seen: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, who = server.accept()
                except OSError:
                    return
                seen.append(who)
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", seen
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


FETCHING = {
    "context": (JSON_LD, '{"@context": "%s", "a": 1}'),
    "contexts": (JSON_LD, '{"@context": [{}, "%s"], "a": 1}'),
    "import": (JSON_LD, '{"@context": {"@version": 1.1, "@import": "%s"}, "a": 1}'),
    "scoped": (JSON_LD, '{"@context": {"a": {"@id": "http://e/a", "@context": "%s"}}, "a": {"b": 1}}'),
    "typed": (JSON_LD, '{"@context": {"T": {"@id": "http://e/T", "@context": "%s"}}, "@type": "T", "b": 1}'),
    "profile": (f'{JSON_LD}; profile="%s"', '{"http://e/p": 1}'),
    "entity": (RDF_XML, f'<!DOCTYPE r:RDF [<!ENTITY x SYSTEM "%s">]><r:RDF {XML}><e:A><e:p>&x;</e:p></e:A></r:RDF>'),
    "public": (RDF_XML, f'<!DOCTYPE r:RDF [<!ENTITY x PUBLIC "x" "%s">]><r:RDF {XML}><e:A><e:p>&x;</e:p></e:A></r:RDF>'),
    "parameter": (RDF_XML, f'<!DOCTYPE r:RDF [<!ENTITY %% x SYSTEM "%s"> %%x;]><r:RDF {XML}><e:A/></r:RDF>'),
    "dtd": (RDF_XML, f'<!DOCTYPE r:RDF SYSTEM "%s"><r:RDF {XML}><e:A><e:p>q</e:p></e:A></r:RDF>'),
    "base": (RDF_XML, f'<r:RDF {XML} xml:base="%s"><e:A r:about="y"><e:p r:resource="../z"/></e:A></r:RDF>'),
    "include": (RDF_XML, f'<r:RDF {XML}><e:A r:about="%s"><e:p r:parseType="Resource"/></e:A></r:RDF>'),
    "imports": (TURTLE, "<> <http://www.w3.org/2002/07/owl#imports> <%s> ."),
    "see also": (TURTLE, "@base <%s> . @prefix : <a/> . <y> <http://e/seeAlso> :z ."),
}


def test_nothing_is_fetched_whatever_is_named() -> None:
    with listener() as (address, seen):
        refused = set()
        for name, (media, body) in FETCHING.items():
            try:
                read(media.replace("%s", address), body % address if "%%" in body else body.replace("%s", address))
            except UnreadableGraph:
                refused.add(name)
        assert refused == {"context", "contexts", "import", "scoped", "typed", "entity", "public", "parameter"}
        assert seen == []
        socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2].partition("/")[0]))).close()
        while not seen:  # the listener does hear
            pass


def test_no_file_is_read() -> None:
    secret = Path(__file__).as_uri()
    with pytest.raises(UnreadableGraph):
        read(RDF_XML, f'<!DOCTYPE r:RDF [<!ENTITY x SYSTEM "{secret}">]><r:RDF {XML}><e:A><e:p>&x;</e:p></e:A></r:RDF>')


def laughs(depth: int) -> str:
    entities = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, depth))
    return f'<!DOCTYPE r:RDF [<!ENTITY l0 "lol">{entities}]><r:RDF {XML}><e:A><e:p>&l{depth - 1};</e:p></e:A></r:RDF>'


def test_entities_may_be_short_for_something_but_may_not_grow_without_end() -> None:
    assert b'"lollollol' in read(RDF_XML, laughs(3))
    with pytest.raises(UnreadableGraph, match="amplification"):
        read(RDF_XML, laughs(9))


@pytest.fixture
def confined(tmp_path: Path) -> Iterator[ConfinedReader]:
    settings = Settings(data=tmp_path, query_timeout=8, query_memory=1_500_000_000, max_workspace_graph=2_000_000)
    reader = ConfinedReader(settings)
    yield reader
    reader.close()


NEST = 200_000
HOSTILE = {
    "triples about triples": (N_TRIPLES, "<e:a> <e:b> " + "<<( <e:a> <e:b> " * NEST + "<e:c>" + " )>>" * NEST + " ."),
    "lists": (TURTLE, "<e:a> <e:b> " + "(" * NEST + ")" * NEST + " ."),
    "blank nodes": (TURTLE, "<e:a> <e:b> " + "[ <e:p> " * NEST + "1" + "]" * NEST + " ."),
    "objects": (JSON_LD, '{"http://e/p":' * 20_000 + "1" + "}" * 20_000),
    "arrays": (JSON_LD, '{"http://e/p":' + "[" * NEST + "1" + "]" * NEST + "}"),
    "contexts": (JSON_LD, '{"@context":' + '{"a":{"@id":"http://e/a","@context":' * 8_000 + "{}" + "}}" * 8_000 + "}"),
    "elements": (RDF_XML, f"<r:RDF {XML}>" + "<e:A><e:p>" * NEST + "</e:p></e:A>" * NEST + "</r:RDF>"),
    "entities": (
        RDF_XML,
        f'<!DOCTYPE r:RDF [<!ENTITY x "{"A" * 70_000}">]><r:RDF {XML}><e:A><e:p>{"&x;" * 100}</e:p></e:A></r:RDF>',
    ),
    "a long word": (TURTLE, "<e:a> <e:b> '" + "x" * 5_000_000 + "' ."),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_and_the_next_graph_is_read(confined: ConfinedReader, name: str) -> None:
    media, body = HOSTILE[name]
    with pytest.raises((GraphTooLarge, UnreadableGraph)):
        confined.read(Posted(media, body.encode()), GRAPH)
    assert confined.read(Posted(N_TRIPLES, TRIPLE), GRAPH) == TRIPLE


def test_errors_come_out_of_the_process_as_they_are(confined: ConfinedReader) -> None:
    for media, body, kind in (
        ("text/html", "x", UnsupportedFormat),
        (TURTLE, "x", UnreadableGraph),
        (TURTLE, "<e:a> a <https://w3id.org/sayso/ontology#Claim> .", GraphRefused),
    ):
        with pytest.raises(SaysoError) as raised:
            confined.read(Posted(media, body.encode()), GRAPH)
        assert type(raised.value) is kind


def test_a_process_that_was_killed_is_replaced(confined: ConfinedReader) -> None:
    assert confined.read(Posted(N_TRIPLES, TRIPLE), GRAPH) == TRIPLE
    (worker,) = _children()
    os.kill(worker, signal.SIGKILL)
    assert confined.read(Posted(N_TRIPLES, TRIPLE), GRAPH) == TRIPLE
    confined.close()
    assert _children() == []


def _children() -> list[int]:
    """The processes that read graphs for this one (spawned; the resource tracker is another child)."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return found
