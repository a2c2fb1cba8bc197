"""How much the graph holds: classes, properties and graphs with their counts, for descriptions of the data set."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from app.answers.sparql import value, whole
from app.graph.iris import Iris
from app.store.port import GraphReader

CLASSES = "SELECT ?term (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?thing a ?term } GROUP BY ?term"
PROPERTIES = "SELECT ?term (COUNT(*) AS ?n) WHERE { ?thing ?term ?value } GROUP BY ?term"
GRAPHS = "SELECT ?term (COUNT(*) AS ?n) WHERE { GRAPH ?term { ?thing ?property ?value } } GROUP BY ?term"


@dataclass(frozen=True, slots=True)
class Extent:
    """The extent of one state: things by class, triples by property, triples by shared graph; documents' graphs as one."""

    state: str
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    shared_graphs: Mapping[str, int]
    document_graphs: int
    triples: int


def extent(reader: GraphReader, iris: Iris) -> Extent:
    """Count one state; each count reads all of it once."""
    graphs = _counted(reader, GRAPHS)
    documents = str(iris.graph_document(""))
    shared = {name: count for name, count in graphs.items() if not name.startswith(documents)}
    return Extent(
        state=reader.snapshot(),
        classes=_counted(reader, CLASSES),
        properties=_counted(reader, PROPERTIES),
        shared_graphs=shared,
        document_graphs=len(graphs) - len(shared),
        triples=sum(graphs.values()),
    )


def _counted(reader: GraphReader, query: str) -> dict[str, int]:
    found = {value(row, "term"): whole(row, "n") for row in reader.select(query)}
    return dict(sorted(found.items()))


class Extents:
    """The extent of the newest state, counted once for each; may be used from several threads."""

    def __init__(self, iris: Iris) -> None:
        self._iris = iris
        self._last: Extent | None = None
        self._counting = threading.Lock()

    def of(self, reader: GraphReader) -> Extent:
        """The extent of the reader's state."""
        with self._counting:
            last = self._last
            if last is None or last.state != reader.snapshot():
                last = self._last = extent(reader, self._iris)
            return last
