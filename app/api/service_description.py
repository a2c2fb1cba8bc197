"""What the service can do, for machines: SPARQL 1.1 Service Description, and VoID with DCAT for the data set."""

from __future__ import annotations

from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID, BNode, Graph, Literal, Namespace, URIRef

from app.answers.extent import Extent
from app.answers.models import Stats
from app.api import formats
from app.export.description import written_graph
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


def service_description(iris: Iris, endpoint: str, held: Extent, calls: bool = False) -> Graph:
    """The description of the SPARQL service at the address ``endpoint``, with the extent of what it answers from.

    ``calls`` is whether SERVICE may call other addresses. The graphs that all documents share are named; documents' own graphs
    are too many for that, and stand as one subset with their number.
    """
    graph = _graph()
    service, dataset = URIRef(endpoint), iris.dataset()
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, URIRef(endpoint)))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    if calls:
        graph.add((service, SD.feature, SD.BasicFederatedQuery))
    graph.add((service, SD.defaultEntailmentRegime, URIRef("http://www.w3.org/ns/entailment/Simple")))
    for name in FORMAT_IRIS.values():
        graph.add((service, SD.resultFormat, URIRef(W3C_FORMATS + name)))
    graph.add((service, SD.defaultDataset, dataset))
    _dataset(graph, iris, held)
    return graph


def _dataset(graph: Graph, iris: Iris, held: Extent) -> None:
    dataset, default, documents = iris.dataset(), BNode("default"), BNode("documents")
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    _counted_graph(graph, default, held.triples)
    for place, (name, count) in enumerate(held.shared_graphs.items()):
        named, content = BNode(f"named{place}"), BNode(f"content{place}")
        graph.add((dataset, SD.namedGraph, named))
        graph.add((named, RDF.type, SD.NamedGraph))
        graph.add((named, SD.name, URIRef(name)))
        graph.add((named, SD.graph, content))
        _counted_graph(graph, content, count)
    graph.add((dataset, VOID.subset, documents))
    graph.add((documents, RDF.type, VOID.Dataset))
    graph.add((documents, DCTERMS.description, Literal("One named graph for each document.", lang="en")))
    graph.add((documents, VOID.uriSpace, Literal(str(iris.graph_document("")))))
    graph.add((documents, VOID.documents, Literal(held.document_graphs)))
    graph.add((documents, VOID.triples, Literal(held.triples - sum(held.shared_graphs.values()))))


def _counted_graph(graph: Graph, node: BNode, triples: int) -> None:
    graph.add((node, RDF.type, SD.Graph))
    graph.add((node, VOID.triples, Literal(triples)))


def written_description(graph: Graph, media: str) -> bytes:
    """A description in the format of a media type; as JSON-LD without a context, so that nobody has to fetch one to read it."""
    if media == formats.JSON_LD:
        return graph.serialize(format="json-ld", auto_compact=False, encoding="utf-8")
    return written_graph(graph, media, context="")


def dataset_description(iris: Iris, home: str, counts: Stats, held: Extent | None = None) -> Graph:
    """The data set for VoID and DCAT readers: what it holds, how much, where it is had. ``home`` has no slash at its end.

    With its extent, also how many things of each class and triples of each property. No licence is named, since the rights in
    what articles say are their publishers'.
    """
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
    _sparql_access(graph, dataset, URIRef(f"{home}/sparql"))
    if held is not None:
        _partitions(graph, dataset, held)
    return graph


def _sparql_access(graph: Graph, dataset: URIRef, endpoint: URIRef) -> None:
    """The endpoint as a service that gives the data set (DCAT 3, 6.9)."""
    graph.add((endpoint, RDF.type, DCAT.DataService))
    graph.add((endpoint, DCTERMS.title, Literal("SPARQL", lang="en")))
    graph.add((endpoint, DCAT.endpointURL, endpoint))
    graph.add((endpoint, DCAT.servesDataset, dataset))
    graph.add((endpoint, DCTERMS.conformsTo, URIRef("https://www.w3.org/TR/sparql11-protocol/")))


def _partitions(graph: Graph, dataset: URIRef, held: Extent) -> None:
    """How the data set divides by class and by property (VoID, 4.5)."""
    graph.add((dataset, VOID.classes, Literal(len(held.classes))))
    graph.add((dataset, VOID.properties, Literal(len(held.properties))))
    for place, (name, count) in enumerate(held.classes.items()):
        part = BNode(f"class{place}")
        graph.add((dataset, VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(name)))
        graph.add((part, VOID.entities, Literal(count)))
    for place, (name, count) in enumerate(held.properties.items()):
        part = BNode(f"property{place}")
        graph.add((dataset, VOID.propertyPartition, part))
        graph.add((part, VOID.property, URIRef(name)))
        graph.add((part, VOID.triples, Literal(count)))


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
