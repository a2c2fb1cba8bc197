"""What does not pass, with the reason, and what is refused because this service is one that reads and calls nobody."""

from __future__ import annotations

GRAPH_VARIABLE = "the engine does not join the variable of an outer GRAPH with what is written inside it"
ZERO_LENGTH = "the engine lets a path of length zero match a constant only where the graph has it"
LANGUAGE = "the engine's GROUP_CONCAT keeps a language tag that all values share; SPARQL 1.1 gives a plain string"

FAILURES = {
    "aggregates/agg-empty-group-count-graph": GRAPH_VARIABLE,
    "aggregates/agg-groupconcat-04": LANGUAGE,
    "aggregates/agg-groupconcat-06": LANGUAGE,
    "bindings/graph": GRAPH_VARIABLE,
    "csv-tsv-res/csv03": "the engine stores a double by its value and writes 1.0e6 as 1000000, the same number",
    "functions/bnode01": "the engine's BNODE(text) gives one blank node for a text in all solutions, not one in each",
    "negation/graph-minus": "the engine counts the variable of an outer GRAPH as one that both sides of MINUS share",
    "property-path/zero_or_more_set_end": ZERO_LENGTH,
    "property-path/zero_or_more_set_start": ZERO_LENGTH,
    "property-path/zero_or_one_set_end": ZERO_LENGTH,
    "property-path/zero_or_one_set_start": ZERO_LENGTH,
    "syntax-query/test_4": "the engine refuses to evaluate a function that it does not know; the query's syntax is accepted",
}
"""Tests that fail, here and where the engine is asked directly."""

CALLING = ("service", "syntax-fed")
"""Folders of tests that call other services, which is refused here unless a setting allows the address."""

NOT_OURS = ("entailment",)
"""Folders of tests of what this service does not claim: it answers from what is in the graph, not from what follows."""
