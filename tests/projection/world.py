"""A small real world for the projection: documents of one line of facts each, and graphs built from them.

A document's text is words like ``e:s1,s2,w1,l:Name@Office``: an entity with the strong keys s1 and s2, the weak key w1, a local
key of its own, a name, and (after @) the label of an authority record. ``c:words`` makes a claim.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Quad
from rdflib import DCTERMS, RDF, SDO, SKOS, XSD, Literal, URIRef

from app.graph.graphs import Parts
from app.graph.iris import Iris
from app.graph.names import OA, SAYSO
from app.ledger.database import sqlite_url
from app.ledger.sql import SqlLedger
from app.linking.identity import digest
from app.model.document import Document, Metadata
from app.model.extraction import Activity, EntityType, Extraction
from app.model.resolution import Identified, Key, LocalEntity, Resolution, Strength
from app.model.text import Span
from app.projection.linking import Linking
from app.projection.projector import Projector
from app.search.sqlite import SqliteSearch
from app.store.embedded import EmbeddedStore
from app.store.reader import SnapshotReader

IRIS = Iris("http://example.org")
ACTIVITY = Activity("sayso 0.1.0", "rules 1", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z")
STRENGTHS = {"s": Strength.STRONG, "w": Strength.WEAK}


def made(text: str) -> Document:
    hashed = sha256(text.encode()).hexdigest()
    return Document(hashed[:16], text, Metadata(title=text.split(maxsplit=1)[0] if text else None), (), "en", hashed)


def found(document: Document) -> Extraction:
    return Extraction(document.id, ACTIVITY)


def _entity(document: Document, word: str) -> LocalEntity:
    keys, _, name = word.removeprefix("e:").partition(":")
    name, _, authority = name.partition("@")
    known = [
        Key(key, STRENGTHS[key[0]]) if key != "l" else Key(f"{document.id}:{word}", Strength.LOCAL) for key in keys.split(",")
    ]
    return LocalEntity(EntityType.AGENCY, name or keys, (), tuple(known), authority or None)


def resolve(document: Document, extraction: Extraction) -> Resolution:
    words = [word for word in document.text.split() if word.startswith("e:")]
    return Resolution(document, extraction, tuple(_entity(document, word) for word in words))


def build(known: Identified, added: str, warnings: Sequence[str]) -> Parts:
    document = known.resolution.document
    iri = IRIS.document(document.id)
    own = [(iri, RDF.type, SAYSO.Document), (iri, SAYSO.added, Literal(added, datatype=XSD.dateTime))]
    own += [(iri, SAYSO.warning, Literal(warning)) for warning in warnings]
    entities, official = [], []
    for identifier, entity in zip(known.entities, known.resolution.entities, strict=True):
        thing = IRIS.entity(identifier)
        own.append((iri, SAYSO.refersTo, thing))
        entities += [(thing, RDF.type, SAYSO.Entity), (thing, SKOS.altLabel, Literal(entity.name))]
        if entity.authority:
            official.append((thing, SKOS.prefLabel, Literal(entity.authority)))
            official.append((thing, DCTERMS.source, URIRef("https://example.org/authorities")))
        else:
            entities.append((thing, SKOS.prefLabel, Literal(entity.name)))
    claims = []
    for word in document.text.split():
        start = document.text.index(word)
        passage = IRIS.passage(document.id, Span(start, start + len(word)))
        own += [(passage, RDF.type, SAYSO.Passage), (passage, SAYSO.inDocument, iri), (passage, OA.exact, Literal(word))]
        own += [(passage, OA.start, Literal(start)), (passage, OA.end, Literal(start + len(word)))]
        if word.startswith("c:"):
            claims += _claim(document, word.removeprefix("c:"))
    return Parts(
        frozenset(own),
        frozenset(entities + official),
        frozenset(claims),
        frozenset(official),
        frozenset(triple for triple in official if triple not in entities),
    )


def _claim(document: Document, wording: str) -> list:
    claim = IRIS.claim(digest(wording.rstrip("!").casefold()))
    return [
        (claim, RDF.type, SAYSO.Claim),
        (claim, SDO.text, Literal(wording)),
        (claim, SAYSO.wording, Literal(wording)),
        (claim, SDO.value, Literal(f"0.5{'0' * len(document.text)}", datatype=XSD.decimal, normalize=False)),
        (claim, SAYSO.reportedIn, IRIS.document(document.id)),
    ]


class World:
    """Ledger, store and projector in one data folder."""

    def __init__(self, data: Path, version: str = "1", packaged: dict[str, list[bytes]] | None = None):
        data.mkdir(parents=True, exist_ok=True)
        self.ledger = SqlLedger(sqlite_url(data / "ledger.sqlite"))
        self.store = EmbeddedStore(data, IRIS)
        self.refreshed = 0
        self.projector = Projector(
            self.ledger, self.store, data / "projection.sqlite", IRIS, Linking(resolve, build, self._refresh), packaged, version
        )
        self.search = SqliteSearch(data / "projection.sqlite")
        self.reader = SnapshotReader(data)

    def _refresh(self) -> None:
        self.refreshed += 1

    def add(self, *texts: str) -> None:
        for text in texts:
            self.ledger.add(made(text), found(made(text)), ["careful"])

    def retract(self, text: str) -> None:
        self.ledger.retract(made(text).id, "for the test")

    def quads(self) -> set[Quad]:
        return set(self.store.quads())

    def content(self) -> set[str]:
        """The graph without what says when, and without what people decided, for comparing different histories."""
        when, decided = (str(SAYSO.added), str(SAYSO.ledgerSequence)), str(IRIS.graph("decisions"))
        known = (quad for quad in self.store.quads() if quad.predicate.value not in when)
        return {str(quad) for quad in known if quad.graph_name.value != decided}

    def index(self) -> list[tuple[str, ...]]:
        rows = self.projector._database.connection.execute("SELECT kind, id, title, text FROM item ORDER BY kind, id")
        return rows.fetchall()

    def of(self, text: str) -> set[str]:
        """The ids of the entities that a document refers to, as the graph has it."""
        graph = str(IRIS.graph_document(made(text).id))
        return {
            triple.object.value.rpartition("/")[2]
            for triple in self.store.triples(graph)
            if triple.predicate.value == str(SAYSO.refersTo)
        }

    def said(self, graph: str, predicate: URIRef) -> set[tuple[str, str]]:
        triples = self.store.triples(str(IRIS.graph(graph)))
        return {(t.subject.value.rpartition("/")[2], t.object.value) for t in triples if t.predicate.value == str(predicate)}

    def close(self) -> None:
        self.projector.close()
        self.store.close()
        self.ledger.close()
        self.reader.close()
