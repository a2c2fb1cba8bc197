"""Errors as problem details (RFC 9457): one shape everywhere, made in one place."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from app.api.formats import HTML
from app.api.negotiation import prefers
from app.api.safety import SAFE
from app.errors import Busy, EngineAway, EngineFailed, Forbidden, InvalidInput, QuerySyntax, SaysoError, ShapeViolation

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
    },
}
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    status: {"description": f"{what}, as problem details (RFC 9457)", "content": {MEDIA_TYPE: {"schema": SCHEMA}}}
    for status, what in ((422, "The input is not valid"), ("default", "Any other error"))
}
"""The errors of every route, for its OpenAPI description."""

TYPES = "https://w3id.org/sayso/problems#"
"""Beginning of the IRI that names a type of problem."""


class BrokenOff(Exception):
    """An answer failed after its beginning had gone out: nothing can be said any more, but the connection can be closed."""


def problem(request: Request, status: int, title: str, detail: str, kind: str | None = None, **more: object) -> dict[str, Any]:
    """The members of a problem: ``type title status detail instance`` and what the type adds."""
    return {
        "type": f"{TYPES}{kind}" if kind else "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        **more,
    }


def respond(request: Request, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """A problem as a response: a page for a browser that asked for one, problem details for everyone else."""
    pages = getattr(request.app.state, "pages", None) if "app" in request.scope else None
    wants_page = prefers(request.headers.get("accept"), HTML, MEDIA_TYPE) and not request.url.path.startswith("/api/")
    if pages is not None and wants_page:
        page: Response = pages.problem(request, body, headers)
        return page
    return JSONResponse(dict(body), body["status"], dict(headers or {}), MEDIA_TYPE)


def of_ours(request: Request, error: Exception) -> Response:
    """An error of our tree. A failure on our side is logged with its traceback, which no answer shows."""
    assert isinstance(error, SaysoError)
    if error.status == 500:
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    elif isinstance(error, EngineFailed):
        logger.error("%s %s: %s", request.method, request.url.path, error)
    kind = type(error).__name__
    body = problem(request, error.status, error.title, str(error), kind=kind, **_members(error))
    return respond(request, body, _headers(error))


def _members(error: SaysoError) -> dict[str, object]:
    """What an error's type adds to its problem."""
    if isinstance(error, ShapeViolation):
        return {"report": error.report}
    if isinstance(error, QuerySyntax) and error.position:
        return {"line": error.position[0], "column": error.position[1]}
    return {}


def _headers(error: SaysoError) -> dict[str, str]:
    if isinstance(error, Forbidden):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, Busy | EngineAway):
        return {"Retry-After": "1"}
    return {}


def of_validation(request: Request, error: Exception) -> Response:
    """What FastAPI found wrong with parameters or body, field by field, without repeating what was sent."""
    assert isinstance(error, RequestValidationError)
    errors = [{"field": ".".join(str(part) for part in found["loc"]), "message": found["msg"]} for found in error.errors()]
    detail = "; ".join(f"{found['field']}: {found['message']}" for found in errors[:5])
    body = problem(request, InvalidInput.status, InvalidInput.title, detail, kind=InvalidInput.__name__, errors=errors)
    return respond(request, body)


def of_protocol(request: Request, error: Exception) -> Response:
    """What HTTP itself refuses: an unknown address, a wrong method."""
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, SaysoError):
        found = of_ours(request, error.__cause__)
        found.headers.update(error.headers or {})
        return found
    title = HTTPStatus(error.status_code).phrase
    detail = {404: f"there is nothing at {request.url.path}", 405: f"{request.method} is not possible here"}
    return respond(
        request, problem(request, error.status_code, title, detail.get(error.status_code, str(error.detail))), error.headers
    )


def of_the_unforeseen(request: Request, error: Exception) -> Response:
    """Anything else: logged in full, told in general. What broke off is logged by ``server.py`` alone."""
    if not isinstance(error, BrokenOff):
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return respond(
        request, problem(request, 500, "Something went wrong", "this is a defect; the log of the service says more"), SAFE
    )


def handle_errors(app: FastAPI) -> None:
    """Make every error of ``app`` a problem."""
    app.add_exception_handler(SaysoError, of_ours)
    app.add_exception_handler(RequestValidationError, of_validation)
    app.add_exception_handler(HTTPException, of_protocol)
    app.add_exception_handler(Exception, of_the_unforeseen)
