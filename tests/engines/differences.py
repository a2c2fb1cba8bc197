"""What cannot be the same on every engine, each with its reason: the only list. A test that passes all the same is an error."""

from __future__ import annotations

DIFFERENCES: dict[str, dict[str, str]] = {
    "oxigraph": {},
    "virtuoso": {
        "test_the_default_graph_is_the_union": "Virtuoso has graphs about itself, and counts them to the default graph",
    },
}
"""By engine: the name of a test (with its parameters where only some are meant), and why it cannot pass."""
