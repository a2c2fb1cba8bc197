"""How sources are told, once it is known whom their pronouns and descriptions mean: a "he" may be one without a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.linking.clusters import Clusters
from app.linking.genders import Genders
from app.linking.holders import holders
from app.linking.pointing import INDEFINITE, UNNAMED
from app.linking.pronouns import BODIES
from app.model.extraction import Attribution, EntityType, Form, SourceKind

MEANT = {"he": (EntityType.PERSON,), "she": (EntityType.PERSON,), "they": (EntityType.PERSON, *BODIES)}
"""What a pronoun may mean; any other means a body."""


def settled(clusters: Clusters) -> tuple[Attribution, ...]:
    """The attributions, in their order, with the kinds of sources that point to nobody who is named put right."""
    return tuple(_settled(clusters))


def _settled(clusters: Clusters) -> Iterator[Attribution]:
    before: Attribution | None = None
    genders = Genders(clusters)
    for attribution in clusters.extraction.attributions:
        kind = _kind(clusters, genders, attribution, before)
        known = attribution if kind is attribution.source_kind else replace(attribution, source_kind=kind)
        yield known
        before = known if known.source is not None else before


def _kind(clusters: Clusters, genders: Genders, attribution: Attribution, before: Attribution | None) -> SourceKind | None:
    """The kind of one source, given the attribution to the source before it."""
    place, kind = attribution.speaker, attribution.source_kind
    if place is None or kind is not SourceKind.NAMED:
        return kind
    mention, label = clusters.extraction.mentions[place], clusters.labels[place]
    words = clusters.surface(mention).casefold()
    if mention.form is Form.PRONOUN:
        return _of_pronoun(clusters, genders, place, before)
    if mention.form is not Form.DESCRIPTION:
        return kind
    if label is not None and label.startswith(UNNAMED):
        return SourceKind.ANONYMOUS if INDEFINITE.match(words) and mention.owner is None else kind
    unknown = label is None and not (mention.type is EntityType.PERSON and holders(clusters, place, mention))
    return SourceKind.ANONYMOUS if unknown else kind


def _of_pronoun(clusters: Clusters, genders: Genders, place: int, before: Attribution | None) -> SourceKind:
    """A pronoun is as its antecedent: the source before it, where that fits and nobody who is named is meant."""
    word = clusters.surface(clusters.extraction.mentions[place]).casefold()
    fits = SourceKind.COLLECTIVE if word == "they" else SourceKind.ANONYMOUS
    if clusters.labels[place] is not None:
        return fits if word == "they" and _is_meant(clusters, place, before) else SourceKind.NAMED
    start = before.source.end if before is not None and before.source is not None and before.source_kind is fits else 0
    known = {each for each in clusters.before(place, *MEANT.get(word, BODIES)) if genders.allow(each, word)}
    mentions = zip(clusters.extraction.mentions[:place], clusters.labels, strict=False)
    return SourceKind.NAMED if any(label in known and mention.span.start >= start for mention, label in mentions) else fits


def _is_meant(clusters: Clusters, place: int, before: Attribution | None) -> bool:
    """Whether a pronoun means the body for which several spoke before: "ICE officials … they"."""
    if before is None or before.speaker is None or before.source_kind is not SourceKind.COLLECTIVE:
        return False
    return clusters.labels[before.speaker] == clusters.labels[place]
