"""What an event of the ledger changes: in the tables of the projection at once, in the graph by the ``Change`` that it gives.

It is a pure function of the tables and of the ledger up to the event, so applying an event again gives the same change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from pyoxigraph import Triple

from app.errors import DataFolder
from app.graph.decisions import decisions_graph
from app.graph.frame import passage_triples
from app.graph.graphs import Triple as Statement
from app.graph.iris import Iris
from app.graph.revisions import revision_triples
from app.joining.profile import profile
from app.joining.revised import changes
from app.joining.sayings import Saying, sayings
from app.ledger.port import Event, EventKind, Ledger, Recorded
from app.model.decision import DecisionKind
from app.model.document import Document
from app.model.joined import Discrepancy, Place
from app.model.resolution import Identified, Resolution
from app.model.revision import Earlier
from app.projection.claims import Claims
from app.projection.copies import Copies
from app.projection.database import ProjectionDatabase
from app.projection.decisions import Decisions, rule_of
from app.projection.derived import Derived
from app.projection.identity import Identities
from app.projection.linking import Linking
from app.projection.outlets import Outlets
from app.projection.picks import PREFERRED, WORDING, Said, picks
from app.projection.shown import Shown
from app.projection.support import Support, Thing
from app.projection.triples import kept_triples
from app.projection.work import Work
from app.projection.workspaces import change
from app.search.port import Indexed
from app.search.sqlite import SqliteIndexWriter
from app.store.port import Change
from app.workspace.names import RECORDS, workspace_iri
from app.workspace.record import record_triples


class Changes:
    """Works out what events change. ``database`` must be in a transaction meanwhile; ``until`` says how far a rebuild goes."""

    def __init__(
        self, ledger: Ledger, database: ProjectionDatabase, iris: Iris, linking: Linking, until: Callable[[], int]
    ) -> None:
        self._ledger, self._iris, self._linking, self._until = ledger, iris, linking, until
        connection = database.connection
        self._identities = Identities(connection)
        self._claims = Claims(connection)
        self._copies = Copies(connection)
        self._shown = Shown(connection)
        self._derived = Derived(connection, iris)
        self._support = Support(connection)
        self._index = SqliteIndexWriter(connection)
        self._outlets = Outlets(connection)
        self._decisions: Decisions | None = None

    def forget(self) -> None:
        """Let go of what is remembered between events: the transaction was taken back, or all begins anew."""
        self._decisions = None

    def of(self, event: Event) -> Change:
        """Bring the tables up to this event; returns what the graph must lose and gain."""
        work = Work(event.sequence)
        self._support.begin()
        self._copies.forget()
        if event.kind in (EventKind.ADD, EventKind.RETRACT):
            self._place(work, event.subject)
        elif event.kind is EventKind.DECISION:
            self._decide(work)
        elif event.kind is EventKind.UNDO:
            self._undo(work)
        elif event.kind is EventKind.GRAPH:
            self._write_graph(work, event.subject)
        self._derive(work)
        delta = self._support.delta()
        for thing, said in delta.things.items():
            self._index_thing(thing, said)
        return Change(event.sequence, work.replace, _joined(delta.remove, work.remove), _joined(delta.add, work.add))

    def _write_graph(self, work: Work, name: str) -> None:
        """A workspace graph as this event left it, with its record; a rebuild passes by what a later event replaces."""
        until = self._until()
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

    def _place(self, work: Work, document: str) -> None:
        """Let the newest text stand for all of its address: of them this document came or went."""
        known = self._revisions(work, document)
        entities, claims = set[str](), set[str]()
        for gone in sorted({document, *known[1:]} - set(known[:1])):
            moved = self._withdrawn(work, gone)
            entities |= moved[0]
            claims |= moved[1]
        out = {document, *known}
        self._project(work, (entities - out) | set(known[:1]), claims - out)
        if self._ledger.document(document, work.sequence - 1) is not None:  # it came before: that may undo a retraction
            self._write_decisions(work)

    def _withdrawn(self, work: Work, document: str) -> tuple[set[str], set[str]]:
        """Take a document out; returns the others of which entities, and those of which claims have other ids now."""
        self._support.remove(document)
        self._index.remove(Indexed.DOCUMENT, document)
        self._outlets.remove(document)
        self._copies.remove(document)
        self._shown.remove(document)
        work.replace[str(self._iris.graph_document(document))] = []
        moved = self._claims.remove(document)
        work.claims |= moved.claims
        return self._identities.remove(document), moved.documents

    def _decide(self, work: Work) -> None:
        """Let the decision hold that this event is."""
        decided = next(each for each in self._ledger.decisions(work.sequence) if each.sequence == work.sequence)
        self._decisions = None
        rule = rule_of(decided)
        moved = self._identities.decide(rule) if rule else set()
        self._project(work, moved | self._current(decided.decision.touches(), work.sequence))
        self._write_decisions(work)

    def _undo(self, work: Work) -> None:
        """Let the decision hold no longer that this event takes back."""
        known = self._ledger.decisions(work.sequence, in_force=False)
        undone = next(each for each in known if each.undone == work.sequence)
        self._decisions = None
        if undone.decision.kind is DecisionKind.RETRACT:
            self._place(work, undone.decision.documents[0])
            return
        moved = self._identities.undo(undone.sequence)
        self._project(work, moved | self._current(undone.decision.touches(), work.sequence))
        self._write_decisions(work)

    def _current(self, documents: Iterable[str], until: int) -> set[str]:
        """Those of the documents that are in the graph."""
        return {each for each in documents if self._ledger.revisions(each, until)[:1] == (each,)}

    def _write_decisions(self, work: Work) -> None:
        graph = decisions_graph(self._iris, self._ledger.decisions(work.sequence))
        work.replace[str(graph.identifier)] = kept_triples(graph)

    def _in_force(self, until: int) -> Decisions:
        if self._decisions is None:
            self._decisions = Decisions.of(self._ledger.decisions(until))
        return self._decisions

    def _project(self, work: Work, documents: set[str], reported: Collection[str] = ()) -> None:
        """Build these documents, and all whose entities or claims have other ids because of them.

        ``reported`` are documents that are known already to have claims with other ids.
        """
        touched = self._identify(work, documents)
        built = touched.union(reported)
        for document in sorted(touched):
            resolution, entities = self._resolved(work, document)[1], self._identities.ids(document)
            self._copies.put(document, profile(resolution, entities))
            moved = self._claims.put(document, self._said(work, resolution, entities))
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
            recorded, extraction = self._recorded(work, document), self._ledger.extraction(document, work.sequence)
            if extraction is None:
                raise DataFolder(f"the ledger has the document {document} but not its extraction")
            resolution = self._linking.resolve(recorded.document, extraction)
            work.resolved[document] = recorded, self._in_force(work.sequence).resolved(resolution)
        return work.resolved[document]

    def _recorded(self, work: Work, document: str) -> Recorded:
        if document not in work.recorded:
            recorded = self._ledger.document(document, work.sequence)
            if recorded is None:
                raise DataFolder(f"the ledger has an event for the document {document} but not the document")
            work.recorded[document] = recorded
        return work.recorded[document]

    def _revisions(self, work: Work, document: str) -> tuple[str, ...]:
        if document not in work.revisions:
            work.revisions[document] = self._ledger.revisions(document, work.sequence)
        return work.revisions[document]

    def _said(self, work: Work, resolution: Resolution, entities: Sequence[str]) -> list[Saying]:
        """What a document says, as decisions have it, but for what was rejected."""
        decisions = self._in_force(work.sequence)
        rejected = decisions.rejected(resolution.extraction)
        said = [each for each in sayings(resolution, entities) if each.place not in rejected]
        return decisions.claims.marked(said, resolution.extraction)

    def _derive(self, work: Work) -> None:
        """What follows for the claims of which something that is said has changed."""
        said = {claim: self._claims.sayings(claim) for claim in work.claims}
        follows = self._derived.settle(said, self._copies.among, partial(self._words, work))
        graph = str(self._iris.graph("claims"))
        work.remove[graph] = [*work.remove.get(graph, []), *follows.remove]
        work.add[graph] = [*work.add.get(graph, []), *follows.add]

    def _words(self, work: Work, place: Place) -> Iterator[Statement]:
        """What the graph must say of a passage that shows a dependence: nothing where its document's graph has it."""
        iri = self._iris.passage(place.document, place.span)
        if place.document not in work.shown:
            work.shown[place.document] = self._shown.of(place.document)
        if str(iri) not in work.shown[place.document]:
            document = self._recorded(work, place.document).document
            yield from passage_triples(iri, self._iris.document(place.document), document.passage(place.span))

    def _build(self, work: Work, document: str) -> None:
        recorded, resolution = self._resolved(work, document)
        known = self._identified(work, document, resolution)
        parts = self._linking.build(known, recorded.added, self._ledger.warnings(document, work.sequence))
        older = revision_triples(self._iris, known, self._earlier(work, document))
        own = work.replace[str(self._iris.graph_document(document))] = kept_triples({*parts.document, *older})
        self._shown.put(document, own)
        shared = {"entities": parts.entities, "claims": parts.claims}
        triples = {str(self._iris.graph(name)): kept_triples(part) for name, part in shared.items()}
        official, borrowed = (frozenset(kept_triples(part)) for part in (parts.official, parts.borrowed))
        self._support.replace(document, triples, official, borrowed)
        self._index.put(Indexed.DOCUMENT, document, recorded.document.metadata.title or "", recorded.document.text)
        self._outlets.put(recorded.document)

    def _identified(self, work: Work, document: str, resolution: Resolution) -> Identified:
        """The document with the ids of its entities and claims; a rejected attribution makes no claim, and keeps its place."""
        rejected = self._in_force(work.sequence).rejected(resolution.extraction)
        said = iter(self._claims.ids(document))
        claims = tuple("" if place in rejected else next(said) for place, _ in enumerate(resolution.extraction.attributions))
        return Identified(resolution, self._identities.ids(document), claims, rejected)

    def _earlier(self, work: Work, document: str) -> Iterator[Earlier]:
        """The older texts of a document's address, and what changed since the last of them."""
        address = self._recorded(work, document).document.metadata.url
        older = self._revisions(work, document)[1:] if address else ()
        for place, each in enumerate(older):
            recorded = self._recorded(work, each)
            changed = self._changed(work, document, recorded.document) if place == 0 else ()
            yield Earlier(recorded.document, recorded.added, changed)

    def _changed(self, work: Work, document: str, older: Document) -> tuple[Discrepancy, ...]:
        recorded, resolution = self._resolved(work, document)
        found = self._ledger.extraction(older.id, work.sequence)
        return () if found is None else changes(older, found, recorded.document, resolution.extraction)

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
