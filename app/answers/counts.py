"""How many things belong to each item of a page, in one query for the whole page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal

from app.answers.sparql import PROLOGUE, node, value, values, whole
from app.store.port import GraphReader


def counts(reader: GraphReader, iris: Sequence[str], patterns: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """For each item the number of distinct ``?thing`` by each of the patterns, 0 where there is none.

    ``patterns`` maps the name of a count to a fixed pattern over ``?item`` and ``?thing``.
    """
    found = {iri: dict.fromkeys(patterns, 0) for iri in iris}
    if not iris:
        return found
    items = values("item", map(node, iris))
    branches = " UNION ".join(f"{{ {items} {pattern} BIND({Literal(name)} AS ?what) }}" for name, pattern in patterns.items())
    query = f"{PROLOGUE}SELECT ?item ?what (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {branches} }} GROUP BY ?item ?what"
    for row in reader.select(query):
        found[value(row, "item")][value(row, "what")] = whole(row, "n")
    return found
