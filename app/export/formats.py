"""The exports by name: media type, file name extension and writer of each. The only table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from app.errors import NotFound
from app.export import nodelink, rdf
from app.export.network import Network
from app.export.scope import Scope
from app.export.stream import Streamed
from app.export.tables import write_zip
from app.graph.iris import Iris
from app.store.port import GraphReader

Writer = Callable[[GraphReader, Iris, Scope, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of export."""

    media_type: str
    extension: str
    write: Writer


def _rdf(media: str) -> Writer:
    def write(reader: GraphReader, iris: Iris, scope: Scope, file: BinaryIO) -> None:
        rdf.write(rdf.quads(reader, iris, scope), media, file)

    return write


def _lines(lines: Callable[[Network], Iterator[str]]) -> Writer:
    def write(reader: GraphReader, iris: Iris, scope: Scope, file: BinaryIO) -> None:
        for line in lines(Network(reader, iris, scope)):
            file.write(line.encode())

    return write


def _tables(reader: GraphReader, iris: Iris, scope: Scope, file: BinaryIO) -> None:
    write_zip(Network(reader, iris, scope), file)


FORMATS = {
    "trig": Format("application/trig", "trig", _rdf("application/trig")),
    "nquads": Format("application/n-quads", "nq", _rdf("application/n-quads")),
    "turtle": Format("text/turtle", "ttl", _rdf("text/turtle")),
    "ntriples": Format("application/n-triples", "nt", _rdf("application/n-triples")),
    "jsonld": Format("application/ld+json", "jsonld", _rdf("application/ld+json")),
    "rdfxml": Format("application/rdf+xml", "rdf", _rdf("application/rdf+xml")),
    "graphml": Format("application/graphml+xml", "graphml", _lines(nodelink.graphml)),
    "gexf": Format("application/gexf+xml", "gexf", _lines(nodelink.gexf)),
    "cytoscape": Format("application/json", "cyjs", _lines(nodelink.cytoscape)),
    "graphology": Format("application/json", "json", _lines(nodelink.graphology)),
    "dot": Format("text/vnd.graphviz", "dot", _lines(nodelink.dot)),
    "csv": Format("application/zip", "zip", _tables),
}


def format_named(name: str) -> Format:
    """The format with this name; raises ``NotFound`` with the names that there are."""
    if name not in FORMATS:
        raise NotFound(f"there is no export {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def export(name: str, reader: GraphReader, iris: Iris, scope: Scope) -> Iterator[bytes]:
    """The chunks of an export. Raises ``NotFound`` and ``InvalidInput`` at once, before the first chunk."""
    form = format_named(name)
    scope.pattern(iris)
    return _begun(iter(Streamed(lambda file: form.write(reader, iris, scope, file))))


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same chunks, with the first one made already, so that what fails at the beginning fails before an answer begins."""
    first = next(chunks, b"")
    return chain((first,), chunks)
