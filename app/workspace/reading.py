"""Reading what a stranger says is RDF: one graph out of the body of a request. It runs in a process that can be killed.

The parsers are pyoxigraph's, which fetch nothing: a remote JSON-LD context and an external entity are errors. They are not
proof against every input, though (statements nested a hundred thousand deep end the process, nested XML takes quadratic time, a
truncated RDF/XML file is taken for a whole one); so ``confined`` bounds time and memory, and expat, which also bounds how far
entities may grow, looks at XML first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from functools import cache
from xml.parsers.expat import ExpatError, ParserCreate

from pyoxigraph import DefaultGraph, Quad, Triple, parse

from app.errors import GraphRefused, GraphTooLarge, UnreadableGraph, UnsupportedFormat
from app.workspace.canonical import canonical
from app.workspace.formats import FORMATS
from app.workspace.vocabulary import Vocabulary

MULTIPART = "multipart/form-data"
UTF_8 = {"utf-8", "utf8", "us-ascii"}
LONGEST_MESSAGE = 400
PLACE = re.compile(r"Parser error (?:at|between) line (\d+) (?:column|between columns) (\d+)[^:]*: ")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Posted:
    """A graph as it was sent: the whole ``Content-Type`` with its parameters, and the body."""

    content_type: str
    body: bytes

    def kind(self) -> str:
        """The media type without parameters; raises ``UnsupportedFormat`` where we do not read it."""
        header = _header(self.content_type)
        media = header.get_content_type() if self.content_type.strip() else "none"
        if media not in {*FORMATS, MULTIPART}:
            raise UnsupportedFormat(f"give the graph as {', '.join(FORMATS)} (Content-Type), not as {media}")
        charset = str(header.get_param("charset", "utf-8")).lower()
        if charset not in UTF_8:
            raise UnsupportedFormat(f"give the graph in UTF-8, not in {charset}")
        return media


def read_graph(posted: Posted, base: str, graph: str, most: int) -> bytes:
    """The graph as canonical N-Triples; relative IRIs are resolved against the IRI of ``graph``.

    ``base`` is the setting ``base_iri``, ``most`` the number of bytes that the N-Triples may have. Raises ``UnreadableGraph``,
    ``UnsupportedFormat``, ``GraphTooLarge`` and ``GraphRefused``.
    """
    content = canonical(_allowed(_triples(posted, graph), _vocabulary(base), most))
    if len(content) > most:
        raise too_large(most)
    return content


def too_large(most: int) -> GraphTooLarge:
    """What is said of a graph that is larger than the setting allows."""
    return GraphTooLarge(f"a workspace graph may have at most {most} bytes of N-Triples (SAYSO_MAX_WORKSPACE_GRAPH)")


@cache
def _vocabulary(base: str) -> Vocabulary:
    return Vocabulary.of(base)


def _allowed(triples: Iterable[Triple], vocabulary: Vocabulary, most: int) -> Iterator[Triple]:
    """The triples, while they are allowed and not too many: a few bytes of a body can stand for many of a graph."""
    seen = set[Triple]()
    size = 0
    for triple in triples:
        if triple in seen:
            continue
        objection = vocabulary.objection(triple)
        if objection is not None:
            raise GraphRefused(objection)
        seen.add(triple)
        size += len(str(triple))
        if size > most:
            raise too_large(most)
        yield triple


def _triples(posted: Posted, graph: str) -> Iterator[Triple]:
    if posted.kind() == MULTIPART:
        for part in _parts(posted):
            yield from _parsed(part, graph)
    else:
        yield from _parsed(posted, graph)


def _parsed(posted: Posted, graph: str) -> Iterator[Triple]:
    kind, body = posted.kind(), posted.body.removeprefix(BOM)
    if kind == "application/rdf+xml":
        _well_formed(body)
    try:
        # Labels are renamed: parts of one request, as requests, keep their blank nodes apart.
        for quad in parse(body, FORMATS[kind], base_iri=graph, rename_blank_nodes=True):
            yield _of_one_graph(quad)
    except SyntaxError as error:
        raise UnreadableGraph(f"this is not {kind}: {_message(error)}") from None


def _of_one_graph(quad: Quad) -> Triple:
    if not isinstance(quad.graph_name, DefaultGraph):
        raise UnreadableGraph(
            f"the content puts triples into the graph {quad.graph_name}, but the request says which graph they belong to: "
            "send one graph at a time, without names of graphs"
        )
    return quad.triple


def _well_formed(body: bytes) -> None:
    try:
        ParserCreate().Parse(body, True)
    except ExpatError as error:
        raise UnreadableGraph(f"this is not well-formed XML: {error}") from None


def _message(error: SyntaxError) -> str:
    """The parser's message, which begins with the place where it knows that."""
    message = PLACE.sub(r"line \1, column \2: ", str(error.msg).partition(" (line")[0])
    return " ".join(message.split())[:LONGEST_MESSAGE]


def _parts(posted: Posted) -> list[Posted]:
    """The files of a form (RFC 7578), which the standard lets one POST together."""
    head = f"Content-Type: {posted.content_type}\r\n\r\n".encode("ascii", "replace")
    found = BytesParser(policy=HTTP).parsebytes(head + posted.body)
    files = [part for part in found.iter_parts() if part.get_filename() is not None] if found.is_multipart() else []
    if not files:
        raise UnreadableGraph("the form has no file with a graph in it")
    return [Posted(str(part.get("content-type", "")), bytes(part.get_payload(decode=True))) for part in files]


def _header(content_type: str) -> Message:
    header = Message()
    header["content-type"] = content_type.replace("\r", "").replace("\n", "")
    return header
