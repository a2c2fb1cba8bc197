"""Start page, search, and lists with filters and paging."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse

from app.answers.claims import ClaimFilter, Claims
from app.answers.discrepancies import Discrepancies, DiscrepancyFilter
from app.answers.documents import DocumentFilter
from app.answers.entities import Entities, EntityFilter
from app.answers.models import ClaimSummary, Discrepancy, DocumentSummary, EntitySummary, Page
from app.answers.outlets import outlets
from app.answers.paging import Slice
from app.answers.stats import stats
from app.api.page.pages import DataLink, Pages
from app.api.page.rendering import TYPES, discrepancy_name
from app.api.parts import Parts, PartsOf, Reader
from app.model.extraction import ClaimKind
from app.model.joined import DiscrepancyKind

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

FEW = 5
YES_OR_NO = (("true", "yes"), ("false", "no"))
PAGE = 30

Found = Page[ClaimSummary] | Page[EntitySummary] | Page[DocumentSummary] | Page[Discrepancy]
Text = Annotated[str | None, Query(max_length=500)]
Cursor = Annotated[str | None, Query(max_length=20_000)]


def pages_of(request: Request) -> Pages:
    """What makes pages."""
    pages: Pages = request.app.state.pages
    return pages


PagesOf = Annotated[Pages, Depends(pages_of)]


@dataclass(frozen=True, slots=True)
class Field:
    """One filter of a list, as it stands in the form."""

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    number: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one type."""

    type: str
    title: str
    href: str
    found: Found


def given(request: Request, name: str) -> str | None:
    """A filter's value; an empty field of a form is none."""
    return request.query_params.get(name, "").strip() or None


def least(request: Request, name: str) -> int | None:
    """A filter that is a number; what is not a positive one filters nothing."""
    value = given(request, name)
    return int(value) if value and value.isdecimal() and len(value) < 10 and int(value) > 0 else None


@router.get("/")
def start(request: Request, pages: PagesOf, parts: PartsOf, reader: Reader) -> HTMLResponse:
    """What this is, what it holds, and where to go."""
    values = {
        "stats": stats(reader),
        "documents": parts.documents(reader).list(DocumentFilter(), Slice(FEW)).items,
        "claims": Claims(reader, parts.iris).list(ClaimFilter(), Slice(FEW)).items,
        "queries": len(list(parts.saved.list())),
        "data_links": [
            DataLink("Counts", "application/json", "/api/stats"),
            DataLink("Description of the data set", "text/turtle", "/.well-known/void"),
            DataLink("Turtle", "text/turtle", "/export/turtle"),
            DataLink("JSON-LD", "application/ld+json", "/export/jsonld"),
        ],
    }
    return pages.templates.page(request, "start", values)


@router.get("/search")
def search(
    request: Request, pages: PagesOf, parts: PartsOf, reader: Reader, q: Text = None, cursor: Cursor = None
) -> HTMLResponse:
    """Claims, entities and documents with these words; ``type`` shows one of them in full."""
    words = (q or "").strip()
    kind = given(request, "type")
    groups = [_group(name, words, kind, cursor, parts, reader) for name in TITLES] if words else []
    links = [DataLink(f"{group.title} (JSON)", "application/json", _api(group.type, words)) for group in groups]
    values = {"q": words, "type": kind, "groups": groups, "cursor": cursor, "data_links": links}
    return pages.templates.page(request, "search", {**values, "all_href": f"/search?{urlencode({'q': words})}"})


TITLES = {"claim": "Claims", "entity": "Entities", "document": "Documents"}
"""What can be searched."""
LISTED = {**TITLES, "discrepancy": "Discrepancies"}


def _api(kind: str, q: str) -> str:
    return f"/api/{TITLES[kind].lower()}?{urlencode({'q': q})}"


def _group(kind: str, q: str, wanted: str | None, cursor: str | None, parts: Parts, reader: Reader) -> Group:
    part = Slice(PAGE, cursor) if kind == wanted else Slice(FEW)
    found = _found(kind, q, part, parts, reader)
    following = found.next and "?" + urlencode({"type": kind}) + "&" + found.next.removeprefix("?")
    href = f"/search?{urlencode({'q': q, 'type': kind})}"
    return Group(kind, TITLES[kind], href, found.model_copy(update={"next": following}))


def _found(kind: str, q: str, part: Slice, parts: Parts, reader: Reader) -> Found:
    if kind == "claim":
        return Claims(reader, parts.iris).list(ClaimFilter(q=q), part)
    if kind == "entity":
        return Entities(reader, parts.iris).list(EntityFilter(q=q), part)
    return parts.documents(reader).list(DocumentFilter(q=q), part)


@router.get("/documents")
def list_documents(request: Request, pages: PagesOf, parts: PartsOf, reader: Reader, cursor: Cursor = None) -> HTMLResponse:
    """All documents, the newest first."""
    names = ("q", "kind", "publisher", "published_from", "published_to", "entity")
    wanted = DocumentFilter(**{name: given(request, name) for name in names})
    publishers = tuple((outlet.id, f"{outlet.name} ({count})") for outlet, count in outlets(reader))
    fields = [
        Field("q", "Words", wanted.q or ""),
        Field("kind", "Kind", wanted.kind or "", (("article", "article"), ("primary", "primary document"))),
        Field("publisher", "Publisher", _short(parts, wanted.publisher), publishers),
        Field("published_from", "Published from", wanted.published_from or ""),
        Field("published_to", "to", wanted.published_to or ""),
    ]
    if wanted.entity:
        fields.append(Field("entity", "Names the entity", _short(parts, wanted.entity)))
    found = parts.documents(reader).list(wanted, Slice(PAGE, cursor))
    return _listed(request, pages, "document", fields, found, wanted.query())


@router.get("/entities")
def list_entities(request: Request, pages: PagesOf, parts: PartsOf, reader: Reader, cursor: Cursor = None) -> HTMLResponse:
    """All entities, the one named most first."""
    wanted = EntityFilter(
        given(request, "q"), given(request, "type"), given(request, "mentioned_in"), least(request, "min_documents")
    )
    fields = [
        Field("q", "Name", wanted.q or ""),
        Field("type", "Type", wanted.type or "", tuple((name, name) for name in TYPES)),
        Field("min_documents", "In at least … documents", str(wanted.min_documents or ""), number=True),
    ]
    if wanted.mentioned_in:
        fields.append(Field("mentioned_in", "Named in the document", _short(parts, wanted.mentioned_in)))
    found = Entities(reader, parts.iris).list(wanted, Slice(PAGE, cursor))
    return _listed(request, pages, "entity", fields, found, wanted.query())


@router.get("/claims")
def list_claims(request: Request, pages: PagesOf, parts: PartsOf, reader: Reader, cursor: Cursor = None) -> HTMLResponse:
    """All claims, the one reported most first."""
    wanted = ClaimFilter(
        q=given(request, "q"),
        source=given(request, "source"),
        about=given(request, "about"),
        document=given(request, "document"),
        kind=given(request, "kind"),
        min_documents=least(request, "min_documents"),
        min_origins=least(request, "min_origins"),
        has_discrepancy={"true": True, "false": False}.get(given(request, "has_discrepancy") or ""),
    )
    fields = [
        Field("q", "Words", wanted.q or ""),
        Field("kind", "Kind", wanted.kind or "", tuple((str(kind), str(kind)) for kind in ClaimKind)),
        Field("min_documents", "In at least … documents", str(wanted.min_documents or ""), number=True),
        Field("min_origins", "From at least … origins", str(wanted.min_origins or ""), number=True),
    ]
    fields.append(Field("has_discrepancy", "Documents differ", given(request, "has_discrepancy") or "", YES_OR_NO))
    labels = {"source": "Said by", "about": "About", "document": "In the document"}
    set_by_links = {name: value for name, value in asdict(wanted).items() if name in labels and value}
    fields += [Field(name, labels[name], _short(parts, value)) for name, value in set_by_links.items()]
    found = Claims(reader, parts.iris).list(wanted, Slice(PAGE, cursor))
    return _listed(request, pages, "claim", fields, found, wanted.query())


@router.get("/discrepancies")
def list_discrepancies(request: Request, pages: PagesOf, parts: PartsOf, reader: Reader, cursor: Cursor = None) -> HTMLResponse:
    """Where documents differ about a claim, drifts from primary documents first."""
    drift = {"true": True, "false": False}.get(given(request, "drift") or "")
    wanted = DiscrepancyFilter(given(request, "claim"), given(request, "document"), given(request, "kind"), drift)
    fields = [
        Field("kind", "Kind", wanted.kind or "", tuple((str(kind), discrepancy_name(kind)) for kind in DiscrepancyKind)),
        Field("drift", "From a primary document", given(request, "drift") or "", YES_OR_NO),
    ]
    labels = {"claim": "About the claim", "document": "In the document"}
    set_by_links = {name: value for name, value in asdict(wanted).items() if name in labels and value}
    fields += [Field(name, labels[name], _short(parts, value)) for name, value in set_by_links.items()]
    found = Discrepancies(reader, parts.iris).list(wanted, Slice(PAGE, cursor))
    return _listed(request, pages, "discrepancy", fields, found, wanted.query())


def _short(parts: Parts, value: str | None) -> str:
    """The id of a thing that was given by id or IRI."""
    minted = parts.iris.parse(value or "")
    return minted.id if minted else value or ""


def _listed(
    request: Request, pages: Pages, kind: str, fields: list[Field], found: Found, query: dict[str, str]
) -> HTMLResponse:
    title = LISTED[kind]
    first = f"{request.url.path}?{urlencode(query)}"
    values: dict[str, Any] = {
        "title": title,
        "kind": kind,
        "fields": fields,
        "found": found,
        "filtered": bool(query),
        "first": first,
        "cursor": request.query_params.get("cursor"),
        "data_links": [DataLink("JSON", "application/json", f"/api{first}".rstrip("?"))],
    }
    return pages.templates.page(request, "list", values)
