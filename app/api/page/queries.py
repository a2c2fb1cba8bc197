"""Saved queries: listed, and run with parameters into a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from app.api import formats
from app.api.page.lists import PagesOf
from app.api.page.pages import DataLink
from app.api.page.paths import path_of_iri
from app.api.parts import PartsOf
from app.graph.iris import Iris

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

MOST_ROWS = 100
"""Rows that the page shows; the links under the table give all."""
NUMBERS = ("integer", "decimal", "double", "float")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table; ``href`` leads to the page of a thing of ours, or to where an IRI points."""

    text: str
    href: str | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a query, the first ``MOST_ROWS`` of them."""

    columns: list[str]
    rows: list[list[Cell]]
    total: int

    @property
    def more(self) -> bool:
        """Whether there are more rows than shown."""
        return self.total > len(self.rows)


@router.get("/queries")
def list_queries(request: Request, pages: PagesOf, parts: PartsOf) -> HTMLResponse:
    """The saved queries with what they answer."""
    links = [DataLink("JSON", "application/json", "/api/queries")]
    return pages.templates.page(request, "queries", {"queries": list(parts.saved.list()), "data_links": links})


@router.get("/queries/{name}")
def run_query(request: Request, name: str, pages: PagesOf, parts: PartsOf) -> HTMLResponse:
    """A saved query, run with the parameters of the query string. Raises ``NotFound`` and ``InvalidInput``."""
    query = parts.saved.get(name)
    given = {key: value.strip() for key, value in request.query_params.items() if value.strip()}
    answer = parts.pool.run(parts.saved.sparql(name, given), (formats.RESULTS_JSON, formats.TURTLE))
    solved = answer.media_type == formats.RESULTS_JSON
    values = {
        "query": query,
        "parameters": list(parts.saved.parameters(name)),
        "given": given,
        "table": table(parts.iris, json.loads(answer.content)) if solved else None,
        "graph": None if solved else answer.content.decode(),
        "data_links": [
            _link(name, given, "JSON", "json", formats.RESULTS_JSON),
            _link(name, given, "CSV", "csv", formats.CSV),
        ],
    }
    return pages.templates.page(request, "query", values)


def _link(name: str, given: Mapping[str, str], title: str, form: str, media: str) -> DataLink:
    return DataLink(title, media, f"/api/queries/{name}?{urlencode({**given, 'format': form})}")


def table(iris: Iris, results: Mapping[str, Any]) -> Table:
    """SPARQL 1.1 results in JSON as a table."""
    columns: list[str] = results["head"].get("vars", [])
    bindings = results.get("results", {}).get("bindings", [])
    rows = [[_cell(iris, row.get(column)) for column in columns] for row in bindings[:MOST_ROWS]]
    return Table(columns, rows, len(bindings))


def _cell(iris: Iris, term: Mapping[str, str] | None) -> Cell:
    if term is None:
        return Cell("")
    value = term["value"]
    if term["type"] != "uri":
        return Cell(value, number=term.get("datatype", "").endswith(NUMBERS))
    path = path_of_iri(iris, value)
    if path:
        return Cell(path.split("/", 2)[2], path)
    return Cell(value, value if value.startswith(("http://", "https://")) else None)
