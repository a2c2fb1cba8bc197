"""What the service can do, for machines: SPARQL 1.1 Service Description, and VoID with DCAT for the data set."""

from __future__ import annotations

from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID, BNode, Graph, Literal, Namespace, URIRef

from app.answers.models import Stats
from app.api import formats
from app.export.formats import FORMATS
from app.graph.iris import Iris
from app.graph.names import PREFIXES

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMAT_IRIS = {
    formats.RESULTS_JSON: "SPARQL_Results_JSON",
    formats.RESULTS_XML: "SPARQL_Results_XML",
    formats.CSV: "SPARQL_Results_CSV",
    formats.TSV: "SPARQL_Results_TSV",
    formats.TURTLE: "Turtle",
    formats.N_TRIPLES: "N-Triples",
    formats.RDF_XML: "RDF_XML",
    formats.JSON_LD: "JSON-LD",
    formats.TRIG: "TriG",
    formats.N_QUADS: "N-Quads",
}
"""The names that W3C gives to formats (https://www.w3.org/ns/formats/)."""

W3C_FORMATS = "http://www.w3.org/ns/formats/"
USED = ("sayso", "schema", "org", "oa", "prov", "skos", "dcterms")


def service_description(iris: Iris, endpoint: str) -> Graph:
    """The description of the SPARQL service at the address ``endpoint``."""
    graph = _graph()
    service, dataset, default = URIRef(endpoint), iris.dataset(), BNode("default")
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, URIRef(endpoint)))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in FORMAT_IRIS.values():
        graph.add((service, SD.resultFormat, URIRef(W3C_FORMATS + name)))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    return graph


def dataset_description(iris: Iris, home: str, counts: Stats) -> Graph:
    """The data set for VoID and DCAT readers: what it holds, how much, where it is had. ``home`` has no slash at its end."""
    graph = _graph()
    dataset = iris.dataset()
    for kind in (VOID.Dataset, DCAT.Dataset):
        graph.add((dataset, RDF.type, kind))
    graph.add((dataset, DCTERMS.title, Literal("Sayso: attributed claims in news", lang="en")))
    about = (
        "Who said what in news articles, through whom, in which exact words, and how many independent sources stand behind it."
    )
    graph.add((dataset, DCTERMS.description, Literal(about, lang="en")))
    graph.add((dataset, FOAF.homepage, URIRef(f"{home}/")))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(f"{home}/sparql")))
    graph.add((dataset, VOID.uriSpace, Literal(f"{iris.base}/")))
    graph.add((dataset, VOID.triples, Literal(counts.triples)))
    graph.add((dataset, VOID.documents, Literal(counts.documents)))
    for prefix in USED:
        graph.add((dataset, VOID.vocabulary, URIRef(PREFIXES[prefix])))
    for name, form in FORMATS.items():
        _distribution(graph, dataset, f"{home}/export/{name}", form.media_type)
    return graph


def _distribution(graph: Graph, dataset: URIRef, address: str, media: str) -> None:
    distribution = URIRef(address)
    graph.add((dataset, DCAT.distribution, distribution))
    graph.add((distribution, RDF.type, DCAT.Distribution))
    graph.add((distribution, DCAT.downloadURL, distribution))
    graph.add((distribution, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{media}")))


def _graph() -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in {**PREFIXES, "sd": str(SD), "void": str(VOID), "dcat": str(DCAT), "foaf": str(FOAF)}.items():
        graph.bind(prefix, namespace)
    return graph
