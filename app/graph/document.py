"""The document itself, its graph, its extraction and the software that read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib import DCTERMS, PROV, SDO, Literal, URIRef

from app.graph.frame import Frame
from app.graph.graphs import Triple
from app.graph.literals import address, date, integer, moment
from app.graph.names import SAYSO, A
from app.model.document import ENGLISH, Document, Kind
from app.model.extraction import Activity

CLASSES = {Kind.ARTICLE: SDO.NewsArticle, Kind.PRIMARY: SAYSO.PrimaryDocument}


def document_triples(frame: Frame, added: str, warnings: Sequence[str]) -> Iterator[Triple]:
    """The document with its metadata, when it came in, and what validation warned of."""
    iri, document = frame.document_iri, frame.document
    yield iri, A, SAYSO.Document
    yield iri, A, CLASSES[document.metadata.kind]
    yield iri, DCTERMS.identifier, Literal(document.id)
    yield iri, DCTERMS.language, Literal(document.language)
    yield iri, SDO.wordCount, integer(document.words)
    yield iri, SAYSO.sha256, Literal(document.sha256)
    yield iri, SAYSO.added, moment(added)
    yield from metadata_triples(iri, document, frame.entity(frame.resolution.publisher))
    if document.language != ENGLISH:
        yield iri, SAYSO.notExtracted, Literal(f"language: {document.language}")
    for warning in warnings:
        yield iri, SAYSO.warning, Literal(warning)


def metadata_triples(iri: URIRef, document: Document, publisher: URIRef | None) -> Iterator[Triple]:
    """What is known of the publication; nothing for what is not."""
    known = document.metadata
    if known.title:
        yield iri, DCTERMS.title, Literal(known.title)
    if known.url:
        yield iri, SDO.url, address(known.url)
    if publisher is not None:
        yield iri, DCTERMS.publisher, publisher
    if known.author:
        yield iri, SDO.author, Literal(known.author)
    if known.published:
        yield iri, DCTERMS.issued, date(known.published)


def provenance_triples(frame: Frame) -> Iterator[Triple]:
    """Where the document's graph comes from: document, extraction and software (PROV-O)."""
    identifier = frame.document.id
    graph, extraction = frame.iris.graph_document(identifier), frame.iris.extraction(identifier)
    yield graph, A, SAYSO.DocumentGraph
    yield graph, PROV.wasDerivedFrom, frame.document_iri
    yield graph, PROV.wasGeneratedBy, extraction
    yield extraction, PROV.used, frame.document_iri
    yield from activity_triples(frame, extraction, frame.extraction.activity)


def activity_triples(frame: Frame, extraction: URIRef, activity: Activity) -> Iterator[Triple]:
    """The extraction as an activity of a version of the software, with its models and times."""
    yield extraction, A, SAYSO.Extraction
    yield extraction, A, PROV.Activity
    yield extraction, PROV.startedAtTime, moment(activity.started)
    yield extraction, PROV.endedAtTime, moment(activity.ended)
    yield extraction, PROV.wasAssociatedWith, frame.iris.software(activity.software)
    yield extraction, SAYSO.model, Literal(activity.model)


def software_triples(frame: Frame) -> Iterator[Triple]:
    """The software that read the document: it read others, too, so these stand once, in the graph of entities."""
    known = frame.extraction.activity.software
    software = frame.iris.software(known)
    name, _, version = known.rpartition(" ")
    yield software, A, PROV.SoftwareAgent
    yield software, SDO.name, Literal(name or version)
    if name:
        yield software, SDO.softwareVersion, Literal(version)
