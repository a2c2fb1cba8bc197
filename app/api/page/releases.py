"""The pages of releases: which there are, what one holds, how it is cited, and how it is asked again."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from app.api.formats import JSON_LD, TURTLE
from app.api.page.lists import PagesOf
from app.api.page.pages import EXAMPLE, DataLink, Pages
from app.api.parts import PartsOf
from app.release.record import FILES, Release, records
from app.store.releases import RECORD

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/releases")
def list_releases(request: Request, pages: PagesOf, parts: PartsOf) -> HTMLResponse:
    """All releases, the newest first."""
    links = [DataLink("JSON", "application/json", "/api/releases")]
    return pages.templates.page(request, "releases", {"releases": records(parts.releases), "data_links": links})


def page(request: Request, pages: Pages, release: Release) -> HTMLResponse:
    """The page of one release."""
    path = f"/release/{quote(release.name)}"
    values: dict[str, Any] = {
        "release": release,
        "citation": citation(release),
        "downloads": [(f"{path}/{name}", name) for name in FILES],
        "example": EXAMPLE,
        "permalink": f"{release.base}/sparql?release={quote(release.name)}&query=…",
        "data_links": [
            DataLink("Turtle", TURTLE, f"{path}.ttl"),
            DataLink("JSON-LD", JSON_LD, f"{path}.jsonld"),
            DataLink("RO-Crate", JSON_LD, f"{path}/{RECORD}"),
            DataLink("JSON", "application/json", f"/api/releases/{quote(release.name)}"),
        ],
    }
    return pages.templates.page(request, "release", values)


def citation(release: Release) -> str:
    """How to cite a release: who, what, when, where, and the checksum that tells it from any other."""
    who = "; ".join(creator.name for creator in release.creators)
    what = f"{release.title} ({release.created[:4]}), release {release.name}"
    return f"{who + '. ' if who else ''}{what}. {release.iri}. SHA-256 {release.sha256}."
