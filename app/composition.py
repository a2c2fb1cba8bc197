"""Puts the parts together from the settings: the only place that knows which adapter stands behind which port."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.extraction.llm.endpoint import Endpoint
from app.extraction.port import DescribingExtractor, Extractor
from app.graph.graphs import Parts
from app.graph.iris import Iris
from app.ledger.port import Ledger
from app.ledger.sql import SqlLedger
from app.linking.authority import Authorities, load, shipped
from app.model.document import Document
from app.model.extraction import Extraction
from app.model.resolution import Identified, Resolution
from app.projection import lock
from app.projection.linking import Linking
from app.projection.projector import Packaged, Projector
from app.projection.service import follow
from app.resources import resources
from app.road import Linker, Observer, Road, unobserved
from app.settings import Settings
from app.store.engine import engine_of


def authorities_of(ledger: Ledger) -> Authorities:
    """The records that ship with the code and those of the users' own files."""
    own = (record for file in ledger.authorities() for record in load(file.name, file.content))
    return Authorities([*shipped(), *own])


def road_of(settings: Settings, ledger: Ledger, observe: Observer = unobserved) -> Road:
    """The road of documents into the ledger; the models are loaded when the first new document needs them."""
    from app.validation.shacl import ShaclValidator  # pySHACL takes half a second to import, and only new documents need it

    authorities = authorities_of(ledger)
    endpoint = _language_model(settings)

    def extractor() -> Extractor:
        from app.extraction.rules import RuleExtractor  # spaCy takes a second to import

        rules = RuleExtractor.load(settings.spacy_model, encoder_folder(settings), authorities)
        return rules if endpoint is None else _asking(rules, endpoint)

    return Road(ledger, Linker(authorities, Iris(settings.base_iri)), ShaclValidator(), extractor, observe)


def encoder_folder(settings: Settings) -> Path | None:
    """The folder of the encoder that the settings name, if any."""
    if settings.encoder == "none":
        return None
    return Path(settings.encoder) if settings.encoder else resources() / "models" / "encoder"


def _language_model(settings: Settings) -> Endpoint | None:
    """The language model that is asked, too, if the settings name one. Raises ``InvalidInput``."""
    if not settings.llm_url:
        return None
    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    return Endpoint.checked(settings.llm_url, settings.llm_model, key, settings.llm_timeout)


def _asking(rules: DescribingExtractor, endpoint: Endpoint) -> Extractor:
    from app.extraction.llm.client import ChatClient
    from app.extraction.llm.extractor import LanguageModelExtractor

    return LanguageModelExtractor(rules, ChatClient(endpoint))


class _CurrentLinker:
    """Links with the authority files that the ledger had at the last refresh."""

    def __init__(self, ledger: Ledger, iris: Iris) -> None:
        self._ledger, self._iris = ledger, iris
        self.refresh()

    def refresh(self) -> None:
        self._linker = Linker(authorities_of(self._ledger), self._iris)

    def resolve(self, document: Document, extraction: Extraction) -> Resolution:
        return self._linker.resolve(document, extraction)

    def build(self, identified: Identified, added: str, warnings: Sequence[str]) -> Parts:
        return self._linker.parts(identified, added, warnings)


def _packaged() -> Packaged:
    shapes = sorted((resources() / "shapes").glob("*.ttl"))
    return {
        "ontology": [(resources() / "ontology" / "sayso.ttl").read_bytes()],
        "shapes": [file.read_bytes() for file in shapes],
    }


@contextmanager
def projecting(settings: Settings, role: str) -> Iterator[Projector]:
    """The one writer of graph and index, for the length of the block.

    ``role`` says to others who has the data folder. Raises ``Busy`` where another process has it.
    """
    iris = Iris(settings.base_iri)
    with lock.owned(settings.data, role):
        ledger, store = SqlLedger.of(settings), engine_of(settings).store()
        linker = _CurrentLinker(ledger, iris)
        linking = Linking(linker.resolve, linker.build, linker.refresh)
        projector = Projector(ledger, store, settings.data / "projection.sqlite", iris, linking, _packaged())
        try:
            yield projector
        finally:
            projector.close()
            store.close()
            ledger.close()


def project_forever(settings: Settings) -> int:
    """Follow the ledger until told to end (SIGTERM, SIGINT): the duty of the service's projector process."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with projecting(settings, "sayso serve") as projector:
        follow(projector, stop, settings.snapshot_interval)
    return 0
