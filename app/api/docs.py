"""The API for people: made from the OpenAPI description, without script and without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
body { color: #1a1a1a; background: #fff }
code { background: #f1f1ef; padding: .1em .3em }
section { border-top: 1px solid #ccc; padding: .5rem 0 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0 }
"""


@router.get("/docs", response_class=HTMLResponse)
def get_docs(request: Request) -> HTMLResponse:
    """Every route with its parameters and answers."""
    return HTMLResponse("".join(_page(request.app.openapi())))


def _page(api: Mapping[str, Any]) -> Iterator[str]:
    title = escape(f"{api['info']['title']} {api['info']['version']}")
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield f"<title>{title}</title><style>{STYLE}</style></head><body>"
    yield f"<main><h1>{title}</h1><p>{escape(api['info'].get('description', ''))} "
    yield 'For machines: <a href="/openapi.json">openapi.json</a>.</p>'
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            yield from _operation(path, method, operation)
    yield "</main></body></html>"


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f"<section><h2><code>{method.upper()} {escape(path)}</code></h2><p>{escape(operation.get('description', ''))}</p>"
    parameters = operation.get("parameters", [])
    if parameters:
        yield "<table><thead><tr><th>parameter</th><th>in</th><th>what it is</th></tr></thead><tbody>"
        for parameter in parameters:
            needed = " (needed)" if parameter.get("required") else ""
            cells = (parameter["name"], parameter["in"] + needed, parameter.get("description", ""))
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        yield "</tbody></table>"
    answers = (f"{status} {found.get('description', '')}" for status, found in operation["responses"].items())
    yield f"<p>Answers: {escape('; '.join(answers))}</p></section>"
