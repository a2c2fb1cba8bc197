"""Taking documents in and withdrawing them: the road, then waiting until readers see what it did."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from importlib.metadata import version

from app.composition import road_of
from app.errors import TooLarge
from app.ledger.port import AuthorityFile, Ledger
from app.model.document import Document, Kind, Metadata
from app.projection.outlets import PrintedBefore
from app.publishing import published_after
from app.reading.documents import read_html, read_text
from app.reading.segments.repetition import OutletMemory
from app.road import Added, Road
from app.settings import Settings


class Intake:
    """Takes documents in one at a time: extractor and validator are not for several threads, and load with the first one."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._settings = settings
        self._ledger = ledger
        self._printed = PrintedBefore(settings.data / "projection.sqlite")
        self._one_at_a_time = threading.Lock()
        self._files: list[AuthorityFile] | None = None
        self._road: Road | None = None

    def add(self, given: Mapping[str, str]) -> Added:
        """Read a document (``text`` or ``html`` with metadata), take it in, and wait until readers see it.

        Raises ``TooLarge``, ``UnreadableDocument``, ``InvalidInput`` or ``ShapeViolation``.
        """
        self._refuse_large(given)
        document = read(given, self._printed)
        with self._one_at_a_time:
            added = self._current_road().add(document)
        published_after(self._settings, added.sequence)
        return added

    def retract(self, document_id: str, reason: str, by: str | None = None) -> None:
        """Withdraw a document and wait until readers miss it; raises ``NotFound``."""
        published_after(self._settings, self._ledger.retract(document_id, reason, by))

    def model(self) -> str:
        """Name and version of the pipeline that will be loaded; raises ``PackageNotFoundError`` where it is not installed."""
        return f"{self._settings.spacy_model} {version(self._settings.spacy_model)}"

    def _refuse_large(self, given: Mapping[str, str]) -> None:
        size = sum(len(given.get(name, "").encode("utf-8", "surrogatepass")) for name in ("text", "html"))
        if size > self._settings.max_document:
            most = self._settings.max_document
            raise TooLarge(f"a document may have at most {most} bytes (SAYSO_MAX_DOCUMENT), this one has {size}")

    def _current_road(self) -> Road:
        """The road with the authority files that the ledger has now."""
        files = self._ledger.authorities()
        if self._road is None or files != self._files:
            self._road, self._files = road_of(self._settings, self._ledger), files
        return self._road


def read(given: Mapping[str, str], printed: OutletMemory) -> Document:
    """The document that a request describes; ``printed`` knows what its outlet prints again and again.

    Raises ``UnreadableDocument`` or ``InvalidInput``.
    """
    metadata = Metadata(
        kind=Kind(given.get("kind", Kind.ARTICLE)),
        url=given.get("url"),
        title=given.get("title"),
        publisher=given.get("publisher"),
        author=given.get("author"),
        published=given.get("published"),
    )
    if "text" in given:
        return read_text(given["text"], metadata, printed)
    return read_html(given["html"], metadata, printed)
