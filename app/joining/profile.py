"""What must be known of a document to tell whether another depends on it: enough to decide without the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.joining.citing import (
    Cited,
    cited_links,
    cited_outlets,
    cited_titles,
    named_reports,
    normal_address,
    own_report,
)
from app.joining.copying import NO_PRINTS, Prints, fingerprints
from app.joining.wires import Credit, credits_of
from app.model.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Profile:
    """One document as others can depend on it.

    ``publisher`` is the id of the outlet's entity and ``outlet`` its name, ``address`` the normal form of the URL. ``report``
    is the id of the report of which the document is the text. ``outlets`` and ``reports`` are the ids of entities that it
    cites (outlets also by name), ``links`` normal addresses, ``titles`` digests of titles, each with its first place.
    """

    document: str
    publisher: str | None = None
    outlet: str | None = None
    published: str | None = None
    address: str | None = None
    title: str | None = None
    report: str | None = None
    wires: tuple[Credit, ...] = ()
    outlets: tuple[Cited, ...] = ()
    links: tuple[Cited, ...] = ()
    reports: tuple[Cited, ...] = ()
    titles: tuple[Cited, ...] = ()
    prints: Prints = NO_PRINTS


def profile(resolution: Resolution, entities: Sequence[str]) -> Profile:
    """The profile of a resolved document; ``entities`` are the ids of the resolution's entities, as they are now."""
    document, metadata = resolution.document, resolution.document.metadata
    report = own_report(resolution)
    return Profile(
        document=document.id,
        publisher=None if resolution.publisher is None else entities[resolution.publisher],
        outlet=metadata.publisher,
        published=metadata.published,
        address=normal_address(metadata.url) if metadata.url else None,
        title=metadata.title,
        report=None if report is None else entities[report],
        wires=credits_of(document),
        outlets=cited_outlets(resolution, entities),
        links=cited_links(document),
        reports=named_reports(resolution, entities),
        titles=cited_titles(document),
        prints=fingerprints(document, resolution.extraction),
    )
