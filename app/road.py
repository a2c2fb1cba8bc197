"""The road: one document from reading to ledger. The only place where the steps are put together."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from app.errors import SaysoError, ShapeViolation, Unprocessable
from app.extraction.port import Extractor
from app.graph.build import build_graphs, build_parts
from app.graph.graphs import Graphs, Parts
from app.graph.iris import Iris
from app.ledger.port import Ledger
from app.linking.authority import Authorities
from app.linking.identity import alone
from app.linking.link import link
from app.model.document import Document
from app.model.extraction import Extraction
from app.model.resolution import Identified, Resolution
from app.validation.port import Validator

log = logging.getLogger(__name__)

Observer = Callable[[str, float], None]
"""Told the name of each step and the seconds that it took."""


def unobserved(step: str, seconds: float) -> None:
    """An observer that does not look."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document: ``created`` is false when it was in already."""

    document: Document
    sequence: int
    created: bool
    warnings: tuple[str, ...] = ()


class Linker:
    """Linking and building with one set of authority records: what the projection needs to redo a document from the ledger."""

    def __init__(self, authorities: Authorities, iris: Iris) -> None:
        self.authorities = authorities
        self.iris = iris

    def resolve(self, document: Document, extraction: Extraction) -> Resolution:
        """Who is who in the document."""
        return link(document, extraction, self.authorities)

    def build(self, identified: Identified, added: str, warnings: Sequence[str]) -> Graphs:
        """The document's three graphs."""
        return build_graphs(identified, self.iris, added, warnings, self.authorities)

    def parts(self, identified: Identified, added: str, warnings: Sequence[str]) -> Parts:
        """The triples of the document's graphs."""
        return build_parts(identified, self.iris, added, warnings, self.authorities)


class Road:
    """Takes documents through extraction, linking, graph and validation into the ledger.

    The extractor is loaded when the first new document needs it: documents that are known cost a look-up.
    """

    def __init__(
        self,
        ledger: Ledger,
        linker: Linker,
        validator: Validator,
        load: Callable[[], Extractor],
        observe: Observer = unobserved,
    ) -> None:
        self._ledger = ledger
        self._linker = linker
        self._validator = validator
        self._load = load
        self._observe = observe

    @cached_property
    def extractor(self) -> Extractor:
        """The extractor, loaded at its first use."""
        return self._load()

    def add(self, document: Document) -> Added:
        """Take one document in.

        Raises ``ShapeViolation`` with the report where its graph breaks a shape, ``Unprocessable`` where a step fails on it;
        then nothing is kept.
        """
        known = self._ledger.document(document.id)
        if known is not None and known.active:
            return Added(known.document, known.sequence, created=False, warnings=self._ledger.warnings(document.id))
        extraction, warnings = self._processed(document)
        with self._step("ledger"):
            entry = self._ledger.add(document, extraction, warnings)
        return Added(document, entry.sequence, entry.created, warnings)

    def _processed(self, document: Document) -> tuple[Extraction, tuple[str, ...]]:
        """The document's extraction and the warnings of its graph; one document's failure must not end the road for others."""
        extractor = self.extractor
        try:
            with self._step("extraction"):
                extraction = extractor.extract(document)
            return extraction, self._validated(document, extraction)
        except SaysoError:
            raise
        except Exception as error:
            log.exception("document %s cannot be processed", document.id)
            raise Unprocessable(f"it cannot be processed ({type(error).__name__}: {error}); please report this") from error

    def _validated(self, document: Document, extraction: Extraction) -> tuple[str, ...]:
        """The warnings of the document's graph as it would be alone; raises ``ShapeViolation``."""
        with self._step("linking"):
            identified = alone(self._linker.resolve(document, extraction))
        with self._step("graph"):
            graphs = self._linker.build(identified, extraction.activity.ended, ())
        with self._step("validation"):
            report = self._validator.validate(graphs)
        if not report.conforms:
            raise ShapeViolation(
                f"the graph of {document.metadata.title or document.id} breaks a shape:\n{report.text()}", report.text()
            )
        return report.warnings

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self._observe(name, time.perf_counter() - started)
