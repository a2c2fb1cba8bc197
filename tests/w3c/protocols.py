"""What the other suites give, from their own tables: pytest holds each of these tests to what its table says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.w3c import test_graph_store_protocol as graph_store
from tests.w3c import test_protocol as protocol

DESCRIPTION = 3
"""Tests of ``test_service_description.py``, which all pass."""


def tables() -> str:
    """Counts and reasons as Markdown."""
    lines = ["| protocol | tests | pass | do not apply |", "|---|---|---|---|"]
    lines.append(_row("SPARQL 1.1 Protocol", len(protocol.defined()), protocol.REFUSED))
    lines.append(_row("SPARQL 1.1 Service Description", DESCRIPTION, {}))
    lines.append(_row("Graph Store Protocol", len(graph_store.defined()), graph_store.NOT_APPLICABLE))
    lines += ["", "| does not apply | because |", "|---|---|"]
    lines += _reasons("protocol", protocol.REFUSED)
    lines += _reasons("graph-store-protocol", graph_store.NOT_APPLICABLE)
    return "\n".join(lines)


def _row(name: str, number: int, apart: Mapping[str, str]) -> str:
    return f"| {name} | {number} | {number - len(apart)} | {len(apart)} |"


def _reasons(group: str, reasons: Mapping[str, str]) -> Iterator[str]:
    return (f"| `{group}/{name}` | {reason} |" for name, reason in sorted(reasons.items()))
