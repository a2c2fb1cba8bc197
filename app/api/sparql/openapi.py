"""What the OpenAPI description says of ``/sparql``: written down here, since its routes take requests as they come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.api import formats
from app.api.sparql.question import DIRECT, FORM

TEXT: Mapping[str, Any] = {"type": "string"}
SEVERAL: Mapping[str, Any] = {"type": "array", "items": TEXT}

FIELDS: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "query": (TEXT, "a SPARQL 1.1 query"),
    "default-graph-uri": (SEVERAL, "graphs whose union is the default graph, in place of all graphs"),
    "named-graph-uri": (SEVERAL, "graphs that GRAPH may name"),
    "format": (TEXT, f"{', '.join(formats.NAMED)}, or a media type; goes before Accept (`output` is the same)"),
    "release": (TEXT, "the name of a release to ask, in place of the newest state"),
}
KINDS: Mapping[str, Any] = {media: {} for media in (*formats.RESULTS, *formats.GRAPHS)}
ANSWERED: Mapping[str, Any] = {
    "200": {"description": "the whole answer", "content": KINDS},
    "304": {"description": "the client has the answer (If-None-Match)"},
}


def _parameters(*left_out: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "required": False, "schema": schema, "description": what}
        for name, (schema, what) in FIELDS.items()
        if name not in left_out
    ]


GIVEN: dict[str, Any] = {"parameters": _parameters(), "responses": ANSWERED}
POSTED: dict[str, Any] = {
    "parameters": _parameters("query"),
    "requestBody": {
        "required": True,
        "content": {
            DIRECT: {"schema": TEXT},
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {name: {**schema, "description": what} for name, (schema, what) in FIELDS.items()},
                }
            },
        },
    },
    "responses": ANSWERED,
}
