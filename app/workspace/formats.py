"""In which formats graphs are read and written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import RdfFormat, parse, serialize

from app.graph.names import PREFIXES

FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/trig": RdfFormat.TRIG,
        "application/n-quads": RdfFormat.N_QUADS,
    }
)
"""What is read and written, by media type."""

AS_KEPT = {"application/n-triples", "application/n-quads"}


def media_named(extension: str) -> str | None:
    """The media type of files with this extension (``ttl``), ``None`` where we neither read nor write them."""
    form = RdfFormat.from_extension(extension)
    return form.media_type if form is not None and form.media_type in FORMATS else None


def written(content: bytes, media: str) -> bytes:
    """A graph, given as N-Triples, in the format of a media type. The same graph always gives the same bytes."""
    if media in AS_KEPT:
        return content
    used = {name: iri for name, iri in PREFIXES.items() if iri.encode() in content}
    triples = (quad.triple for quad in parse(content, RdfFormat.N_TRIPLES))
    return serialize(triples, format=FORMATS[media], prefixes=used) or b""
