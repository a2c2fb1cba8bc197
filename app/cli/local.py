"""The parts of the house as one command needs them, on the data folder of its settings, beside a running service or alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.graph.iris import Iris
from app.ledger.sql import SqlLedger
from app.store.engine import engine_of
from app.store.port import Answer
from app.store.releases import RELEASES, Releases

if TYPE_CHECKING:
    from app.answers.saved_queries import SavedQueries
    from app.projection.entities import EntitiesFile
    from app.projection.merges import Merges
    from app.road import Observer, Road
    from app.search.port import SearchIndex
    from app.settings import Settings
    from app.store.port import GraphReader


class Local:
    """Opens each part when it is first asked for, so that a command pays only for what it uses."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.iris = Iris(settings.base_iri)

    @cached_property
    def ledger(self) -> SqlLedger:
        """The ledger. Raises ``DataFolder``."""
        return SqlLedger.of(self.settings)

    @property
    def releases(self) -> Releases:
        """The releases."""
        return Releases(self.settings.data / RELEASES)

    @contextmanager
    def reader(self, release: str | None = None) -> Iterator[GraphReader]:
        """The newest published state of the graph, or a release.

        Raises ``DataFolder`` where none was published, and ``NotFound``.
        """
        if release is not None:
            yield self.releases.reader(release)
            return
        with closing(engine_of(self.settings).states()) as states:
            yield states.newest()

    def iris_of(self, release: str | None) -> Iris:
        """What the IRIs of the newest state, or of a release, are. Raises ``NotFound``."""
        from app.release.record import record

        return self.iris if release is None else Iris(record(self.releases, release).base)

    def publish(self) -> None:
        """Have graph and index follow the ledger to its end, and wait until readers see it."""
        from app.publishing import published_after

        published_after(self.settings, self.ledger.last())

    def saved(self) -> SavedQueries:
        """The saved queries."""
        from app.answers.saved_queries import SavedQueries
        from app.resources import resources

        return SavedQueries(resources() / "ontology" / "queries", self.iris)

    def run(self, sparql: str, formats: tuple[str, ...], release: str | None = None) -> Answer:
        """The answer to a query, under the same limits as on the service. Raises what a ``QueryRunner`` raises."""
        with closing(engine_of(self.settings.model_copy(update={"readers": 1})).runner()) as runner:
            answer = runner.run(sparql, formats, release=release)
            return Answer(answer.content, answer.media_type, answer.snapshot)

    def index(self) -> SearchIndex:
        """The full-text index."""
        from app.search.sqlite import SqliteSearch

        return SqliteSearch(self.settings.data / "projection.sqlite")

    def entities(self) -> EntitiesFile:
        """What identifies entities."""
        from app.projection.entities import EntitiesFile

        return EntitiesFile(self.settings.data / "projection.sqlite")

    def merges(self) -> Merges:
        """What became of ids that were merged into others."""
        from app.projection.merges import Merges

        return Merges(self.settings.data / "projection.sqlite")

    def rebuild(self) -> int:
        """Make graph and index from nothing; returns the ledger event up to which they are built.

        What cannot be opened is thrown away first: all of it comes from the ledger. Raises ``Busy`` beside a service.
        """
        from app.errors import DataFolder

        self.ledger.last()  # a ledger that cannot be read is said before anything is thrown away
        try:
            return self._rebuilt()
        except DataFolder:
            forget(self.settings)
            return self._rebuilt()

    def _rebuilt(self) -> int:
        from app.composition import projecting

        with projecting(self.settings, "sayso rebuild") as projector:
            sequence = projector.rebuild()
            projector.publish()
        return sequence

    def road(self, observe: Observer) -> Road:
        """The road of documents into the ledger; models are loaded when the first new document needs them."""
        from app.composition import road_of

        return road_of(self.settings, self.ledger, observe)

    def close(self) -> None:
        """Let go of the ledger, if it was opened."""
        if "ledger" in self.__dict__:
            self.ledger.close()


@contextmanager
def opened(settings: Settings, *, catch_up: bool = True) -> Iterator[Local]:
    """The parts for one command, with graph and index at the ledger's end (unless told not to).

    Raises ``DataFolder`` where the data folder cannot be used.
    """
    usable(settings.data)
    local = Local(settings)
    try:
        if catch_up:
            local.publish()
        yield local
    finally:
        local.close()


def usable(data: Path) -> None:
    """Make the data folder where it is missing. Raises ``DataFolder`` with the reason where that cannot be."""
    from app.errors import DataFolder

    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolder(f"{data} cannot be used as data folder ({error.strerror}); name another with --data") from None


def forget(settings: Settings) -> None:
    """Remove graph and index of a data folder that nobody else has. Raises ``Busy`` where somebody has it."""
    from app.projection import lock

    with lock.owned(settings.data, "sayso rebuild"):
        engine_of(settings).discard()
        for path in settings.data.glob("projection.sqlite*"):
            path.unlink(missing_ok=True)
