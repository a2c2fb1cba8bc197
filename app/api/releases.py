"""Releases: listed, described, downloaded."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, RedirectResponse, Response

from app.answers.models import Page
from app.answers.paging import SortKey, decode, encode
from app.api.conditions import has_already
from app.api.formats import HTML, RDF
from app.api.negotiation import best
from app.api.page.lists import PagesOf
from app.api.page.releases import page
from app.api.parts import Part, Parts, PartsOf, followed
from app.errors import NotFound
from app.export.description import written_graph
from app.release.description import described
from app.release.record import FILES, Release, record, records

router = APIRouter(tags=["releases"])

FOR_EVER = "public, max-age=31536000, immutable"
"""A release's files never change (RFC 8246)."""
KEYS = (SortKey("created"),)
"""What a cursor holds beside the IRI."""


@router.get("/api/releases")
def list_releases(request: Request, parts: PartsOf, part: Part) -> Page[Release]:
    """The releases, the newest first."""
    found = records(parts.releases)
    left = found if part.cursor is None else after(found, part.cursor)
    shown = left[: part.limit]
    following = None
    if len(left) > len(shown):
        following = f"?limit={part.limit}&cursor={encode([shown[-1].created, shown[-1].iri])}"
    return followed(request, Page(items=shown, total=len(found), next=following))


def after(found: list[Release], cursor: str) -> list[Release]:
    """Those behind the place of a cursor, even where the release that it names was removed. Raises ``InvalidInput``."""
    created, iri = map(str, decode(cursor, KEYS))
    return [release for release in found if release.created < created or (release.created == created and release.iri > iri)]


@router.get("/api/releases/{name}")
def get_release(name: str, parts: PartsOf) -> Release:
    """One release: when it was kept, from which state, what it holds, its checksum and its files."""
    return record(parts.releases, name)


@router.get("/release/{identifier}", include_in_schema=False)
def dereference(request: Request, identifier: str, parts: PartsOf, pages: PagesOf) -> Response:
    """A release: a page for people, DCAT for machines, by negotiation or extension."""
    name, extension = split(parts, identifier)
    release = record(parts.releases, name)
    if extension == "json":
        return RedirectResponse(f"/api/releases/{name}", 307)
    media = RDF.get(extension, HTML) if extension else _liked(request)
    if media == HTML:
        answer: Response = page(request, pages, release)
    else:
        home = str(request.base_url).rstrip("/")
        body = written_graph(described(release, parts.iris, home), media, str(parts.iris.context()))
        answer = Response(body, media_type=media)
    answer.headers["Vary"] = "Accept"
    return answer


def split(parts: Parts, identifier: str) -> tuple[str, str | None]:
    """A release's name and the extension behind it; a release may itself be named ``2018.ttl``."""
    name, dot, extension = identifier.rpartition(".")
    if dot and extension in {*RDF, "json", "html"} and identifier not in parts.releases.names():
        return name, extension
    return identifier, None


def _liked(request: Request) -> str:
    found = best(request.headers.get("accept"), [*RDF.values(), HTML, "application/xhtml+xml"])
    return found if found in RDF.values() else HTML


@router.get("/release/{name}/{file}", response_class=FileResponse)
def get_file(request: Request, name: str, file: str, parts: PartsOf) -> Response:
    """A file of a release: ``graph.nq.gz``, ``statistics.json``, ``ro-crate-metadata.json``. It never changes."""
    if file not in FILES:
        raise NotFound(f"a release has the files {', '.join(FILES)}, not {file!r}")
    tag = f'"{checksum(record(parts.releases, name), file)}"'
    headers = {"ETag": tag, "Cache-Control": FOR_EVER}
    if has_already(request, tag):
        return Response(status_code=304, headers=headers)
    return FileResponse(parts.releases.path(name) / file, media_type=FILES[file], headers=headers)


def checksum(release: Release, file: str) -> str:
    """What tells the file from any other: its own checksum; the record, which cannot hold its own, has the graph's."""
    return next((each.sha256 for each in release.files if each.name == file), f"record-{release.sha256}")
