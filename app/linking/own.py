"""What a primary document is the text of: a law, a policy, or else a report, by its title and by the number at its head."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.extraction.citations import law_titled
from app.linking.clusters import Clusters, normal_name
from app.model.document import Kind, Role
from app.model.extraction import EntityType, Form, Mention

HEAD = 600
"""Code points at the beginning of a primary document in which its own number stands."""

LONGEST_HEAD = 14
"""Words of a line that gives the number; in a longer one, a sentence, it may be another report's."""

POLICY = re.compile(r"\b(?:Policy|Directive|Guidance|Guidelines|Doctrine|Standards)\b")
OTHER = re.compile(r"\b(?:Report|Review|Audit|Evaluation|Inspection|Assessment|Letter|Statement|Announces?|Issues?|Act)\b")
SELF = re.compile(r"\b[Tt]his\s+(?:\w+\s+)?(?:report|audit|review|evaluation|memorandum),?\s+(?:\(?[Nn](?:o\.|umber)\s+|\()?$")
THIS = re.compile(r"(?:this|our)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Own:
    """The label of what the document is the text of. ``same_as`` is a law's page elsewhere, where it is sure."""

    label: str
    type: EntityType
    same_as: str | None = None


def own_of(clusters: Clusters) -> Own | None:
    """What a primary document is the text of, its label made known to ``clusters``; ``None`` for any other document.

    Descriptions of it in its own text ("this report") get its label.
    """
    metadata = clusters.document.metadata
    if metadata.kind is not Kind.PRIMARY:
        return None
    own = _law(clusters) or _policy(metadata.title) or _report(clusters)
    if own is not None:
        clusters.types.setdefault(own.label, own.type)
        _describe(clusters, own)
    return own


def _law(clusters: Clusters) -> Own | None:
    """The law whose citation is the title, or stands at its beginning where the text says of which code a section is."""
    title = clusters.document.metadata.title or ""
    if law := law_titled(title):
        return Own(f"{EntityType.LAW}:{law.canonical}", EntityType.LAW, law.url)
    headline = next((one.span for one in clusters.document.segments if one.role is Role.HEADLINE), None)
    for place, mention in enumerate(clusters.extraction.mentions):
        at_head = headline is not None and mention.span.start == headline.start and re.match(r"§|Sec", title)
        label = clusters.labels[place]
        if at_head and mention.type is EntityType.LAW and label:
            return Own(label, EntityType.LAW)
    return None


def _policy(title: str | None) -> Own | None:
    if not title or not POLICY.search(title) or OTHER.search(title):
        return None
    return Own(f"{EntityType.POLICY}:{normal_name(title)}", EntityType.POLICY)


def _report(clusters: Clusters) -> Own | None:
    """The report with the number at the head, or with the title; without either, nothing that others could cite."""
    title = clusters.document.metadata.title
    titled = f"{EntityType.REPORT}:{normal_name(title)}" if title else None
    if titled in clusters.labels and titled is not None:
        return Own(titled, EntityType.REPORT)
    numbered = next((label for place, label in enumerate(clusters.labels) if label and _is_at_head(clusters, place)), None)
    label = numbered or titled
    return Own(label, EntityType.REPORT) if label else None


def _is_at_head(clusters: Clusters, place: int) -> bool:
    """Whether a mention is the document's own number: at its head, in a line of its own or as "this report, …".

    In a sentence it may be another's: a press release speaks of one report, and is not it.
    """
    mention = clusters.extraction.mentions[place]
    label = clusters.labels[place]
    if mention.type is not EntityType.REPORT or mention.form is not Form.CITATION or mention.span.start >= HEAD:
        return False
    return not clusters.issuers(label or "") and _in_short_line(clusters, mention)


def _in_short_line(clusters: Clusters, mention: Mention) -> bool:
    """Whether a mention stands in a line that is no sentence, or behind "this report"."""
    text = clusters.document.text
    if SELF.search(text[: mention.span.start]):
        return True
    lines = (one.span.of(text).split() for one in clusters.document.segments if one.span.contains(mention.span))
    return any(len(line) <= LONGEST_HEAD and (len(line) < 6 or line[-1][-1] not in ".!?") for line in lines)


def _describe(clusters: Clusters, own: Own) -> None:
    """Label the document's words for itself: "this report", and any "report" where it names no other."""
    others = any(label != own.label for label in clusters.of_type(own.type))
    for place, mention in enumerate(clusters.extraction.mentions):
        if mention.type is not own.type or mention.form is not Form.DESCRIPTION or clusters.labels[place] is not None:
            continue
        if mention.owner is None and (not others or THIS.match(clusters.surface(mention))):
            clusters.put(place, own.label, own.type)
