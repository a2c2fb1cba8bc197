"""A graph to be read only, held in dictionaries: pySHACL's look-ups take a fifth of the time that rdflib's stores need."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any, TypeAlias

from rdflib import Graph
from rdflib.term import Node

Nodes: TypeAlias = Generator[Node, None, None]


class Indexed(Graph):
    """The union of graphs, indexed by subject, and by object for the properties that are asked for that way."""

    def __init__(self, graphs: Iterable[Graph]) -> None:
        super().__init__(store="SimpleMemory", bind_namespaces="none")
        self._by_subject: dict[Node, dict[Node, list[Node]]] = {}
        self._by_property: dict[Node, list[tuple[Node, Node]]] = {}
        self._by_object: dict[Node, dict[Node, list[Node]]] = {}
        self._size = 0
        for graph in graphs:
            for triple in graph:
                self.add(triple)

    def add(self, triple: tuple[Node, Node, Node]) -> Indexed:
        """Take one triple in; one that is there already changes nothing."""
        subject, name, value = triple
        values = self._by_subject.setdefault(subject, {}).setdefault(name, [])
        if value not in values:
            values.append(value)
            self._by_property.setdefault(name, []).append((subject, value))
            self._by_object.pop(name, None)
            self._size += 1
        return self

    def __len__(self) -> int:
        return self._size

    def triples(self, triple: Any) -> Generator[Any, None, None]:  # noqa: ANN401 (as rdflib has it)
        """The triples that match; ``None`` matches anything."""
        subject, name, value = triple
        if subject is not None:
            for found, values in self._of_subject(subject, name):
                yield from ((subject, found, each) for each in values if value is None or each == value)
        elif name is not None and value is not None:
            yield from ((found, name, value) for found in self.subjects(name, value))
        else:
            for found in [name] if name is not None else list(self._by_property):
                pairs = self._by_property.get(found, ())
                yield from ((one, found, each) for one, each in pairs if value is None or each == value)

    def _of_subject(self, subject: Node, name: Node | None) -> Iterable[tuple[Node, list[Node]]]:
        properties = self._by_subject.get(subject, {})
        return properties.items() if name is None else ((name, properties.get(name, [])),)

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Nodes:  # noqa: ANN401
        """The values of a property of a subject."""
        if subject is None or predicate is None:
            yield from super().objects(subject, predicate, unique)
        else:
            yield from self._by_subject.get(subject, {}).get(predicate, ())

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Nodes:  # noqa: A002, ANN401
        """The subjects that have a value of a property."""
        if predicate is None or object is None:
            yield from super().subjects(predicate, object, unique)
        else:
            yield from self._with(predicate).get(object, ())

    def _with(self, name: Node) -> dict[Node, list[Node]]:
        if name not in self._by_object:
            index: dict[Node, list[Node]] = {}
            for subject, value in self._by_property.get(name, ()):
                index.setdefault(value, []).append(subject)
            self._by_object[name] = index
        return self._by_object[name]
