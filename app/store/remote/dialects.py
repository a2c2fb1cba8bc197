"""What engines do otherwise than the standards say, by the name in their ``Server`` header; ``docs/engines.md`` says why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

RESULTS = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"
JSON_LD = "application/ld+json"

MOMENT = rb"[-0-9]+T[0-9:]{8}"
ZONE = rb"(?:Z|[+-][0-9:]{5})?"
VIRTUOSO_TERM = re.compile(
    rb'(?P<node>"type": "bnode", "value": ")nodeID://'
    rb'|(?P<boolean>"datatype": "http://www\.w3\.org/2001/XMLSchema#boolean", "value": )"(?P<digit>[01])"'
    rb'|(?P<moment>"datatype": "http://www\.w3\.org/2001/XMLSchema#dateTime", "value": "'
    + MOMENT
    + rb"\.[0-9]*?)0+(?P<zone>"
    + ZONE
    + rb'")|(?P<line>"'
    + MOMENT
    + rb"\.[0-9]*?)0+(?P<typed>"
    + ZONE
    + rb'"\^\^<http://www\.w3\.org/2001/XMLSchema#dateTime>)'
)
"""In its JSON, a blank node whose label is none, a boolean that is a number, a moment with noughts behind its fraction; this in
N-Triples, too. Inside a string, the quotes would be escaped, so that nothing there looks like it."""

LEAST_VIRTUOSO_TIMEOUT = 1000
"""Milliseconds; Virtuoso takes less as no limit at all."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """``graphs``: the format of graphs that shows where it ends, or where that is not needed, the simplest.

    ``prologue``: what stands before a query for a graph. ``cuts_graphs``: whether it may make a graph of a part of the
    solutions without a word. ``limits``: whether it takes a time limit by the parameter ``timeout``. ``mended``: whether its
    terms need mending.
    """

    graphs: str = N_TRIPLES
    prologue: str = ""
    cuts_graphs: bool = False
    limits: bool = False
    mended: bool = False

    def parameters(self, seconds: float) -> Mapping[str, str]:
        """What tells the engine how long a query may take, a little before we lose patience ourselves."""
        if not self.limits:
            return {}
        return {"timeout": str(max(LEAST_VIRTUOSO_TIMEOUT, int(seconds * 900)))}


PLAIN = Dialect()
DIALECTS = {
    # Oxigraph ends what its time limit has cut off as if it were whole; N-Triples would not show that.
    "oxigraph": Dialect(graphs=JSON_LD),
    # Virtuoso's JSON-LD loses language tags, and it describes nothing where no graph is named unless it is told how.
    "virtuoso": Dialect(prologue='DEFINE sql:describe-mode "CBD"\n', cuts_graphs=True, limits=True, mended=True),
}


def dialect_of(server: str) -> Dialect:
    """The dialect of the engine that calls itself ``server`` in its answers."""
    return DIALECTS.get(server.partition("/")[0].strip().casefold(), PLAIN)


def mended(lines: bytes) -> bytes:
    """Whole lines of Virtuoso's JSON or N-Triples as the standards have them."""
    return VIRTUOSO_TERM.sub(_mended_term, lines)


def _mended_term(found: re.Match[bytes]) -> bytes:
    if found["node"]:
        return found["node"]
    if found["boolean"]:
        return found["boolean"] + (b'"true"' if found["digit"] == b"1" else b'"false"')
    return (found["moment"] or found["line"]).removesuffix(b".") + (found["zone"] or found["typed"])
