"""The formats of RDF and of query results that we give: media types, names and extensions. The only table of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

HTML = "text/html"
TURTLE = "text/turtle"
JSON_LD = "application/ld+json"
N_TRIPLES = "application/n-triples"
RDF_XML = "application/rdf+xml"
TRIG = "application/trig"
N_QUADS = "application/n-quads"

RDF: Mapping[str, str] = MappingProxyType(
    {"ttl": TURTLE, "jsonld": JSON_LD, "nt": N_TRIPLES, "rdf": RDF_XML, "trig": TRIG, "nq": N_QUADS}
)
"""Media type by extension; the first is what a client gets that does not mind."""

RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"

RESULTS = (RESULTS_JSON, RESULTS_XML, CSV, TSV)
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, TRIG, N_QUADS)

ANSWERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{media: (media,) for media in (*RESULTS, *GRAPHS)},
        "application/json": (RESULTS_JSON, JSON_LD),
        "application/xml": (RESULTS_XML, RDF_XML),
        "text/xml": (RESULTS_XML, RDF_XML),
        "text/plain": (TSV, N_TRIPLES),
    }
)
"""What we answer to each media type that a client may name: solutions in the first that fits, graphs likewise."""

NAMED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "json": (RESULTS_JSON, JSON_LD),
        "xml": (RESULTS_XML, RDF_XML),
        "csv": (CSV,),
        "tsv": (TSV,),
        "turtle": (TURTLE,),
        "ttl": (TURTLE,),
        "ntriples": (N_TRIPLES,),
        "nt": (N_TRIPLES,),
        "rdfxml": (RDF_XML,),
        "rdf": (RDF_XML,),
        "jsonld": (JSON_LD,),
        "trig": (TRIG,),
        "nquads": (N_QUADS,),
        "nq": (N_QUADS,),
    }
)
"""What ``format=`` may say; a media type itself is understood too."""


def content_type(media: str) -> str:
    """The ``Content-Type`` of a media type: texts say that they are UTF-8, which for CSV is not to be taken for granted."""
    return f"{media}; charset=utf-8" if media.startswith("text/") and "charset=" not in media else media
