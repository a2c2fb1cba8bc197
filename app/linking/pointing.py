"""What descriptions and pronouns point to: "the IG", "the report", "the agency", "the mayor", "it", "she"."""

from __future__ import annotations

import re

from app.linking.bodies import body_called
from app.linking.clusters import INSPECTOR, NAMING, Clusters
from app.linking.holders import holders
from app.linking.pronouns import Pronouns
from app.model.extraction import EntityType, Form, Mention

INDEFINITE = re.compile(r"^an?\b", re.IGNORECASE)
APPOSED = re.compile(r"[,.]?[”\"’')]{0,2},?\s+")
"""What stands between a title or number and its apposition."""

KINDS = {"department": "department", "bureau": "bureau", "commission": "commission", "ministry": "ministry"}


def point(clusters: Clusters) -> None:
    """Decide descriptions first, since pronouns may stand for what they mean."""
    mentions = clusters.extraction.mentions
    for place, mention in enumerate(mentions):
        if mention.canonical == INSPECTOR and clusters.labels[place] is None:
            clusters.put(place, _inspector(clusters, place), mention.type)
    for place, mention in enumerate(mentions):
        if clusters.labels[place] is None and mention.form is Form.DESCRIPTION and mention.canonical is None:
            clusters.put(place, _described(clusters, place, mention), mention.type)
    pronouns = Pronouns(clusters)
    for place, mention in enumerate(mentions):
        if mention.form is Form.PRONOUN:
            label = pronouns.meant(place, mention)
            clusters.put(place, label, clusters.types[label] if label else mention.type)


def _inspector(clusters: Clusters, place: int) -> str | None:
    """The one inspector general of the document, or the nearest before the mention."""
    known = inspectors(clusters)
    if len(known) == 1:
        return known[0]
    return next((label for label in clusters.before(place, EntityType.AGENCY) if label in known), None)


def inspectors(clusters: Clusters) -> list[str]:
    """The labels of the inspectors general that the document names, or of the publisher if it is one and they are none."""
    named = [label for label in clusters.of_type(EntityType.AGENCY) if is_inspector(clusters, label)]
    publisher = clusters.publisher
    return named or ([publisher] if publisher and is_inspector(clusters, publisher) else [])


def is_inspector(clusters: Clusters, label: str) -> bool:
    """Whether a label stands for an inspector general's office."""
    record = clusters.authorities.record(clusters.authority_of(label) or "")
    return INSPECTOR in (record.label.casefold() if record else label)


def _described(clusters: Clusters, place: int, mention: Mention) -> str | None:
    if mention.type is EntityType.REPORT:
        return _report(clusters, place, mention)
    if mention.type is EntityType.PERSON:
        known = holders(clusters, place, mention)
        return known[0] if len(known) == 1 else None
    if mention.type is EntityType.ORGANIZATION:
        return body_called(clusters, place, mention)
    known = clusters.before(place, mention.type)
    if mention.type is not EntityType.AGENCY:
        return known[0] if known else None
    noun = clusters.surface(mention).split()[-1].casefold()
    if noun == "agency" and (called := [label for label in known[:2] if _is_called(clusters, label, noun)]):
        return called[0]
    named = [label for label in known if _is_called(clusters, label, KINDS.get(noun, ""))]
    plain = [label for label in known if not is_inspector(clusters, label) and not _is_called(clusters, label, "department")]
    return next(iter(named if noun in KINDS else plain or known), None)


def _is_called(clusters: Clusters, label: str, word: str) -> bool:
    record = clusters.authorities.record(clusters.authority_of(label) or "")
    return word in (record.label.casefold() if record else label.casefold())


def _report(clusters: Clusters, place: int, mention: Mention) -> str | None:
    """The report before it; a new one ("a report") may be one that is named after it.

    Else it is a report without a name, if it has an issuer or speaks.
    """
    named = [label for label in clusters.of_type(EntityType.REPORT) if not label.startswith(UNNAMED)]
    if titled := _titled(clusters, mention):
        return titled
    if len(named) == 1 and not clusters.of_other_issuer(named[0], mention):
        return named[0]
    before = [label for label in clusters.before(place, EntityType.REPORT) if not clusters.of_other_issuer(label, mention)]
    if before and not INDEFINITE.match(clusters.surface(mention)):
        return before[0]
    after = [
        label for label in named if clusters.first(label) > mention.span.end and not clusters.of_other_issuer(label, mention)
    ]
    if after:
        return after[0]
    speaks = any(attribution.speaker == place for attribution in clusters.extraction.attributions)
    return f"{UNNAMED}{mention.span.start}" if speaks or mention.owner is not None else None


def _titled(clusters: Clusters, description: Mention) -> str | None:
    """The report whose title or number stands right before: "“…” (OIG-18-36), a report by the office"."""
    start = description.span.start
    for mention, label in zip(clusters.extraction.mentions, clusters.labels, strict=True):
        named = mention.type is EntityType.REPORT and mention.form in NAMING
        if (
            named
            and label
            and mention.span.end <= start
            and APPOSED.fullmatch(clusters.document.text[mention.span.end : start])
        ):
            return label
    return None


UNNAMED = "report:unnamed:"
"""Label of a report that the document names by no title and no number."""
