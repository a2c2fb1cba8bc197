"""The two articles of ``sample`` with a third and the report itself, joined by hand: echoes, discrepancies and a drift.

The third article counts counties where the others count jurisdictions; the report, a primary document, does
not say "approximately".
"""

from __future__ import annotations

from dataclasses import replace

from rdflib import SDO, URIRef

from app.graph.build import build_graphs
from app.graph.graphs import Graphs, Triple, graph_of
from app.graph.joined import dependence_triples, discrepancy_triples, echo_triples, independence_triples
from app.graph.names import SAYSO, A
from app.linking.identity import alone, entity_id
from app.model.document import Kind
from app.model.extraction import (
    Attribution,
    ClaimKind,
    Comparator,
    EntityType,
    Extraction,
    Form,
    Mention,
    Quantity,
    SourceKind,
    Style,
)
from app.model.joined import Dependence, DependenceKind, Discrepancy, DiscrepancyKind, Echo, Place, Side
from app.model.resolution import Key, LocalEntity, Resolution
from app.model.text import Span
from tests.graph import sample
from tests.graph.sample import AUTHORITIES, ENTITIES, FIRST, IRIS, LAO, REPORT, SECOND, at

CLAIM = alone(sample.first_article()).claims[0]
"""The claim about 675 jurisdictions, which all four report."""

THIRD = "Holds Without Answers shows that up to 700 counties declined holds under 8 USC 1373 in Port Alder."
FOURTH = "From 2014 to 2017, 675 jurisdictions declined holds under 8 USC 1373 in Port Alder."


def third_article() -> Resolution:
    """An article with another number, another unit and another hedge."""
    said = at(THIRD, "up to 700 counties declined holds under 8 USC 1373 in Port Alder")
    name, number = at(THIRD, "Holds Without Answers"), at(THIRD, "up to 700 counties")
    outlet = LocalEntity(EntityType.ORGANIZATION, "Tidal Courier", (), (Key("outlet:tidal courier"),))
    read = sample.document(THIRD, "Tidal Courier", title="Counties decline", published="2018-02-03")
    found = Extraction(
        document=read.id,
        activity=sample.ACTIVITY,
        mentions=(Mention(name, EntityType.REPORT, Form.NAME),),
        quantities=(Quantity(number, 700.0, None, None, "counties", comparator=Comparator.LESS_EQUAL, hedge="up to"),),
        attributions=(
            Attribution(
                (said,),
                Style.INDIRECT,
                source=name,
                cue=at(THIRD, "shows"),
                speaker=0,
                kind=ClaimKind.FINDING,
                source_kind=SourceKind.NAMED,
            ),
        ),
    )
    return Resolution(read, found, (outlet, *ENTITIES[1:]), (REPORT,), (REPORT,), publisher=0)


def primary_document() -> Resolution:
    """The report: its own words, asserted."""
    number = at(FOURTH, "675 jurisdictions")
    read = sample.document(FOURTH, "Lake Audit Office", Kind.PRIMARY, title="Holds Without Answers", published="2018-01-05")
    found = Extraction(
        document=read.id,
        activity=sample.ACTIVITY,
        quantities=(Quantity(number, 675.0, None, None, "jurisdictions"),),
        attributions=(Attribution((Span(number.start, len(FOURTH) - 1),), Style.ASSERTED, kind=ClaimKind.FINDING),),
    )
    return Resolution(read, found, ENTITIES, (), (None,), publisher=LAO)


RESOLUTIONS = (sample.first_article(), sample.second_article(), third_article(), primary_document())
FIRST_ID, SECOND_ID, THIRD_ID, REPORT_ID = (resolution.document.id for resolution in RESOLUTIONS)


def graphs(resolution: Resolution, added: str) -> Graphs:
    """A document's graphs, with the claim that all four report as one claim, whose text is that of the first two."""
    known = alone(resolution)
    found = build_graphs(replace(known, claims=(CLAIM, *known.claims[1:])), IRIS, added, (), AUTHORITIES)
    if known.claims[0] != CLAIM:
        found.claims.remove((IRIS.claim(CLAIM), SDO.text, None))
    return found


def side(document: str, text: str, words: str, value: str, content: str | None = None, *, stance: int = 1) -> Side:
    """A side with these words, of the document's first attribution where its content is given."""
    place = Place(document, at(text, words))
    if content is None:
        return Side(place, value, stance=stance)
    return Side(place, value, 0, at(text, content), stance)


DECLINED = "jurisdictions declined holds under 8 USC 1373 in Port Alder"
UNIT = Discrepancy(
    DiscrepancyKind.UNIT,
    (
        side(
            FIRST_ID,
            FIRST,
            "approximately 675 jurisdictions",
            "approximately 675 jurisdictions",
            f"approximately 675 {DECLINED}",
        ),
        side(THIRD_ID, THIRD, "up to 700 counties", "up to 700 counties", THIRD[THIRD.index("up to") : -1], stance=2),
    ),
    "One document counts jurisdictions, the other counties.",
)
HEDGE = Discrepancy(
    DiscrepancyKind.HEDGE,
    (
        side(REPORT_ID, FOURTH, "675 jurisdictions", "675 jurisdictions"),
        side(
            FIRST_ID,
            FIRST,
            "approximately 675 jurisdictions",
            "approximately 675 jurisdictions",
            f"approximately 675 {DECLINED}",
            stance=2,
        ),
    ),
    "The report gives the number without “approximately”.",
    drift=True,
)
SHARED = Dependence(
    DependenceKind.ORIGIN,
    (FIRST_ID, SECOND_ID),
    "The chains of both end in the Lake Audit Office.",
    (Place(FIRST_ID, at(FIRST, "The report")), Place(SECOND_ID, at(SECOND, "Holds Without Answers"))),
)
COPIED = Dependence(
    DependenceKind.COPY,
    (FIRST_ID, SECOND_ID),
    "Both have the same words, and the second was published later.",
    (
        Place(FIRST_ID, at(FIRST, f"approximately 675 {DECLINED}")),
        Place(SECOND_ID, at(SECOND, f"approximately 675 {DECLINED}")),
    ),
    derived=SECOND_ID,
)
ECHO = Echo((FIRST_ID, SECOND_ID), (SHARED, COPIED), entity_id(ENTITIES[LAO].keys))


def derived() -> list[Triple]:
    """What is known of the four together. The claim has one independent origin; every other claim has one, too."""
    found = [*discrepancy_triples(IRIS, CLAIM, UNIT), *discrepancy_triples(IRIS, CLAIM, HEDGE)]
    found += [*echo_triples(IRIS, CLAIM, ECHO), *dependence_triples(IRIS, SHARED), *dependence_triples(IRIS, COPIED)]
    return found + [triple for claim in claims() for triple in independence_triples(IRIS, claim, 1)]


def claims() -> set[str]:
    """The ids of all claims of the four."""
    shared = [graphs(resolution, sample.ADDED).claims for resolution in RESOLUTIONS]
    found = [claim for graph in shared for claim in graph.subjects(A, SAYSO.Claim)]
    return {str(claim).rsplit("/", 1)[-1] for claim in found if isinstance(claim, URIRef)}


def everything() -> list[Graphs]:
    """The graphs of the four; what is known of them together stands with the claims of the last."""
    *before, last = [
        graphs(resolution, f"2026-01-02T03:{minute:02d}:00Z") for minute, resolution in enumerate(RESOLUTIONS, start=1)
    ]
    more = graph_of(last.claims.identifier, [*last.claims, *derived()])  # type: ignore[list-item]
    return [*before, replace(last, claims=more)]
