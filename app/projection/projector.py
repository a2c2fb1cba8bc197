"""Applies ledger events to graph and index, one transaction an event.

For each event the graph commits first (with the event's number in it), then ``projection.sqlite``. A crash in between leaves
the graph one event ahead; applying that event again gives the same change, because it is a pure function of the tables and of
the ledger up to that event, and applying a change twice is applying it once. Any other disagreement of the two means that one
was lost or restored: then everything is built anew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Triple

from app import __version__
from app.errors import DataFolder
from app.graph.graphs import Graphs
from app.graph.iris import Iris
from app.joining.sayings import Saying, sayings
from app.ledger.port import Event, EventKind, Ledger, Recorded
from app.model.document import Document
from app.model.extraction import Extraction
from app.model.resolution import Identified, Resolution
from app.projection.claims import Claims
from app.projection.database import ProjectionDatabase
from app.projection.derived import Derived
from app.projection.identity import Identities
from app.projection.outlets import Outlets
from app.projection.picks import PREFERRED, WORDING, Said, picks
from app.projection.support import Support, Thing
from app.projection.triples import kept_triples, turtle_triples
from app.projection.workspaces import change
from app.search.port import Indexed
from app.search.sqlite import SqliteIndexWriter
from app.store.port import Change, GraphStore
from app.workspace.names import RECORDS, workspace_iri
from app.workspace.record import record_triples

Resolve: TypeAlias = Callable[[Document, Extraction], Resolution]
Build: TypeAlias = Callable[[Identified, str, Sequence[str]], Graphs]
Packaged: TypeAlias = Mapping[str, Sequence[bytes]]

POSITION, BUILDER, PACKAGED, UNTIL, CLEARING = "position", "builder", "packaged", "until", "clearing"
BATCH = 100


@dataclass(frozen=True, slots=True)
class Linking:
    """The steps of the road that the projection goes again for a document.

    ``resolve`` and ``build`` must be pure: the same arguments give the same values. ``refresh`` is called when authority files
    have changed, before everything is built anew.
    """

    resolve: Resolve
    build: Build
    refresh: Callable[[], None] = field(default=lambda: None)


@dataclass(slots=True)
class Work:
    """What one event makes necessary: documents to build again, with what was resolved on the way, and graphs to replace.

    ``claims`` are those of which something that is said has changed. ``remove`` and ``add`` are statements of shared graphs
    that no document supports.
    """

    sequence: int
    claims: set[str] = field(default_factory=set)
    resolved: dict[str, tuple[Recorded, Resolution]] = field(default_factory=dict)
    replace: dict[str, list[Triple]] = field(default_factory=dict)
    remove: dict[str, list[Triple]] = field(default_factory=dict)
    add: dict[str, list[Triple]] = field(default_factory=dict)


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
        self._identities = Identities(self._database.connection)
        self._claims = Claims(self._database.connection)
        self._derived = Derived(self._database.connection, iris)
        self._support = Support(self._database.connection)
        self._index = SqliteIndexWriter(self._database.connection)
        self._outlets = Outlets(self._database.connection)
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
            self._store.apply(self._change(event))
            self._database.remember(POSITION, str(event.sequence))
            self._database.commit()
        except BaseException:
            self._database.rollback()
            raise

    def _change(self, event: Event) -> Change:
        work = Work(event.sequence)
        self._support.begin()
        if event.kind is EventKind.ADD:
            self._project(work, {event.subject})
        elif event.kind is EventKind.RETRACT:
            self._withdraw(work, event.subject)
        elif event.kind is EventKind.GRAPH:
            self._write_graph(work, event.subject)
        self._derive(work)
        delta = self._support.delta()
        for thing, said in delta.things.items():
            self._index_thing(thing, said)
        return Change(event.sequence, work.replace, _joined(delta.remove, work.remove), _joined(delta.add, work.add))

    def _write_graph(self, work: Work, name: str) -> None:
        """A workspace graph as this event left it, with its record; a rebuild passes by what a later event replaces."""
        until = int(self._database.remembered(UNTIL, "0"))
        newest = self._ledger.graph(name, max(work.sequence, until))
        if newest is None:
            raise DataFolder(f"the ledger has an event for the workspace graph {name} but not the graph")
        if newest.sequence != work.sequence:
            return
        before = self._ledger.graph(name, work.sequence - 1)
        iri, records = workspace_iri(self._iris, name), str(self._iris.graph(RECORDS))
        work.remove[records], work.add[records] = record_triples(self._iris, before), record_triples(self._iris, newest)
        done = change(None if work.sequence <= until else before, newest)
        if done.replace is None:
            work.remove[iri], work.add[iri] = done.remove, done.add
        else:
            work.replace[iri] = done.replace

    def _withdraw(self, work: Work, document: str) -> None:
        self._support.remove(document)
        self._index.remove(Indexed.DOCUMENT, document)
        self._outlets.remove(document)
        work.replace[str(self._iris.graph_document(document))] = []
        moved = self._claims.remove(document)
        work.claims |= moved.claims
        self._project(work, self._identities.remove(document), moved.documents)

    def _project(self, work: Work, documents: set[str], reported: Collection[str] = ()) -> None:
        """Build these documents, and all whose entities or claims have other ids because of them.

        ``reported`` are documents that are known already to have claims with other ids.
        """
        touched = self._identify(work, documents)
        built = touched.union(reported)
        for document in sorted(touched):
            moved = self._claims.put(document, self._sayings(work, document))
            work.claims |= moved.claims
            built |= moved.documents
        for document in sorted(built):
            self._build(work, document)

    def _identify(self, work: Work, documents: set[str]) -> set[str]:
        """Say who is who in these documents; returns them and all whose entities have other ids because of them."""
        waiting, touched = set(documents), set[str]()
        while waiting:
            document = min(waiting)
            waiting.discard(document)
            touched.add(document)
            _, resolution = self._resolved(work, document)
            moved = self._identities.put(document, resolution.entities)
            waiting |= moved - touched
            touched |= moved
        return touched

    def _resolved(self, work: Work, document: str) -> tuple[Recorded, Resolution]:
        if document not in work.resolved:
            recorded = self._ledger.document(document, work.sequence)
            extraction = self._ledger.extraction(document, work.sequence)
            if recorded is None or extraction is None:
                raise DataFolder(f"the ledger has an event for the document {document} but not the document")
            work.resolved[document] = recorded, self._linking.resolve(recorded.document, extraction)
        return work.resolved[document]

    def _sayings(self, work: Work, document: str) -> tuple[Saying, ...]:
        return sayings(self._resolved(work, document)[1], self._identities.ids(document))

    def _derive(self, work: Work) -> None:
        """What follows for the claims of which something that is said has changed."""
        follows = self._derived.settle({claim: self._claims.sayings(claim) for claim in work.claims}, lambda _documents: {})
        graph = str(self._iris.graph("claims"))
        work.remove[graph] = [*work.remove.get(graph, []), *follows.remove]
        work.add[graph] = [*work.add.get(graph, []), *follows.add]

    def _build(self, work: Work, document: str) -> None:
        recorded, resolution = self._resolved(work, document)
        known = Identified(resolution, self._identities.ids(document), self._claims.ids(document))
        graphs = self._linking.build(known, recorded.added, self._ledger.warnings(document, work.sequence))
        work.replace[str(self._iris.graph_document(document))] = kept_triples(graphs.document)
        shared = {"entities": graphs.entities, "claims": graphs.claims}
        triples = {str(self._iris.graph(name)): kept_triples(graph) for name, graph in shared.items()}
        official, borrowed = (frozenset(kept_triples(graph)) for graph in (graphs.official, graphs.borrowed))
        self._support.replace(document, triples, official, borrowed)
        self._index.put(Indexed.DOCUMENT, document, recorded.document.metadata.title or "", recorded.document.text)
        self._outlets.put(recorded.document)

    def _index_thing(self, thing: Thing, said: Sequence[Said]) -> None:
        minted = self._iris.parse(thing[1])
        if minted is None or minted.kind not in (Indexed.ENTITY, Indexed.CLAIM):
            return
        kind = Indexed(minted.kind)
        names = sorted({one.value.value for one in said if kind is Indexed.ENTITY or one.predicate == WORDING})
        if not names:
            self._index.remove(kind, minted.id)
            return
        title = next((value.value for predicate, value in picks(said) if predicate.value == PREFERRED), "")
        self._index.put(kind, minted.id, title, "\n".join(names))


def _joined(one: Mapping[str, Sequence[Triple]], other: Mapping[str, Sequence[Triple]]) -> dict[str, list[Triple]]:
    """The triples of both, graph by graph."""
    return {graph: [*one.get(graph, ()), *other.get(graph, ())] for graph in {**one, **other}}
