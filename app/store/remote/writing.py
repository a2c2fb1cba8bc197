"""Changes as SPARQL Update: cut into requests that engines take, whole where a piece would lose what joins it.

Text is made of parsed terms that pyoxigraph's own serialiser writes; no string of a user's is ever pasted into it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from app.store.port import Term

BATCH = 4_000
"""Triples of one request: Virtuoso's SPARQL compiler takes a little less than 5,000."""

MOST = 5_000_000
"""Bytes of one request, unless a single triple has more: Virtuoso takes about 10 million."""

Atom = tuple[Triple, ...]
"""Triples that must stand in one operation, since they share blank nodes."""

INSERT, DELETE = "INSERT DATA", "DELETE DATA"


@dataclass(frozen=True, slots=True)
class Data:
    """Triples to insert into a graph, or to delete from it."""

    verb: str
    graph: str
    atoms: Sequence[Atom]

    @property
    def size(self) -> int:
        """How many triples there are."""
        return sum(map(len, self.atoms))

    def halves(self) -> tuple[Data, Data]:
        """The same in two."""
        middle = len(self.atoms) // 2
        return Data(self.verb, self.graph, self.atoms[:middle]), Data(self.verb, self.graph, self.atoms[middle:])

    def __str__(self) -> str:
        lines = n_triples(triple for atom in self.atoms for triple in atom).decode()
        block = f"{{ GRAPH {NamedNode(self.graph)} {{\n{lines}}} }}"
        # Blank nodes are well in INSERT DATA, but Virtuoso takes them in a template alone, which means the same here.
        has_blank_nodes = any(has_labels(triple) for atom in self.atoms for triple in atom)
        return f"INSERT {block} WHERE {{}}" if has_blank_nodes else f"{self.verb} {block}"


@dataclass(frozen=True, slots=True)
class Emptied:
    """A graph to remove with all that it has. ``CLEAR`` as well, since ``DROP`` alone may leave a graph that nobody created."""

    graph: str
    size = 1

    def __str__(self) -> str:
        name = NamedNode(self.graph)
        return f"CLEAR SILENT GRAPH {name} ;\nDROP SILENT GRAPH {name}"


@dataclass(frozen=True, slots=True)
class Only:
    """The only value that a thing has of a property from now on. The new one comes first: there is always one."""

    graph: str
    triple: Triple
    size = 2

    def __str__(self) -> str:
        graph, subject, predicate = NamedNode(self.graph), self.triple.subject, self.triple.predicate
        old = f"GRAPH {graph} {{ {subject} {predicate} ?old }}"
        return (
            f"INSERT DATA {{ GRAPH {graph} {{ {subject} {predicate} {self.triple.object} }} }} ;\n"
            f"DELETE {{ {old} }} WHERE {{ {old} FILTER(STR(?old) != STR({self.triple.object})) }}"
        )


Operation = Data | Emptied | Only


def data(verb: str, graph: str, triples: Iterable[Triple]) -> Iterator[Data]:
    """Triples as operations of at most ``BATCH`` triples, more only where blank nodes join them."""
    atoms: list[Atom] = []
    count = 0
    for atom in joined(triples):
        if atoms and count + len(atom) > BATCH:
            yield Data(verb, graph, tuple(atoms))
            atoms, count = [], 0
        atoms.append(atom)
        count += len(atom)
    if atoms:
        yield Data(verb, graph, tuple(atoms))


def requests(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Operations in their order, as few requests as engines take."""
    waiting: list[Operation] = []
    count = length = 0
    for operation in operations:
        written = len(str(operation))
        if waiting and (count + operation.size > BATCH or length + written > MOST):
            yield waiting
            waiting, count, length = [], 0, 0
        waiting.append(operation)
        count, length = count + operation.size, length + written
    if waiting:
        yield waiting


def text(operations: Iterable[Operation]) -> str:
    """One SPARQL Update request."""
    return " ;\n".join(map(str, operations))


def n_triples(triples: Iterable[Triple]) -> bytes:
    """Triples as N-Triples."""
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def joined(triples: Iterable[Triple]) -> list[Atom]:
    """The triples in groups that share no blank node: a label holds in one operation alone (SPARQL 1.1 Update, 3.1.1)."""
    atoms: list[Atom] = []
    groups = _Groups()
    by_group: dict[str, list[Triple]] = defaultdict(list)
    found: list[tuple[str, Triple]] = []
    for triple in triples:
        labels = list(_labels(triple))
        if labels:
            found.append((labels[0], triple))
            groups.join(labels)
        else:
            atoms.append((triple,))
    for label, triple in found:
        by_group[groups.of(label)].append(triple)
    return [*map(tuple, by_group.values()), *atoms]


class _Groups:
    """Labels that belong together (disjoint sets)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, label: str) -> str:
        """The label that stands for the group of this one."""
        above = self._above
        while (upper := above.setdefault(label, label)) != label:
            above[label] = above[upper]
            label = upper
        return label

    def join(self, labels: Sequence[str]) -> None:
        """Let these belong together."""
        for label in labels[1:]:
            self._above[self.of(label)] = self.of(labels[0])


def has_labels(triple: Triple) -> bool:
    """Whether there are blank nodes in it."""
    return any(True for _ in _labels(triple))


def _labels(term: Term) -> Iterator[str]:
    if isinstance(term, BlankNode):
        yield term.value
    elif isinstance(term, Triple):
        yield from _labels(term.subject)
        yield from _labels(term.object)
