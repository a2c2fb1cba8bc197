"""Applies ledger events to graph and index, one transaction an event.

For each event the graph commits first (with the event's number in it), then ``projection.sqlite``. A crash in between leaves
the graph one event ahead; applying that event again gives the same change, because it is a pure function of the tables and of
the ledger up to that event, and applying a change twice is applying it once. Any other disagreement of the two means that one
was lost or restored: then everything is built anew.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from app import __version__
from app.graph.iris import Iris
from app.ledger.port import Event, EventKind, Ledger
from app.projection.changes import Changes
from app.projection.database import ProjectionDatabase
from app.projection.linking import Linking
from app.projection.triples import turtle_triples
from app.store.port import Change, GraphStore

Packaged: TypeAlias = Mapping[str, Sequence[bytes]]

POSITION, BUILDER, PACKAGED, UNTIL, CLEARING = "position", "builder", "packaged", "until", "clearing"
BATCH = 100


class Projector:
    """The one writer of graph and index. Its process must own the data folder (``lock.owned``). Threads may share it.

    ``packaged`` are the graphs that ship with the code, by name (``ontology``), as Turtle files; they are written when they
    differ from the last time. ``version`` is that of the code that links and builds: another one builds everything anew.
    """

    def __init__(
        self,
        ledger: Ledger,
        store: GraphStore,
        path: Path,
        iris: Iris,
        linking: Linking,
        packaged: Packaged | None = None,
        version: str = __version__,
    ) -> None:
        self._ledger, self._store, self._iris, self._linking = ledger, store, iris, linking
        self._packaged, self._version = packaged or {}, version
        self._digest = sha256(repr(sorted((name, *files) for name, files in self._packaged.items())).encode()).hexdigest()
        self._database = ProjectionDatabase(path)
        self._changes = Changes(ledger, self._database, iris, linking, lambda: int(self._database.remembered(UNTIL, "0")))
        self._turn = threading.RLock()

    def position(self) -> int:
        """The ledger event up to which everything is projected."""
        with self._turn:
            return int(self._database.remembered(POSITION, "0"))

    def behind(self) -> bool:
        """Whether the ledger has events that are not projected yet."""
        return self._ledger.last() > self.position()

    def catch_up(self, limit: int | None = None) -> int:
        """Apply the ledger events that are not applied yet, ``limit`` at most; returns the position reached.

        Authority files can change any document, so a new one means that everything is built anew, whatever the limit.
        """
        with self._turn:
            if not self._agree():
                return self.rebuild()
            self._write_packaged()
            left = self._ledger.last() if limit is None else limit
            while events := self._ledger.events(self.position(), min(left, BATCH)):
                if any(event.kind is EventKind.AUTHORITY and self._is_new(event) for event in events):
                    return self.rebuild()
                for event in events:
                    self._apply(event)
                left -= len(events)
            return self.position()

    def rebuild(self) -> int:
        """Make graph and index from nothing, out of the ledger; returns the position reached."""
        with self._turn:
            self._linking.refresh()
            until = self._ledger.last()
            self._forget(until)
            self._write_packaged()
            while self.position() < until:
                for event in self._ledger.events(self.position(), BATCH):
                    self._apply(event)
            return self.position()

    def publish(self) -> str | None:
        """Make what is committed visible to readers; returns the snapshot's name. ``None`` in the middle of a rebuild."""
        with self._turn:
            if self.position() < int(self._database.remembered(UNTIL, "0")):
                return None
            return self._store.publish()

    def close(self) -> None:
        """Let go of the projection's file; the store is its maker's to close."""
        with self._turn:
            self._database.close()

    def _agree(self) -> bool:
        """Whether what is there can be gone on with."""
        if self._database.remembered(CLEARING, "") or self._database.remembered(BUILDER, self._version) != self._version:
            return False
        here, there = self.position(), self._store.position()
        following = self._ledger.events(here, 1)
        return there == here or bool(following and there == following[0].sequence)

    def _is_new(self, event: Event) -> bool:
        # During a rebuild the newest authority files are in use from the start.
        return event.sequence > int(self._database.remembered(UNTIL, "0"))

    def _forget(self, until: int) -> None:
        self._changes.forget()
        self._database.begin()
        self._database.empty()
        self._database.remember(CLEARING, "yes")
        self._database.commit()
        self._store.clear()
        self._database.begin()
        self._database.remember(BUILDER, self._version)
        self._database.remember(UNTIL, str(until))
        self._database.remember(CLEARING, "")
        self._database.commit()

    def _write_packaged(self) -> None:
        if self._database.remembered(PACKAGED, "") != self._digest and self._packaged:
            graphs = {str(self._iris.graph(name)): turtle_triples(files) for name, files in self._packaged.items()}
            self._store.apply(Change(self._store.position(), replace=graphs))
            self._database.remember(PACKAGED, self._digest)
        if self._database.remembered(BUILDER, "") != self._version:
            self._database.remember(BUILDER, self._version)

    def _apply(self, event: Event) -> None:
        self._database.begin()
        try:
            self._store.apply(self._changes.of(event))
            self._database.remember(POSITION, str(event.sequence))
            self._database.commit()
        except BaseException:
            self._database.rollback()
            self._changes.forget()
            raise
