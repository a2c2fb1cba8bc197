"""In which formats an answer to a query can be written."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import QueryResultsFormat, RdfFormat

from app.errors import NotAcceptable

RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "ttl": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nt": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
}


def results_format(formats: Sequence[str]) -> QueryResultsFormat:
    """The first of the formats (media types or names) in which solutions and booleans can be written, JSON if none is given.

    Raises ``NotAcceptable`` where there are formats and none fits.
    """
    if not formats:
        return QueryResultsFormat.JSON
    for name in formats:
        found = RESULTS.get(name) or QueryResultsFormat.from_media_type(name)
        if found is not None:
            return found
    raise NotAcceptable(f"a table can be given as {', '.join(RESULTS)}, not as {', '.join(formats)}")


def graph_format(formats: Sequence[str]) -> RdfFormat:
    """The first of the formats in which a graph can be written, Turtle if none is given. Raises ``NotAcceptable``."""
    if not formats:
        return RdfFormat.TURTLE
    for name in formats:
        found = GRAPHS.get(name) or RdfFormat.from_media_type(name)
        if found is not None and found != RdfFormat.N3:
            return found
    raise NotAcceptable(f"a graph can be given as {', '.join(GRAPHS)}, not as {', '.join(formats)}")
