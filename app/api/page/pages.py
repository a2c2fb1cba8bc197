"""The pages of single things: a document with its marked text, an entity, a claim; the editor; what went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, TypeVar
from urllib.parse import quote

from rdflib import Graph
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.answers.claims import ClaimFilter, Claims
from app.answers.discrepancies import Discrepancies, DiscrepancyFilter
from app.answers.documents import DocumentFilter, Documents
from app.answers.models import Answer, Attribution, Discrepancy, DocumentDetail, Mention, Page, Ref
from app.answers.naming import mentions_of
from app.answers.paging import Slice
from app.answers.things import Things
from app.api.formats import RDF
from app.api.page.chains import chain
from app.api.page.highlight import paragraphs
from app.api.page.marks import marks_of, types_in
from app.api.page.paths import path_to
from app.api.page.rendering import Templates
from app.api.page.things import of_graph, thing_values
from app.api.page.vocabulary import ONTOLOGY, SHAPES, Vocabulary, problem_types
from app.api.parts import MakePage, Parts, entities_of
from app.api.problems import TYPES
from app.graph.iris import KINDS

T = TypeVar("T", bound=Answer)

MOST_MARKS = 5000
"""Names, and attributions, that one page marks: more would take a browser seconds to draw. The page says where it stops."""
MOST_DIFFERING = 500
"""Discrepancies that the page of a document marks; the list of discrepancies has them all."""
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


FORMATS = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML", "trig": "TriG", "nq": "N-Quads"}
"""What people call the formats of RDF."""


def data_links(path: str, api: str | None = None) -> list[DataLink]:
    """A thing's data: RDF at its own path with an extension, JSON in the API."""
    links = [DataLink(FORMATS[extension], media, f"{path}.{extension}") for extension, media in RDF.items()]
    return [*links, DataLink("JSON", "application/json", api)] if api else links


class Pages:
    """Makes pages. Built once by ``create_app``; the functions block on the graph, so they belong in plain ``def`` routes."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.templates = Templates(self.vocabulary.label)

    @property
    def edition(self) -> str:
        """What stands for the form of the pages, for entity tags."""
        return self.templates.edition

    def makers(self) -> dict[str, MakePage]:
        """What makes the page of each kind of thing, of the query editor, and of what the names mean."""
        own: dict[str, MakePage] = {
            "document": self.document,
            "entity": self.entity,
            "claim": self.claim,
            "sparql": self.sparql,
        }
        words: dict[str, MakePage] = {"ontology": self.ontology, "shapes": self.shapes}
        return {**{kind: partial(self.thing, kind) for kind in KINDS}, **own, **words}

    def thing(self, kind: str, request: Request, identifier: str) -> HTMLResponse:
        """A thing that has no page of its own: its statements as a table. Raises ``NotFound``."""
        parts: Parts = request.app.state.parts
        thing = Things(parts.reader(), parts.iris).get(kind, identifier)
        links = data_links(f"/{kind}/{quote(identifier)}")
        return self.templates.page(request, "thing", {**thing_values(thing, parts.iris, self.vocabulary), "data_links": links})

    def described(self, request: Request, graph: Graph, subject: str, path: str) -> HTMLResponse:
        """A thing that a small graph of its own describes, such as the data set."""
        parts: Parts = request.app.state.parts
        thing = of_graph(graph, subject, path.strip("/"))
        values = thing_values(thing, parts.iris, self.vocabulary)
        return self.templates.page(request, "thing", {**values, "data_links": data_links(path)})

    def ontology(self, request: Request, _identifier: str = "") -> HTMLResponse:
        """What our names mean, each under its own name."""
        found = (("Classes", "classes", "class"), ("Properties", "properties", "property"), ("Notes", "notes", "note"))
        groups = [(heading, anchor, self.vocabulary.of(kind)) for heading, anchor, kind in found]
        values = {"vocabulary": self.vocabulary, "groups": groups, "namespace": ONTOLOGY}
        return self.templates.page(request, "ontology", {**values, "data_links": data_links("/ontology")})

    def problems(self, request: Request, _identifier: str = "") -> HTMLResponse:
        """What each type of problem means."""
        return self.templates.page(request, "problems", {"problems": problem_types(), "namespace": TYPES})

    def shapes(self, request: Request, _identifier: str = "") -> HTMLResponse:
        """What a graph must be, shape by shape."""
        values = {"shapes": self.vocabulary.rules, "namespace": SHAPES}
        return self.templates.page(request, "shapes", {**values, "data_links": data_links("/shapes")})

    def document(self, request: Request, identifier: str) -> HTMLResponse:
        """A document: its text with what is named and said in it. Raises ``NotFound``."""
        parts: Parts = request.app.state.parts
        answers = parts.documents(parts.reader())
        document = answers.get(identifier)
        whole = Slice(MOST_MARKS)
        differing = Discrepancies(answers.reader, parts.iris).list(
            DiscrepancyFilter(document=document.iri), Slice(MOST_DIFFERING)
        )
        said = answers.attributions(identifier, whole)
        values = document_values(document, answers.mentions(identifier, whole), said, differing)
        return self.templates.page(request, "document", values)

    def entity(self, request: Request, identifier: str) -> HTMLResponse:
        """An entity: names, neighbours, claims, and where it is named. Raises ``NotFound``."""
        parts: Parts = request.app.state.parts
        reader = parts.reader()
        claims, few = Claims(reader, parts.iris), Slice(FEW)
        entity = entities_of(parts, reader).get(identifier)
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
        claim = Claims(reader, parts.iris, parts.support).get(identifier)
        values = {
            "claim": claim,
            "documents": summaries(parts.documents(reader), claim.attributions),
            "styles": STYLES,
            "chain": chain,
            "data_links": data_links(path_to("claim", claim.id), f"/api/claims/{claim.id}"),
        }
        return self.templates.page(request, "claim", values)

    def sparql(self, request: Request, _identifier: str = "") -> HTMLResponse:
        """The query editor, with the saved query ``example=`` and on the release ``release=``. Raises ``NotFound``."""
        parts: Parts = request.app.state.parts
        release = request.query_params.get("release") or None
        if release is not None:
            parts.releases.path(release)
        example = request.query_params.get("example")
        values = {
            "query": parts.saved.get(example).sparql if example else EXAMPLE,
            "examples": list(parts.saved.list()),
            "releases": parts.releases.names(),
            "release": release,
            "base": parts.iris.base,
        }
        return self.templates.page(request, "sparql", values)

    def problem(self, request: Request, problem: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> HTMLResponse:
        """What went wrong, for people; ``problem`` holds the members of a problem (RFC 9457)."""
        return self.templates.page(request, "problem", {"problem": problem}, problem["status"], headers)


def document_values(
    document: DocumentDetail, mentions: Page[Mention], attributions: Page[Attribution], discrepancies: Page[Discrepancy]
) -> dict[str, Any]:
    """What the page of a document shows; without a text, its passages alone."""
    sides = [side for item in discrepancies.items for side in item.sides if side.document.id == document.id]
    marks = marks_of(mentions.items, attributions.items, document.times, sides)
    text = None if document.text is None else paragraphs(document.text, document.segments, marks)
    return {
        "document": document,
        "paragraphs": text,
        "boilerplate": sum(paragraph.role == "boilerplate" for paragraph in text or ()),
        "mentions": mentions.items,
        "sayings": attributions.items,
        "discrepancies": discrepancies,
        "differing": by_attribution(discrepancies.items),
        "types_named": types_in(mentions.items),
        "cut": MOST_MARKS if mentions.next or attributions.next else None,
        "data_links": data_links(path_to("document", document.id), f"/api/documents/{document.id}"),
    }


def by_attribution(discrepancies: Sequence[Discrepancy]) -> Mapping[str, list[Discrepancy]]:
    """Discrepancies under the attributions of which they have words, each once."""
    found: dict[str, list[Discrepancy]] = {}
    for item in discrepancies:
        for attribution in sorted({side.attribution for side in item.sides if side.attribution}):
            found.setdefault(attribution, []).append(item)
    return found


def by_document(mentions: Sequence[Mention]) -> Iterator[tuple[Ref, list[Mention]]]:
    """Mentions, which are in the order of documents, under the document that each is in."""
    for document, found in groupby(mentions, key=lambda mention: mention.passage.document):
        yield document, list(found)


def summaries(answers: Documents, attributions: Sequence[Attribution]) -> Mapping[str, Any]:
    """The documents that hold these attributions, by IRI."""
    iris = sorted({attribution.document.iri for attribution in attributions})
    return {document.iri: document for document in answers.summaries(iris)}
