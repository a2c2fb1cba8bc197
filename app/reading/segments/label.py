"""The order in which the families of rules look at a text; the only place that decides between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.model.document import Kind, Metadata, Role, Segment
from app.model.text import Span
from app.reading.segments.closing import closing
from app.reading.segments.draft import Draft, Family, Label
from app.reading.segments.forms import forms
from app.reading.segments.notices import notices
from app.reading.segments.opening import authors, opening
from app.reading.segments.paragraphs import paragraphs
from app.reading.segments.promotions import promotions
from app.reading.segments.prompts import prompts
from app.reading.segments.releases import releases
from app.reading.segments.repetition import OutletMemory, repetition

FAMILIES: tuple[Family, ...] = (releases, opening, prompts, notices, promotions, closing)
PRIMARY_FAMILIES: tuple[Family, ...] = (releases, opening, forms, prompts, notices)
"""A primary document has headings, tables and notes where a web page has promotions and lines of its own."""

BODY = Label(Role.BODY, "paragraph of the text")


@dataclass(frozen=True, slots=True)
class Laid:
    """A paragraph whose role the layout of its page shows."""

    span: Span
    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class Segmented:
    """A text's segments, and its metadata with title and author filled in where only the text has them."""

    segments: tuple[Segment, ...]
    metadata: Metadata


def segment(
    text: str,
    metadata: Metadata,
    memory: OutletMemory | None = None,
    document: str = "",
    laid: Sequence[Laid] = (),
) -> Segmented:
    """Cut ``text`` into paragraphs and label each with a role and the reason.

    The segments are in order, do not overlap and leave out only white space. ``memory`` knows what the publisher has printed
    in other documents than the one with the id ``document``. Text that has nothing but such lines is body: there is nothing
    that they could be furniture of. What ``laid`` says of a paragraph holds, but that a heading may be the headline.
    """
    draft = Draft.of(paragraphs(text), metadata)
    draft = draft.with_labels(_of_layout(draft, laid, Role.BOILERPLATE))
    families = PRIMARY_FAMILIES if metadata.kind is Kind.PRIMARY else FAMILIES
    for family in families:
        if family is families[-1] and memory is not None:
            draft = draft.with_labels(repetition(draft, document, memory))
        draft = draft.with_labels(family(draft))
        if family is opening:
            draft = draft.with_labels(_of_layout(draft, laid, Role.BODY))
    draft = draft.with_labels(dict.fromkeys(draft.open(), BODY))
    draft = replace(draft, labels=tuple(_rescued(draft)))
    segments = tuple(
        Segment(p.span, label.role, label.reason)
        for p, label in zip(draft.paragraphs, draft.labels, strict=True)
        if label is not None
    )
    return Segmented(segments, _filled(draft))


def _of_layout(draft: Draft, laid: Sequence[Laid], role: Role) -> Mapping[int, Label]:
    places = {paragraph.span.start: place for place, paragraph in enumerate(draft.paragraphs)}
    return {
        places[one.span.start]: Label(one.role, one.reason) for one in laid if one.role is role and one.span.start in places
    }


def _rescued(draft: Draft) -> tuple[Label | None, ...]:
    if any(label is not None and label.role is Role.BODY for label in draft.labels):
        return draft.labels
    only = Label(Role.BODY, "there is no other text")
    return tuple(only if _is_worded_boilerplate(draft, i) else label for i, label in enumerate(draft.labels))


def _is_worded_boilerplate(draft: Draft, at: int) -> bool:
    label = draft.labels[at]
    return label is not None and label.role is Role.BOILERPLATE and len(draft.paragraphs[at].words) >= 3


def _filled(draft: Draft) -> Metadata:
    """The metadata with title and author taken from headline and "By …" line where they are not known."""
    found: Mapping[Role, list[int]] = {
        role: [i for i, label in enumerate(draft.labels) if label is not None and label.role is role]
        for role in (Role.HEADLINE, Role.BYLINE)
    }
    headline = draft.paragraphs[found[Role.HEADLINE][0]].plain if found[Role.HEADLINE] else None
    named = next((name for i in found[Role.BYLINE] if (name := authors(draft.paragraphs[i]))), None)
    return replace(draft.metadata, title=draft.metadata.title or headline, author=draft.metadata.author or named)
