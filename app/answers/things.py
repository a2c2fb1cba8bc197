"""A thing of any kind as the graph has it: its statements and what points to it, named as people know them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from app.answers.facts import Facts, Known
from app.answers.places import sought
from app.answers.sparql import PROLOGUE, Row, compact, node, ours, value, values, whole
from app.errors import NotFound
from app.graph.iris import Iris
from app.store.port import GraphReader, Term

MOST_ROWS = 200
"""Statements of a thing, and statements about it, that one page shows."""
MOST_COUNTED = 10_000
"""Statements are counted up to here: a page need not say how many millions there are."""
LONGEST_TITLE = 160

NAMES = (
    "skos:prefLabel",
    "dcterms:title",
    "schema:text",
    "oa:exact",
    "schema:name",
    "rdfs:label",
    "schema:url",
    "sayso:explanation",
    "sayso:sideValue",
)
"""The properties that name a thing to people, the best first."""
PARTS = ("sayso:passage", "sayso:contentPassage", "org:member", "prov:wasDerivedFrom", "prov:used", "sayso:ofClaim")
"""What has no name itself is called by that of one of these."""

OWN = "%(values)s GRAPH ?graph { ?subject ?property ?value } %(ours)s"
WITHIN = "%(values)s GRAPH ?graph { ?subject ?property ?value }"
ROWS = "SELECT DISTINCT ?subject ?property ?value WHERE {{ {pattern} }} {order} LIMIT {most}"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE {{ SELECT DISTINCT ?subject ?property ?value WHERE {{ {pattern} }} LIMIT {most} }}"


@dataclass(frozen=True, slots=True)
class End:
    """One end of a statement: the text to show, and the IRI where it is one."""

    text: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement; the property is an IRI."""

    subject: End
    property: str
    value: End


@dataclass(frozen=True, slots=True)
class Table:
    """The first statements of ``total``, which is counted up to ``MOST_COUNTED`` (and one more where there are more)."""

    rows: Sequence[Stated]
    total: int

    @property
    def uncounted(self) -> bool:
        """Whether there are more than we counted."""
        return self.total > MOST_COUNTED


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with its statements and the statements about it; a named graph has the statements in it instead."""

    kind: str
    id: str
    iri: str
    title: str
    classes: Sequence[str]
    own: Table
    links: Table
    place: str | None = None


def exists(reader: GraphReader, iris: Iris, iri: str) -> bool:
    """Whether our graphs say anything of the thing with this IRI, or has anything in the named graph with it."""
    minted = iris.parse(iri)
    about = OWN % {"values": values("subject", [node(iri)]), "ours": ours(iris, "graph")}
    if minted is None or minted.kind != "graph":
        return reader.ask(f"ASK {{ {about} }}")
    within = f"{values('graph', [node(iri)])} GRAPH ?graph {{ ?subject ?property ?value }}"
    return reader.ask(f"ASK {{ {{ {within} }} UNION {{ {about} }} }}")


@dataclass(frozen=True, slots=True)
class Things:
    """Answers about things of any kind, from one state of the graph."""

    reader: GraphReader
    iris: Iris

    def get(self, kind: str, given: str) -> Thing:
        """The thing with this id or IRI. Raises ``NotFound``."""
        iri = sought(self.iris, kind, given)
        if not exists(self.reader, self.iris, iri):
            raise NotFound(f"there is no {kind} {given!r}")
        known = Known(self.reader)
        if kind == "graph":
            own, links = self._table(known, WITHIN, "graph", iri), Table((), 0)
        else:
            own, links = self._table(known, OWN, "subject", iri), self._table(known, OWN, "value", iri)
        facts = known.load([iri])[iri]
        identifier = iri.removeprefix(f"{self.iris.base}/{kind}/")
        title = named(known, iri) or identifier
        return Thing(kind, identifier, iri, title, facts.classes, own, links, self._place(known, facts))

    def table(self, statements: Iterable[Row]) -> Table:
        """Statements from elsewhere, with the things that they name."""
        rows = list(statements)
        return Table(self._stated(Known(self.reader), rows[:MOST_ROWS]), len(rows))

    def _table(self, known: Known, pattern: str, name: str, iri: str) -> Table:
        bound = pattern % {"values": values(name, [node(iri)]), "ours": ours(self.iris, "graph")}
        # What points to a thing may be very much: it comes as the engine finds it.
        order = "ORDER BY (?property != rdf:type) ?property ?value" if name == "subject" else ""
        rows = self.reader.select(PROLOGUE + ROWS.format(pattern=bound, order=order, most=MOST_ROWS))
        total = len(rows)
        if total == MOST_ROWS:
            total = whole(self.reader.select(PROLOGUE + COUNT.format(pattern=bound, most=MOST_COUNTED + 1))[0], "n")
        return Table(self._stated(known, rows), total)

    def _stated(self, known: Known, rows: Sequence[Row]) -> list[Stated]:
        ours = {
            term.value
            for row in rows
            for term in (row["subject"], row["value"])
            if isinstance(term, NamedNode) and self.iris.parse(term.value)
        }
        known.load(ours).load({part for iri in ours for part in _parts(known[iri])})
        return [Stated(_end(known, row["subject"]), value(row, "property"), _end(known, row["value"])) for row in rows]

    def _place(self, known: Known, facts: Facts) -> str | None:
        """The passage that shows the thing, by its id: a stretch of a document."""
        own = facts.iri if "sayso:Passage" in facts.classes else None
        found = own or facts.one("sayso:passage") or facts.one("sayso:contentPassage")
        return found.rsplit("/", 1)[-1] if found else None


def named(known: Known, iri: str) -> str | None:
    """What people call the thing with this IRI, or the part of it that has a name; ``None`` where nothing is known."""
    facts = known[iri]
    own = next((name for key in NAMES if (name := facts.one(key))), None)
    found = own or next((name for part in _parts(facts) for key in NAMES if (name := known[part].one(key))), None)
    if found is None or len(found) <= LONGEST_TITLE:
        return found
    return found[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _parts(facts: Facts) -> list[str]:
    return [part for key in PARTS for part in facts.all(key)[:1]]


def _end(known: Known, term: Term) -> End:
    if isinstance(term, NamedNode):
        return End(named(known, term.value) or compact(term.value), term.value)
    if isinstance(term, BlankNode):
        return End(str(term))
    return End(term.value if isinstance(term, Literal) else str(term))
