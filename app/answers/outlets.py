"""Who publishes the documents, and how many."""

from __future__ import annotations

from app.answers.facts import Known
from app.answers.models import Ref
from app.answers.parts import ref
from app.answers.sparql import PROLOGUE, value, whole
from app.store.port import GraphReader

OUTLETS = """SELECT ?outlet (COUNT(DISTINCT ?document) AS ?n) WHERE {
  ?document a sayso:Document ; dcterms:publisher ?outlet
} GROUP BY ?outlet"""


def outlets(reader: GraphReader) -> list[tuple[Ref, int]]:
    """The publishers with the number of their documents, by name."""
    counts = {value(row, "outlet"): whole(row, "n") for row in reader.select(PROLOGUE + OUTLETS)}
    known = Known(reader).load(counts)
    return sorted(((ref(known[iri]), count) for iri, count in counts.items()), key=lambda pair: (pair[0].name, pair[0].id))
