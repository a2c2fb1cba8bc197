"""Which passages stand in each document's own graph.

Words that show a dependence are described once, there or with the claims.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple
from rdflib import RDF

from app.graph.names import SAYSO

TYPE, PASSAGE = NamedNode(str(RDF.type)), NamedNode(str(SAYSO.Passage))


class Shown:
    """The passages of the documents' graphs, in the projection's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def put(self, document: str, triples: Iterable[Triple]) -> None:
        """Take in (again) a document's graph."""
        found = (each.subject for each in triples if each.predicate == TYPE and each.object == PASSAGE)
        passages = "\n".join(sorted(each.value for each in found if isinstance(each, NamedNode)))
        self._sql.execute("INSERT OR REPLACE INTO shown VALUES (?, ?)", (document, passages))

    def remove(self, document: str) -> None:
        """Forget a document."""
        self._sql.execute("DELETE FROM shown WHERE document = ?", (document,))

    def of(self, document: str) -> frozenset[str]:
        """The IRIs of the passages in the document's graph."""
        row = self._sql.execute("SELECT passages FROM shown WHERE document = ?", (document,)).fetchone()
        return frozenset(row[0].split("\n")) if row is not None else frozenset()
