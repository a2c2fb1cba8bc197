"""Releases for catalogues: DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/, 11) with VoID, and SPDX for checksums."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import DCTERMS, FOAF, PROV, RDF, VOID, XSD, Graph, Literal, Namespace, URIRef

from app.graph.iris import Iris
from app.graph.names import PREFIXES, SAYSO
from app.release.record import GRAPH_FILE, Release, ReleaseFile

DCAT = Namespace("http://www.w3.org/ns/dcat#")
"""All of DCAT 3; rdflib knows the terms of DCAT 2."""

SPDX = Namespace("http://spdx.org/rdf/terms#")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
BOUND = {"dcat": DCAT, "foaf": FOAF, "spdx": SPDX, "void": VOID}


def described(release: Release, iris: Iris, home: str) -> Graph:
    """One release; ``home`` is the address of the service, without a slash at its end."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in {**PREFIXES, **{name: str(each) for name, each in BOUND.items()}}.items():
        graph.bind(prefix, namespace)
    own = URIRef(release.iri)
    _say(graph, own, release)
    graph.add((own, DCAT.isVersionOf, iris.dataset()))
    graph.add((own, VOID.sparqlEndpoint, URIRef(f"{home}/sparql?release={release.name}")))
    for creator in release.creators:
        who = URIRef(creator.iri) if creator.iri else URIRef(f"{own}#creator-{release.creators.index(creator) + 1}")
        graph.add((own, DCTERMS.creator, who))
        graph.add((who, RDF.type, FOAF.Agent))
        graph.add((who, FOAF.name, Literal(creator.name)))
    _making(graph, own, release, iris)
    for file in release.files:
        if file.name == GRAPH_FILE:
            _distribution(graph, own, file)
    return graph


def add_versions(graph: Graph, iris: Iris, releases: Iterable[Release]) -> None:
    """Add to the description of the data set which releases there are of it."""
    graph.bind("dcat", DCAT)
    for release in releases:
        own = URIRef(release.iri)
        graph.add((iris.dataset(), DCAT.hasVersion, own))
        graph.add((own, RDF.type, DCAT.Dataset))
        graph.add((own, DCAT.isVersionOf, iris.dataset()))
        graph.add((own, DCAT.version, Literal(release.name)))
        graph.add((own, DCTERMS.title, Literal(release.title)))
        graph.add((own, DCTERMS.issued, Literal(release.created, datatype=XSD.dateTime)))


def _say(graph: Graph, own: URIRef, release: Release) -> None:
    graph.add((own, RDF.type, DCAT.Dataset))
    graph.add((own, RDF.type, VOID.Dataset))
    graph.add((own, DCTERMS.identifier, Literal(release.iri)))
    graph.add((own, DCAT.version, Literal(release.name)))
    graph.add((own, DCTERMS.title, Literal(release.title)))
    graph.add((own, DCTERMS.description, Literal(release.description)))
    graph.add((own, DCTERMS.issued, Literal(release.created, datatype=XSD.dateTime)))
    graph.add((own, SAYSO.ledgerSequence, Literal(release.sequence)))
    graph.add((own, VOID.triples, Literal(release.statistics.triples)))
    graph.add((own, VOID.documents, Literal(release.statistics.documents)))
    if release.licence:
        graph.add((own, DCTERMS.license, URIRef(release.licence)))


def _making(graph: Graph, own: URIRef, release: Release, iris: Iris) -> None:
    making, software = URIRef(f"{own}#making"), iris.software(release.software)
    graph.add((own, PROV.wasGeneratedBy, making))
    graph.add((making, RDF.type, PROV.Activity))
    graph.add((making, PROV.endedAtTime, Literal(release.created, datatype=XSD.dateTime)))
    graph.add((making, PROV.wasAssociatedWith, software))


def _distribution(graph: Graph, own: URIRef, file: ReleaseFile) -> None:
    address, checksum = URIRef(file.url), URIRef(f"{file.url}#checksum")
    graph.add((own, DCAT.distribution, address))
    graph.add((own, VOID.dataDump, address))
    graph.add((address, RDF.type, DCAT.Distribution))
    graph.add((address, DCAT.downloadURL, address))
    graph.add((address, DCAT.mediaType, URIRef(f"{MEDIA_TYPES}application/n-quads")))
    graph.add((address, DCAT.compressFormat, URIRef(f"{MEDIA_TYPES}{file.media_type}")))
    graph.add((address, DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger)))
    graph.add((address, SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, SPDX.Checksum))
    graph.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graph.add((checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)))
