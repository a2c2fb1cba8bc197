"""Counts of all there is."""

from __future__ import annotations

from app import __version__
from app.answers.models import Stats
from app.answers.sparql import PROLOGUE, compact, value, whole
from app.graph.names import ENTITY_CLASSES
from app.store.port import GraphReader

CLASSES = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE {
  { ?thing a ?class FILTER(STRSTARTS(STR(?class), STR(sayso:))) } UNION { ?thing a sayso:Entity , ?class }
} GROUP BY ?class"""
"""A person is counted where it is an entity of ours: a workspace graph may have people of its own."""
OUTLETS = """SELECT ?name (COUNT(DISTINCT ?document) AS ?n) WHERE {
  ?document a sayso:Document ; dcterms:publisher ?outlet . ?outlet skos:prefLabel ?name
} GROUP BY ?outlet ?name ORDER BY DESC(?n) ?name"""
SEQUENCE = "SELECT ?n WHERE { ?dataset sayso:ledgerSequence ?n }"


def stats(reader: GraphReader) -> Stats:
    """Counts from one state of the graph."""
    classes = {compact(value(row, "class")): whole(row, "n") for row in reader.select(PROLOGUE + CLASSES)}
    documents, primary = classes.get("sayso:Document", 0), classes.get("sayso:PrimaryDocument", 0)
    by_type = {str(kind): classes.get(compact(str(iri)), 0) for kind, iri in ENTITY_CLASSES.items()}
    return Stats(
        documents=documents,
        articles=documents - primary,
        primary=primary,
        entities=classes.get("sayso:Entity", 0),
        claims=classes.get("sayso:Claim", 0),
        attributions=classes.get("sayso:Attribution", 0),
        mentions=classes.get("sayso:Mention", 0),
        passages=classes.get("sayso:Passage", 0),
        quantities=classes.get("sayso:Quantity", 0),
        triples=reader.count(),
        entities_by_type=dict(sorted(by_type.items(), key=lambda pair: (-pair[1], pair[0]))),
        outlets=[(value(row, "name"), whole(row, "n")) for row in reader.select(PROLOGUE + OUTLETS)],
        sequence=max((whole(row, "n") for row in reader.select(PROLOGUE + SEQUENCE)), default=0),
        version=__version__,
    )
