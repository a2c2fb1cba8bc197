"""Takes made documents the road into a data folder, with the extraction that they should have or with the model's own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.cli.local import opened
from app.composition import authorities_of, road_of
from app.ledger.rows import extraction_of
from app.ledger.sql import SqlLedger
from app.model.document import Document
from app.model.extraction import Extraction
from app.reading.documents import read
from app.reading.source import Failure, MediaType, Source
from app.road import Linker, Road
from app.settings import Settings
from app.validation.shacl import ShaclValidator
from bench.families.make import DOCUMENTS, ORACLE

EXTRACTIONS = ("oracle", "model")


class Oracle:
    """An extractor that knows what is in each document."""

    model = "made up; bench.families"

    def __init__(self, path: Path) -> None:
        found = (extraction_of(line) for line in path.read_text("utf-8").splitlines())
        self._known = {extraction.document: extraction for extraction in found}

    def extract(self, document: Document) -> Extraction:
        """The extraction of a made document."""
        return self._known[document.id]


def made_documents(folder: Path) -> Iterator[Document]:
    """The documents of a folder, read as ``sayso add`` reads them. Raises ``ValueError`` for one that cannot be read."""
    for path in sorted((folder / DOCUMENTS).glob("*.json")):
        for document in read(Source(path.name, path.read_bytes(), MediaType.JSON)):
            if isinstance(document, Failure):
                raise ValueError(str(document))
            yield document


def run(folder: Path, data: Path, extraction: str, *, validated: bool = False) -> str:
    """Put the documents in and publish the graph; returns a line about the time that it took.

    The oracle's documents are checked against the shapes only where that is asked for; the model's always are.
    """
    settings = Settings(data=data)
    with opened(settings, catch_up=False) as local:
        started = time.perf_counter()
        oracle = Oracle(folder / ORACLE) if extraction == "oracle" else None
        add = _unchecked(local.ledger, oracle) if oracle and not validated else _road(settings, local.ledger, oracle).add
        number = sum(1 for document in made_documents(folder) if add(document))
        added = time.perf_counter()
        local.publish()
        ended = time.perf_counter()
    return f"{number} documents added in {added - started:.0f} s, linked, joined and projected in {ended - added:.0f} s"


def _unchecked(ledger: SqlLedger, oracle: Oracle) -> partial[object]:
    return partial(_add, ledger, oracle)


def _add(ledger: SqlLedger, oracle: Oracle, document: Document) -> object:
    return ledger.add(document, oracle.extract(document))


def _road(settings: Settings, ledger: SqlLedger, oracle: Oracle | None) -> Road:
    if oracle is None:
        return road_of(settings, ledger)
    from app.graph.iris import Iris

    linker = Linker(authorities_of(ledger), Iris(settings.base_iri))
    return Road(ledger, linker, ShaclValidator(), lambda: oracle)
