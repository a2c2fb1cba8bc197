"""From rdflib's graphs to the engine's triples, in the form in which the engine keeps them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, Store, Triple
from rdflib import Graph


def kept_triples(graph: Graph) -> list[Triple]:
    """The graph's triples as the engine will give them back.

    Oxigraph rewrites numbers and times (``0.50`` becomes ``0.5``). Two documents that write one value in two ways then support
    one statement, which must not go with the first of them; so statements are compared in the engine's form.
    """
    return _kept([graph.serialize(format="nt", encoding="utf-8")], RdfFormat.N_TRIPLES)


def turtle_triples(files: Iterable[bytes]) -> list[Triple]:
    """The triples of Turtle files, each of which has blank nodes of its own."""
    return _kept(files, RdfFormat.TURTLE)


def _kept(files: Iterable[bytes], form: RdfFormat) -> list[Triple]:
    store = Store()
    for file in files:
        store.load(file, form)
    return [quad.triple for quad in store]
