"""What is known of made documents: facts, independent origins, expected discrepancies, names.

*Independent origins* of a fact are the different ends of the chains of all its tellings. A report and the officials of the
agency that issued it speak from the same data and are one origin; copies, wire copies and citations add none, also where
they leave the source out: what an outlet says itself without a source counts for the outlet that wrote it first. Another
agency, or its official, that says the same from data of its own is one more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from app.model.document import Kind
from bench.families.facts import amount, quantity_unit
from bench.families.plan import Telling
from bench.families.render import Made, Told

QUOTED = ("direct", "mixed")


def truth(documents: Iterable[Made]) -> dict[str, Any]:
    """The truth of these documents, as JSON."""
    made = list(documents)
    tellings = _by_fact(made)
    expected, tolerated = _differences(made, tellings)
    return {
        "documents": [_document(one) for one in made],
        "sentences": [_sentence(one, told) for one in made for told in one.told],
        "facts": [_fact(name, told) for name, told in tellings.items()],
        "discrepancies": expected,
        "tolerated": tolerated,
        "entities": _entities(made),
    }


def kinds(one: Telling, other: Telling) -> set[str]:
    """In what two tellings of one fact differ."""
    a, b = one.value, other.value
    differ = {
        "quantity": (a.number, a.lower, a.upper) != (b.number, b.lower, b.upper),
        "unit": a.unit != b.unit,
        "hedge": a.hedge != b.hedge,
        "scope": a.scope != b.scope,
        "polarity": a.positive != b.positive,
        "date": a.period != b.period,
    }
    found = {kind for kind, differs in differ.items() if differs}
    cut = one.manner == other.manner == "direct" and bool(one.cut) != bool(other.cut)
    return found or ({"wording"} if cut else set())


def wording_tolerated(one: Telling, other: Telling) -> bool:
    """Whether a difference of wording may be told or not: both quote, and differ in more, or in less, than how much is left."""
    return one.manner in QUOTED and other.manner in QUOTED and "wording" not in kinds(one, other)


def _by_fact(made: Iterable[Made]) -> dict[str, dict[str, list[Telling]]]:
    """For each fact its tellings by document."""
    found: dict[str, dict[str, list[Telling]]] = {}
    for one in made:
        for told in one.told:
            found.setdefault(told.telling.fact.id, {}).setdefault(one.id, []).append(told.telling)
    return found


def _differences(made: list[Made], tellings: dict[str, dict[str, list[Telling]]]) -> tuple[list[Any], list[Any]]:
    primary = {one.id for one in made if one.record["kind"] == Kind.PRIMARY}
    expected, tolerated = [], []
    for fact, by_document in tellings.items():
        for a, b in combinations(sorted(by_document), 2):
            pairs = [(one, other) for one in by_document[a] for other in by_document[b]]
            found = {kind for pair in pairs for kind in kinds(*pair)}
            drift = len({a, b} & primary) == 1
            expected += [{"documents": [a, b], "fact": fact, "kind": kind, "drift": drift} for kind in sorted(found)]
            if "wording" not in found and any(wording_tolerated(*pair) for pair in pairs):
                tolerated.append({"documents": [a, b], "fact": fact, "kind": "wording"})
    return expected, tolerated


def _document(one: Made) -> dict[str, Any]:
    plan = one.plan
    return {
        "id": one.id,
        "url": one.record["url"],
        "kind": plan.kind,
        "publisher": plan.publisher.id,
        "published": plan.published,
        "credit": plan.wire.id if plan.wire else None,
        "report": plan.report.actor.id,
    }


def _sentence(one: Made, told: Told) -> dict[str, Any]:
    telling, span = told.telling, told.span
    schema, value = telling.fact.schema, telling.value
    return {
        "document": one.id,
        "start": span.start,
        "end": span.end,
        "exact": span.of(one.record["text"]),
        "fact": telling.fact.id,
        "source": told.source,
        "origin": telling.told,
        "via": telling.via.id if telling.via else None,
        "manner": telling.manner,
        "values": {
            "number": amount(schema, value.number),
            "lower": amount(schema, value.lower),
            "upper": amount(schema, value.upper),
            "unit": quantity_unit(schema, value),
            "hedge": value.hedge,
            "scope": schema.scope[value.scope] if schema.scope else None,
            "positive": value.positive,
            "period": value.period,
            "cut": telling.cut,
        },
    }


def _fact(name: str, by_document: dict[str, list[Telling]]) -> dict[str, Any]:
    origins = sorted({telling.told for tellings in by_document.values() for telling in tellings})
    first = next(iter(by_document.values()))[0].fact
    return {
        "id": name,
        "kind": first.schema.kind,
        "documents": list(by_document),
        "origins": origins,
        "independent_origins": len(origins),
    }


def _entities(made: Iterable[Made]) -> list[dict[str, Any]]:
    names: defaultdict[str, list[Any]] = defaultdict(list)
    types: dict[str, str] = {}
    for one in made:
        for who, name in _named(one):
            types[who] = name.pop("type")
            names[who].append(name)
    return [{"id": who, "type": types[who], "names": found} for who, found in names.items()]


def _named(one: Made) -> Iterator[tuple[str, dict[str, Any]]]:
    for mention, who in zip(one.extraction.mentions, one.who, strict=True):
        span = mention.span
        place = {"document": one.id, "start": span.start, "end": span.end, "exact": span.of(one.record["text"])}
        yield who, {**place, "form": str(mention.form), "type": str(mention.type)}
