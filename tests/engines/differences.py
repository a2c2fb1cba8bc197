"""What cannot be the same on every engine, each with its reason: the only list. A test that passes all the same is an error."""

from __future__ import annotations

DIFFERENCES: dict[str, dict[str, str]] = {
    "oxigraph": {},
    "virtuoso": {
        "test_the_default_graph_is_the_union": "Virtuoso has graphs about itself, and counts them to the default graph",
        "test_saved_queries_are_listed_and_run": (
            "Virtuoso 7.2.5 stops in the saved query `disagreements`, whose FILTER NOT EXISTS has OPTIONAL patterns with"
            " variables from outside, with an internal error (sparp_find_origin_of_external_var); the other saved queries are"
            " tested in tests/engines/test_answers.py"
        ),
    },
}
"""By engine: the name of a test (with its parameters where only some are meant), and why it cannot pass."""
