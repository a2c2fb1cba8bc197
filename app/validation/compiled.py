"""Shapes made ready once: the same meaning, laid out so that pySHACL asks each question of all things at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from app.validation.indexed import Indexed
from app.validation.native import PASSAGE_LENGTH

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


@dataclass(frozen=True, slots=True)
class Compiled:
    """pySHACL's shapes that have targets, and for each shape and property shape the named shape that it belongs to."""

    shapes: tuple[Shape, ...]
    owners: dict[Node, URIRef]


def compile_shapes(source: Graph) -> Compiled:
    """Make the shapes of ``source`` ready; the shape that is checked in Python is left out.

    pySHACL validates a node shape's property shapes once for each thing. A property shape with targets of its own it validates
    once for all of them, and by SHACL's definition (2.1.3 and 4.7.2) the results are the same; so each gets the targets of its
    node shape.
    """
    flat = Graph(bind_namespaces="none")
    for triple in source:
        flat.add(triple)
    flat.remove((PASSAGE_LENGTH, SH.sparql, None))
    named = _named(source)
    for owner in named:
        _flatten(flat, owner)
    shapes = ShapesGraph(Indexed([flat])).shapes
    targeted = {subject for target in TARGETS for subject in flat.subjects(target)}
    return Compiled(
        tuple(shape for shape in shapes if shape.node in targeted),
        {part: owner for owner in named for part in (owner, *source.objects(owner, SH.property))},
    )


def _named(shapes: Graph) -> list[URIRef]:
    subjects = {subject for target in TARGETS for subject in shapes.subjects(target)}
    return sorted(subject for subject in subjects if isinstance(subject, URIRef))


def _flatten(flat: Graph, owner: URIRef) -> None:
    """Give ``owner``'s property shapes its targets; if it is closed, it ignores what it no longer has (SHACL, 4.8.1)."""
    for part in list(flat.objects(owner, SH.property)):
        flat.remove((owner, SH.property, part))
        for name, value in _targets(flat, owner):
            flat.add((part, name, value))
        _ignore(flat, owner, flat.value(part, SH.path))


def _targets(flat: Graph, owner: URIRef) -> Iterator[tuple[URIRef, Node]]:
    for name in TARGETS:
        for value in flat.objects(owner, name):
            yield name, value


def _ignore(flat: Graph, owner: URIRef, path: Node | None) -> None:
    ignored = flat.value(owner, SH.ignoredProperties)
    if ignored is not None and isinstance(path, URIRef):
        Collection(flat, ignored).append(path)
