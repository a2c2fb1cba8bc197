"""A zip of nodes.csv and edges.csv with the column names that Gephi knows and Neo4j's ``LOAD CSV`` takes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from app.export.network import Network

NODES = ("Id", "Label", "Kind", "Weight", "Iri", "Detail", "Published", "Url")
EDGES = ("Id", "Source", "Target", "Type", "Kind", "Label", "Weight", "Documents")


def write_zip(network: Network, file: BinaryIO) -> None:
    """Write the zip into ``file``, which need not be seekable."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "nodes.csv", _nodes(network))
        _write(archive, "edges.csv", _edges(network))


def _write(archive: zipfile.ZipFile, name: str, rows: Iterable[tuple[object, ...]]) -> None:
    with archive.open(name, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8", errors="replace", newline="") as text:
        csv.writer(text).writerows(rows)


def _nodes(network: Network) -> Iterator[tuple[object, ...]]:
    yield NODES
    for node in network.nodes():
        yield node.id, node.label, node.type, node.weight, node.iri, node.kind, node.published, node.url


def _edges(network: Network) -> Iterator[tuple[object, ...]]:
    yield EDGES
    for edge in network.edges():
        yield edge.id, edge.source, edge.target, "Directed", edge.type, edge.label, edge.weight, edge.documents
