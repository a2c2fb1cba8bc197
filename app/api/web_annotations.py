"""Mentions and attributions as W3C Web Annotations (Web Annotation Data Model, 2017)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from app.answers.models import Answer, Attribution, Mention, Page, Passage, Ref

MEDIA_TYPE = "application/ld+json"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"

T = TypeVar("T", bound=Answer)


def of_mention(mention: Mention) -> dict[str, Any]:
    """That a passage names an entity."""
    return {
        "id": mention.iri,
        "type": "Annotation",
        "motivation": "identifying",
        "body": _named(mention.entity, "identifying"),
        "target": _target(mention.passage),
    }


def of_attribution(attribution: Attribution) -> dict[str, Any]:
    """That a passage says a claim, by whom."""
    said_by = [] if attribution.source is None else [_named(attribution.source, "identifying")]
    return {
        "id": attribution.iri,
        "type": "Annotation",
        "motivation": "linking",
        "body": [_named(attribution.claim, "linking"), *said_by],
        "target": [_target(passage) for passage in attribution.content],
    }


def page(items: Sequence[dict[str, Any]], found: Page[T], url: str) -> dict[str, Any]:
    """An annotation page; ``url`` is the one that it was asked under."""
    following = {} if found.next is None else {"next": found.next}
    collection = {"id": url.partition("?")[0], "type": "AnnotationCollection", "total": found.total}
    return {"@context": CONTEXT, "id": url, "type": "AnnotationPage", "partOf": collection, **following, "items": list(items)}


def _named(ref: Ref, purpose: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "purpose": purpose, "source": {"id": ref.iri, "label": ref.name}}


def _target(passage: Passage) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
    quote = {"type": "TextQuoteSelector", "exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix}
    return {"source": passage.document.iri, "selector": [position, quote]}
