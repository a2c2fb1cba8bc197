"""What all parts of a document's graph share: its IRIs, computed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import Literal, URIRef

from app.graph.graphs import Triple
from app.graph.iris import Iris
from app.graph.literals import integer
from app.graph.names import OA, SAYSO, A
from app.model.document import Document
from app.model.extraction import Extraction
from app.model.resolution import Identified, Resolution
from app.model.text import Passage, Span


@dataclass(frozen=True, slots=True)
class Frame:
    """A document with the IRIs of its entities, and the passages that its graph has used so far."""

    identified: Identified
    iris: Iris
    document_iri: URIRef
    entities: tuple[URIRef, ...]
    _passages: dict[Span, URIRef] = field(default_factory=dict)

    @classmethod
    def of(cls, identified: Identified, iris: Iris) -> Frame:
        """The frame of an identified resolution."""
        document = iris.document(identified.resolution.document.id)
        return cls(identified, iris, document, tuple(iris.entity(identifier) for identifier in identified.entities))

    @property
    def resolution(self) -> Resolution:
        """The resolution that the graph says."""
        return self.identified.resolution

    @property
    def extraction(self) -> Extraction:
        """What was found in the document."""
        return self.resolution.extraction

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.resolution.document

    def entity(self, place: int | None) -> URIRef | None:
        """The IRI of the entity at this place of the resolution."""
        return None if place is None else self.entities[place]

    def meant(self, mention: int | None) -> URIRef | None:
        """The IRI of what the mention at this place means; ``None`` where nothing could be decided."""
        return None if mention is None else self.entity(self.resolution.referents[mention])

    def passage(self, span: Span) -> URIRef:
        """The IRI of the passage of ``span``, which then stands in the document's graph."""
        iri = self._passages.get(span)
        if iri is None:
            iri = self._passages[span] = self.iris.passage(self.document.id, span)
        return iri

    def passages(self) -> Iterator[Triple]:
        """The triples of all passages that have been asked for."""
        for span, iri in self._passages.items():
            yield from passage_triples(iri, self.document_iri, self.document.passage(span), self.document.page(span.start))


def passage_triples(iri: URIRef, document: URIRef, passage: Passage, page: int | None = None) -> Iterator[Triple]:
    """A passage as both selectors of the Web Annotation Data Model (4.2.4 and 4.2.5), with the page on which it begins.

    There is no context at the text's ends.
    """
    yield iri, A, SAYSO.Passage
    yield iri, A, OA.TextPositionSelector
    yield iri, A, OA.TextQuoteSelector
    yield iri, SAYSO.inDocument, document
    yield iri, OA.start, integer(passage.start)
    yield iri, OA.end, integer(passage.end)
    yield iri, OA.exact, Literal(passage.exact)
    yield iri, OA.prefix, Literal(passage.prefix)
    yield iri, OA.suffix, Literal(passage.suffix)
    if page is not None:
        yield iri, SAYSO.page, integer(page)
