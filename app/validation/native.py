"""The one shape that is checked in Python: pySHACL runs a SPARQL constraint once for each thing, about a millisecond each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from rdflib import SH, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from app.graph.names import OA, SAYSO, A
from app.validation.report import Result, Severity

PASSAGE_LENGTH = URIRef("https://w3id.org/sayso/shapes#PassageLengthShape")
"""The shape that says the same in SPARQL; it is the truth, and the tests hold this module to it."""


def passages_of_wrong_length(shapes: Graph, data: Graph) -> Iterator[Result]:
    """The passages whose exact words are not ``end - start`` code points long."""
    message = str(next(shapes.objects(next(shapes.objects(PASSAGE_LENGTH, SH.sparql)), SH.message)))
    for passage in data.subjects(A, SAYSO.Passage):
        if _wrong(data, passage):
            component = SH.SPARQLConstraintComponent
            yield Result(Severity.VIOLATION, passage, None, passage, message, PASSAGE_LENGTH, component)


def _wrong(data: Graph, passage: Node) -> bool:
    starts, ends = _numbers(data, passage, OA.start), _numbers(data, passage, OA.end)
    lengths = [len(exact) for exact in data.objects(passage, OA.exact) if isinstance(exact, Literal) and _is_text(exact)]
    return any(end - start != length for start, end, length in product(starts, ends, lengths))


def _is_text(literal: Literal) -> bool:
    return literal.datatype in (None, XSD.string)


def _numbers(data: Graph, passage: Node, name: URIRef) -> list[Decimal | int]:
    values = (term.value for term in data.objects(passage, name) if isinstance(term, Literal))
    return [value for value in values if isinstance(value, int | Decimal) and not isinstance(value, bool)]
