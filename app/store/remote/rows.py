"""How many solutions a graph is made of: the table that stands behind a CONSTRUCT or DESCRIBE query.

Virtuoso makes a graph from so many solutions and no more (``ResultSetMaxRows``), and says so for tables alone. So the table is
asked for as well, and whether it was cut says whether the graph is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"#[^\r\n]*"
    r"|\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}"
    r"|\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|[{}]|[\w.-]*:(?:[\w:.%-]|\\.)*|[?$@]?\w+",
    re.DOTALL,
)
"""Comments, strings, IRIs, brackets, names and words, in a query that has been parsed: the rest does not matter."""

Place = tuple[int, int, str]


def table_of(query: str) -> str | None:
    """The query for a row a solution; ``None`` for a query that has no pattern (``DESCRIBE <…>``).

    >>> table_of("CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o } LIMIT 3")
    'SELECT (1 AS ?row) WHERE { ?s ?p ?o } LIMIT 3'
    """
    places = list(_places(query))
    for number, (start, end, word) in enumerate(places):
        if word == "construct":
            return f"{query[:start]}SELECT (1 AS ?row){query[_after_template(places[number + 1 :], end) :]}"
        if word == "describe":
            rest = next((place for place in places[number + 1 :] if place[2] in {"from", "where", "{"}), None)
            has_pattern = any(word == "{" for _, _, word in places[number + 1 :])
            return f"{query[:start]}SELECT (1 AS ?row) {query[rest[0] :]}" if rest and has_pattern else None
    return None


def _places(query: str) -> Iterator[Place]:
    for found in TOKEN.finditer(query):
        if found[0][0] != "#":
            yield found.start(), found.end(), found[0].casefold()


def _after_template(places: list[Place], start: int) -> int:
    """Where the template ends; ``start`` where there is none (``CONSTRUCT WHERE { … }``)."""
    if not places or places[0][2] != "{":
        return start
    depth = 0
    for _, end, word in places:
        depth += (word == "{") - (word == "}")
        if depth == 0:
            return end
    return start
