"""Where things are on this service: the path of each thing's page, whatever host its IRI names."""

from __future__ import annotations

from urllib.parse import quote

from app.answers.models import Passage, Ref
from app.graph.iris import Iris

PAGED = ("document", "entity", "claim")
"""The kinds of things that have a page; the type of a ref to anything else is that of an entity."""


def path_to(kind: str, identifier: str) -> str:
    """The path of the thing of this kind."""
    return f"/{kind}/{quote(identifier, safe='')}"


def path_of(ref: Ref) -> str:
    """The path of the page of what a ref names."""
    if ref.type == "revision":  # an older text of a document, which has the IRI of a document
        return path_to("document", ref.id)
    return path_to(ref.type if ref.type in PAGED else "entity", ref.id)


def place_of(passage: Passage) -> str:
    """The path of a passage: its document's page, at its words."""
    return f"{path_of(passage.document)}#passage-{passage.start}-{passage.end}"


def path_of_iri(iris: Iris, iri: str) -> str | None:
    """The path of what an IRI of ours names; ``None`` for any other IRI."""
    minted = iris.parse(iri)
    return f"/{minted.kind}/{quote(minted.id)}" if minted else None
