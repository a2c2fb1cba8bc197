"""From rdflib's graphs to the engine's triples, in the form in which the engine keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple
from rdflib import XSD, BNode
from rdflib import Literal as Value
from rdflib.term import Node

Statement: TypeAlias = tuple[Node, Node, Node]

PLAIN = re.compile(r"0|-?[1-9][0-9]*")
"""Integers that are in their canonical form already: most numbers of a graph are offsets."""

AS_WRITTEN = frozenset({str(XSD.string), "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})


def kept_triples(triples: Iterable[Statement]) -> list[Triple]:
    """The triples of a graph of rdflib's as the engine will give them back.

    Oxigraph rewrites numbers and times (``0.50`` becomes ``0.5``). Two documents that write one value in two ways then support
    one statement, which must not go with the first of them; so statements are compared in the engine's form.
    """
    return as_kept([_converted(triple) for triple in triples])


def as_kept(triples: Sequence[Triple]) -> list[Triple]:
    """The triples as the engine will give them back."""
    kept = _as_kept({each.object for each in triples if isinstance(each.object, Literal) and _may_change(each.object)})
    return [
        Triple(each.subject, each.predicate, kept[each.object])
        if isinstance(each.object, Literal) and each.object in kept
        else each
        for each in triples
    ]


def turtle_triples(files: Iterable[bytes]) -> list[Triple]:
    """The triples of Turtle files, each of which has blank nodes of its own."""
    store = Store()
    for file in files:
        store.load(file, RdfFormat.TURTLE)
    return [quad.triple for quad in store]


def _converted(triple: Statement) -> Triple:
    """A triple of rdflib's as one of the engine's, without the way through a text."""
    subject, predicate, value = triple
    # Of rdflib's classes ``isinstance`` asks an abstract one, which takes longer than all the rest.
    return Triple(_named(subject), _term(str(predicate)), _literal(value) if type(value) is Value else _named(value))


def _named(node: Node) -> NamedNode | BlankNode:
    return BlankNode(str(node)) if type(node) is BNode else NamedNode(str(node))


@lru_cache(1000)
def _term(name: str) -> NamedNode:
    """A name of a vocabulary: there are few, and each is in every graph."""
    return NamedNode(name)


def _literal(value: Value) -> Literal:
    if value.language:
        return Literal(str(value), language=value.language)
    return Literal(str(value), datatype=_term(str(value.datatype))) if value.datatype else Literal(str(value))


def _may_change(literal: Literal) -> bool:
    if literal.datatype.value in AS_WRITTEN:
        return False
    return not (literal.datatype.value == str(XSD.integer) and PLAIN.fullmatch(literal.value))


def _as_kept(literals: Iterable[Literal]) -> dict[Literal, Literal]:
    """Each literal with the form in which the engine keeps it, found by having it keep them all."""
    asked = {NamedNode(f"urn:literal:{place}"): literal for place, literal in enumerate(literals)}
    if not asked:
        return {}
    store = Store()
    store.extend(Quad(name, name, literal, DefaultGraph()) for name, literal in asked.items())
    answers = ((quad.subject, quad.object) for quad in store)
    return {asked[name]: value for name, value in answers if isinstance(name, NamedNode) and isinstance(value, Literal)}
