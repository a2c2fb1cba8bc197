"""The parts that answers share, made from known facts: refs, passages, quantities, times, attributions."""

from __future__ import annotations

from typing import Literal, cast

from app.answers.facts import Facts, Known
from app.answers.models import Attribution, CueKindName, Passage, Period, Quantity, Ref, Time
from app.answers.sparql import compact
from app.graph.names import ENTITY_CLASSES

ENTITY_TYPES = {compact(iri): kind.value for kind, iri in ENTITY_CLASSES.items()}
"""The entity type of each class, by its prefixed name."""

EntityTypeName = Literal["agency", "organization", "person", "place", "law", "program", "report", "policy", "group"]
StyleName = Literal["direct", "indirect", "mixed", "asserted"]
SourceKindName = Literal["named", "anonymous", "collective", "unstated"]
PolarityName = Literal["positive", "negative"]
CertaintyName = Literal["certain", "probable", "possible"]
ComparatorName = Literal["=", ">", ">=", "<", "<="]

PARTS = ("sayso:quantity", "sayso:time")
PASSAGES = ("sayso:passage", "sayso:sourcePassage", "sayso:cuePassage", "sayso:contentPassage")
NAMED = (
    "sayso:inDocument",
    "sayso:source",
    "sayso:via",
    "sayso:basis",
    "sayso:origin",
    "sayso:about",
    "sayso:claim",
    "sayso:refersTo",
)


def with_parts(known: Known) -> Known:
    """Load what attributions, quantities, times and mentions are made of, and the names of what they point to."""
    return known.follow(*PARTS).follow(*PASSAGES).follow(*NAMED)


def entity_type(facts: Facts) -> EntityTypeName:
    """The type of an entity by its class; an organization where it has none of ours."""
    found = (ENTITY_TYPES[name] for name in facts.classes if name in ENTITY_TYPES)
    return cast(EntityTypeName, next(found, "organization"))


def ref(facts: Facts) -> Ref:
    """A ref to a document, claim or entity."""
    if "sayso:Document" in facts.classes:
        return Ref(
            id=facts.id, iri=facts.iri, type="document", name=facts.one("dcterms:title") or facts.one("schema:url") or facts.id
        )
    if "sayso:Revision" in facts.classes:
        return Ref(id=facts.id, iri=facts.iri, type="revision", name=facts.one("dcterms:title") or facts.id)
    if "sayso:Claim" in facts.classes:
        return Ref(id=facts.id, iri=facts.iri, type="claim", name=facts.one("schema:text") or facts.id)
    return Ref(id=facts.id, iri=facts.iri, type=entity_type(facts), name=facts.one("skos:prefLabel") or facts.id)


def refs(known: Known, iris: list[str]) -> list[Ref]:
    """Refs to all of these, by name."""
    return sorted((ref(known[iri]) for iri in iris), key=lambda item: (item.name, item.id))


def ref_or_none(known: Known, iri: str | None) -> Ref | None:
    """A ref, or ``None`` where there is nothing to refer to."""
    return ref(known[iri]) if iri else None


def passage(known: Known, iri: str) -> Passage:
    """A passage with its document."""
    facts = known[iri]
    return Passage(
        start=facts.whole("oa:start"),
        end=facts.whole("oa:end"),
        exact=facts.one("oa:exact") or "",
        prefix=facts.one("oa:prefix") or "",
        suffix=facts.one("oa:suffix") or "",
        document=ref(known[facts.one("sayso:inDocument") or ""]),
    )


def passages(known: Known, iris: list[str]) -> list[Passage]:
    """Passages by document, in text order."""
    return sorted((passage(known, iri) for iri in iris), key=lambda item: (item.document.id, item.start, item.end))


def passage_or_none(known: Known, iri: str | None) -> Passage | None:
    """A passage, or ``None`` where there is none."""
    return passage(known, iri) if iri else None


def period(facts: Facts) -> Period:
    """The period of a quantity or time."""
    return Period(from_=facts.one("sayso:periodStart"), to=facts.one("sayso:periodEnd"))


def time(known: Known, iri: str) -> Time:
    """Words for a time."""
    facts = known[iri]
    return Time(
        passage=passage(known, facts.one("sayso:passage") or ""), relative=facts.true("sayso:relative"), period=period(facts)
    )


def times(known: Known, iris: list[str]) -> list[Time]:
    """Times in text order."""
    return sorted((time(known, iri) for iri in iris), key=lambda item: (item.passage.document.id, item.passage.start))


def quantity(known: Known, iri: str) -> Quantity:
    """A number with what it counts."""
    facts = known[iri]
    return Quantity(
        value=facts.number("schema:value"),
        lower=facts.number("schema:minValue"),
        upper=facts.number("schema:maxValue"),
        unit=facts.one("schema:unitText"),
        comparator=cast(ComparatorName, facts.one("sayso:comparator") or "="),
        approximate=facts.true("sayso:approximate"),
        hedge=facts.one("sayso:hedge"),
        restriction=facts.one("sayso:restriction"),
        period=period(facts),
        passage=passage(known, facts.one("sayso:passage") or ""),
    )


def quantities(known: Known, iris: list[str]) -> list[Quantity]:
    """Quantities by document, in text order."""
    return sorted((quantity(known, iri) for iri in iris), key=lambda item: (item.passage.document.id, item.passage.start))


def attribution(known: Known, iri: str) -> Attribution:
    """One *source said content*."""
    facts = known[iri]
    return Attribution(
        id=facts.id,
        iri=iri,
        document=ref(known[facts.one("sayso:inDocument") or ""]),
        source=ref_or_none(known, facts.one("sayso:source")),
        source_passage=passage_or_none(known, facts.one("sayso:sourcePassage")),
        cue=passage_or_none(known, facts.one("sayso:cuePassage")),
        content=passages(known, facts.all("sayso:contentPassage")),
        via=refs(known, facts.all("sayso:via")),
        basis=refs(known, facts.all("sayso:basis")),
        origin=ref_or_none(known, facts.one("sayso:origin")),
        about=refs(known, facts.all("sayso:about")),
        style=cast(StyleName, facts.one("sayso:style") or "asserted"),
        source_kind=cast(SourceKindName | None, facts.one("sayso:sourceKind")),
        cue_kind=cast(CueKindName | None, facts.one("sayso:cueKind")),
        cue_negated=facts.true("sayso:cueNegated"),
        polarity=cast(PolarityName | None, facts.one("sayso:polarity")),
        certainty=cast(CertaintyName | None, facts.one("sayso:certainty")),
        quantities=quantities(known, facts.all("sayso:quantity")),
        times=times(known, facts.all("sayso:time")),
        claim=ref(known[facts.one("sayso:claim") or ""]),
    )
