"""What the graph says of single things, fetched in batches: the ground on which answers are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from app.answers.sparql import Row, compact, node, values
from app.store.port import GraphReader

BATCH = 500
"""Things asked for in one query: enough to need few queries, few enough to keep each one short."""

STATEMENTS = "SELECT DISTINCT ?thing ?property ?value WHERE {{ {things} ?thing ?property ?value }}"


class Facts:
    """The properties of one thing by prefixed name (``dcterms:title``), each with all its values, in a stable order."""

    def __init__(self, iri: str, properties: Mapping[str, list[NamedNode | Literal]]) -> None:
        self.iri = iri
        self._properties = properties

    @property
    def id(self) -> str:
        """The short id: the last part of the IRI."""
        return self.iri.rsplit("/", 1)[-1]

    @property
    def exists(self) -> bool:
        """Whether the graph says anything of it."""
        return bool(self._properties)

    def all(self, name: str) -> list[str]:
        """All values of a property, as text or IRI, sorted."""
        return sorted(term.value for term in self._properties.get(name, ()))

    def one(self, name: str) -> str | None:
        """The value of a property, the lowest if there are several, ``None`` if there is none."""
        found = self.all(name)
        return found[0] if found else None

    def number(self, name: str) -> float | int | None:
        """The value of a numeric property, whole where it is a whole number."""
        text = self.one(name)
        if text is None:
            return None
        value = float(text)
        return int(value) if value.is_integer() else value

    def whole(self, name: str) -> int:
        """The value of an integer property; 0 where there is none."""
        return int(self.one(name) or 0)

    def true(self, name: str) -> bool:
        """Whether a boolean property is true."""
        return self.one(name) in {"true", "1"}

    @property
    def classes(self) -> list[str]:
        """The classes of the thing, as prefixed names."""
        return [compact(iri) for iri in self.all("rdf:type")]


class Known:
    """The facts that one answer needs, loaded step by step along the properties that it follows."""

    def __init__(self, reader: GraphReader) -> None:
        self._reader = reader
        self._facts: dict[str, Facts] = {}

    def __getitem__(self, iri: str) -> Facts:
        return self._facts.get(iri) or Facts(iri, {})

    def load(self, iris: Iterable[str]) -> Known:
        """Fetch what is said of these things, unless it is known already."""
        wanted = sorted({iri for iri in iris if iri not in self._facts})
        for start in range(0, len(wanted), BATCH):
            self._fetch(wanted[start : start + BATCH])
        return self

    def follow(self, *names: str) -> Known:
        """Fetch the things that the known ones name by these properties, all in one go."""
        return self.load(iri for facts in list(self._facts.values()) for name in names for iri in facts.all(name))

    def _fetch(self, iris: list[str]) -> None:
        properties: dict[str, dict[str, list[NamedNode | Literal]]] = {iri: {} for iri in iris}
        query = STATEMENTS.format(things=values("thing", map(node, iris)))
        for thing, name, value in triples(self._reader.select(query)):
            properties[thing].setdefault(name, []).append(value)
        self._facts.update((iri, Facts(iri, found)) for iri, found in properties.items())


def triples(rows: Iterable[Row]) -> Iterator[tuple[str, str, NamedNode | Literal]]:
    """Rows of ``STATEMENTS`` with subject and property as text; blank nodes, which our graphs do not hold, are left out."""
    for row in rows:
        thing, name, value = row["thing"], row["property"], row["value"]
        if isinstance(thing, NamedNode) and isinstance(name, NamedNode) and isinstance(value, NamedNode | Literal):
            yield thing.value, compact(name.value), value
