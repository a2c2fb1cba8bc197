"""The pages of single things: a document with its marked text, an entity, a claim; the editor; what went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.answers.claims import ClaimFilter, Claims
from app.answers.documents import DocumentFilter, Documents
from app.answers.entities import Entities
from app.answers.models import Answer, Attribution, DocumentDetail, Mention, Page, Ref
from app.answers.naming import mentions_of
from app.answers.paging import Slice
from app.api.page.chains import chain
from app.api.page.highlight import paragraphs
from app.api.page.marks import marks_of, types_in
from app.api.page.paths import path_to
from app.api.page.rendering import Templates
from app.api.parts import MakePage, Parts

T = TypeVar("T", bound=Answer)

MOST_MARKS = 5000
"""Names, and attributions, that one page marks: more would take a browser seconds to draw. The page says where it stops."""
FEW = 10
MENTIONS = 100

STYLES: Mapping[str, str] = {
    "direct": "in the source's words",
    "indirect": "in the outlet's words",
    "mixed": "partly in the source's words",
    "asserted": "the outlet's own statement",
}

EXAMPLE = """PREFIX sayso: <https://w3id.org/sayso/ontology#>
PREFIX schema: <https://schema.org/>

# Claims that two or more documents report
SELECT ?claim ?text (COUNT(DISTINCT ?document) AS ?documents) WHERE {
  ?claim a sayso:Claim ; schema:text ?text ; sayso:reportedIn ?document .
}
GROUP BY ?claim ?text
HAVING (COUNT(DISTINCT ?document) >= 2)
ORDER BY DESC(?documents) ?text
LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class DataLink:
    """Where the content of a page is as data."""

    name: str
    media: str
    href: str


def data_links(path: str, api: str | None) -> list[DataLink]:
    """A thing's data: RDF at its own path with an extension, JSON in the API."""
    links = [DataLink("Turtle", "text/turtle", f"{path}.ttl"), DataLink("JSON-LD", "application/ld+json", f"{path}.jsonld")]
    return [*links, DataLink("JSON", "application/json", api)] if api else links


class Pages:
    """Makes pages. Built once by ``create_app``; the functions block on the graph, so they belong in plain ``def`` routes."""

    def __init__(self) -> None:
        self.templates = Templates()

    def makers(self) -> dict[str, MakePage]:
        """What makes the page of each kind of thing that has one, and of the query editor."""
        return {"document": self.document, "entity": self.entity, "claim": self.claim, "sparql": self.sparql}

    def document(self, request: Request, identifier: str) -> HTMLResponse:
        """A document: its text with what is named and said in it. Raises ``NotFound``."""
        parts: Parts = request.app.state.parts
        answers = parts.documents(parts.reader())
        document = answers.get(identifier)
        whole = Slice(MOST_MARKS)
        values = document_values(document, answers.mentions(identifier, whole), answers.attributions(identifier, whole))
        return self.templates.page(request, "document", values)

    def entity(self, request: Request, identifier: str) -> HTMLResponse:
        """An entity: names, neighbours, claims, and where it is named. Raises ``NotFound``."""
        parts: Parts = request.app.state.parts
        reader = parts.reader()
        claims, few = Claims(reader, parts.iris), Slice(FEW)
        entity = Entities(reader, parts.iris).get(identifier)
        cursor = request.query_params.get("cursor")
        named = mentions_of(reader, entity.iri, Slice(MENTIONS, cursor))
        values = {
            "entity": entity,
            "made": claims.list(ClaimFilter(source=entity.iri), few),
            "about": claims.list(ClaimFilter(about=entity.iri), few),
            "mentions": named,
            "by_document": list(by_document(named.items)),
            "publishes": parts.documents(reader).list(DocumentFilter(publisher=entity.iri), Slice(1)).total,
            "cursor": cursor,
            "data_links": data_links(path_to("entity", entity.id), f"/api/entities/{entity.id}"),
        }
        return self.templates.page(request, "entity", values)

    def claim(self, request: Request, identifier: str) -> HTMLResponse:
        """A claim: who says it, through whom, in which words. Raises ``NotFound``."""
        parts: Parts = request.app.state.parts
        reader = parts.reader()
        claim = Claims(reader, parts.iris).get(identifier)
        values = {
            "claim": claim,
            "documents": summaries(parts.documents(reader), claim.attributions),
            "styles": STYLES,
            "chain": chain,
            "data_links": data_links(path_to("claim", claim.id), f"/api/claims/{claim.id}"),
        }
        return self.templates.page(request, "claim", values)

    def sparql(self, request: Request, _identifier: str = "") -> HTMLResponse:
        """The query editor, with the saved query that ``example=`` names, if any. Raises ``NotFound``."""
        parts: Parts = request.app.state.parts
        example = request.query_params.get("example")
        values = {
            "query": parts.saved.get(example).sparql if example else EXAMPLE,
            "examples": list(parts.saved.list()),
            "base": parts.iris.base,
        }
        return self.templates.page(request, "sparql", values)

    def problem(self, request: Request, problem: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> HTMLResponse:
        """What went wrong, for people; ``problem`` holds the members of a problem (RFC 9457)."""
        return self.templates.page(request, "problem", {"problem": problem}, problem["status"], headers)


def document_values(document: DocumentDetail, mentions: Page[Mention], attributions: Page[Attribution]) -> dict[str, Any]:
    """What the page of a document shows; without a text, its passages alone."""
    marks = marks_of(mentions.items, attributions.items, document.times)
    text = None if document.text is None else paragraphs(document.text, document.segments, marks)
    return {
        "document": document,
        "paragraphs": text,
        "boilerplate": sum(paragraph.role == "boilerplate" for paragraph in text or ()),
        "mentions": mentions.items,
        "sayings": attributions.items,
        "types_named": types_in(mentions.items),
        "cut": MOST_MARKS if mentions.next or attributions.next else None,
        "data_links": data_links(path_to("document", document.id), f"/api/documents/{document.id}"),
    }


def by_document(mentions: Sequence[Mention]) -> Iterator[tuple[Ref, list[Mention]]]:
    """Mentions, which are in the order of documents, under the document that each is in."""
    for document, found in groupby(mentions, key=lambda mention: mention.passage.document):
        yield document, list(found)


def summaries(answers: Documents, attributions: Sequence[Attribution]) -> Mapping[str, Any]:
    """The documents that hold these attributions, by IRI."""
    iris = sorted({attribution.document.iri for attribution in attributions})
    return {document.iri: document for document in answers.summaries(iris)}
