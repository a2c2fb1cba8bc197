"""What is known of made-up articles together: who repeats a claim echoes who reported it first, and some do it in other words.

All who report a claim are one echo of it, since they have it from the same source; every third report differs from the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice

from app.graph.graphs import Graphs, Triple
from app.graph.iris import Iris
from app.graph.joined import (
    dependence_iri,
    dependence_triples,
    discrepancy_triples,
    independence_triples,
)
from app.graph.names import SAYSO, A
from app.model.joined import Dependence, DependenceKind, Discrepancy, DiscrepancyKind, Place, Side
from app.model.text import Span

EVERY = 3
"""Which reports of a claim differ from the first."""


@dataclass(frozen=True, slots=True)
class Report:
    """That a document reports a claim: its attribution, by its first content span and its place."""

    claim: str
    document: str
    content: Span
    place: int

    def where(self) -> Place:
        """The words."""
        return Place(self.document, self.content)

    def side(self, value: str, stance: int) -> Side:
        """The words as a side of a discrepancy."""
        return Side(self.where(), value, self.place, self.content, stance)


@dataclass(slots=True)
class Together:
    """The reports of the articles so far, by claim."""

    iris: Iris
    reports: dict[str, list[Report]] = field(default_factory=dict)

    def keep(self, graphs: Graphs) -> None:
        """Count an article in."""
        for report in _reports(graphs, self.iris):
            self.reports.setdefault(report.claim, []).append(report)

    def triples(self, graphs: Graphs) -> Iterator[Triple]:
        """What an article adds to what is known of those before it."""
        for report in _reports(graphs, self.iris):
            yield from independence_triples(self.iris, report.claim, 1)
            before = self.reports.get(report.claim)
            if before:
                yield from self._repeated(before[0], report)
                if len(before) % EVERY == 0:
                    yield from discrepancy_triples(self.iris, report.claim, _difference(before[0], report, len(before)))

    def _repeated(self, first: Report, report: Report) -> Iterator[Triple]:
        # The echo grows with each article: here its id is of the first document alone, for the others are not known yet.
        echo = self.iris.echo(report.claim, first.document)
        shown = _copied(first, report)
        yield echo, A, SAYSO.Echo
        yield echo, SAYSO.ofClaim, self.iris.claim(report.claim)
        yield echo, SAYSO.document, self.iris.document(first.document)
        yield echo, SAYSO.document, self.iris.document(report.document)
        yield echo, SAYSO.dependence, dependence_iri(self.iris, shown)
        yield from dependence_triples(self.iris, shown)


def _copied(first: Report, report: Report) -> Dependence:
    documents = (first.document, report.document)
    return Dependence(
        DependenceKind.COPY, documents, "Both have the same words.", (first.where(), report.where()), derived=report.document
    )


def _difference(first: Report, report: Report, number: int) -> Discrepancy:
    kind = next(islice(cycle(DiscrepancyKind), number, None))
    sides = (first.side("as the first has it", 1), report.side(f"as report {number} has it", 2))
    return Discrepancy(kind, sides, f"Report {number} has it in other words.", drift=number % 2 == 0)


def _reports(graphs: Graphs, iris: Iris) -> list[Report]:
    """The first report of each claim in the article."""
    found: dict[str, Report] = {}
    for attribution, claim in sorted(graphs.document.subject_objects(SAYSO.claim)):
        document, start, end, place = str(attribution).removeprefix(f"{iris.base}/attribution/").rsplit("-", 3)
        identifier = str(claim).removeprefix(f"{iris.base}/claim/")
        found.setdefault(identifier, Report(identifier, document, Span(int(start), int(end)), int(place)))
    return [found[claim] for claim in sorted(found)]
