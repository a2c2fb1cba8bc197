"""What validation found, as a value that can be read by a person and written as SHACL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from app.graph.names import bind_prefixes


class Severity(StrEnum):
    """How bad a result is: a violation refuses a document, a warning is stored with it, an info is only reported."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


SHACL_SEVERITY = {Severity.VIOLATION: SH.Violation, Severity.WARNING: SH.Warning, Severity.INFO: SH.Info}


@dataclass(frozen=True, slots=True)
class Result:
    """One place where the data break a shape.

    ``focus`` is the thing, ``path`` the property (``None`` where the shape speaks of the thing as a whole, or the path is not
    a plain property), ``value`` the value at fault if there is one, ``message`` what the shape says, ``shape`` the shape's IRI,
    ``component`` the IRI of the kind of constraint.
    """

    severity: Severity
    focus: Node
    path: URIRef | None
    value: Node | None
    message: str
    shape: URIRef
    component: URIRef

    @property
    def order(self) -> tuple[int, str, str, str, str, str]:
        """By severity, then by place."""
        rank = list(Severity).index(self.severity)
        return rank, str(self.shape), str(self.focus), str(self.path), str(self.component), str(self.value)

    def __str__(self) -> str:
        """One line for a person."""
        path = "" if self.path is None else f" {_short(self.path)}"
        value = "" if self.value in (None, self.focus) else f" (is {self.value.n3()})"
        return f"{self.severity}: {self.message} [{_short(self.shape)}] {self.focus}{path}{value}"


@dataclass(frozen=True, slots=True)
class Report:
    """All results, in a fixed order.

    It conforms when none of them is a violation; in the report that ``graph`` writes, as SHACL has it, warnings count as well.
    """

    results: tuple[Result, ...]

    @classmethod
    def of(cls, results: Iterable[Result]) -> Report:
        """The report of these results, which come in any order; what is found twice is one result."""
        return cls(tuple(sorted(set(results), key=lambda result: result.order)))

    @property
    def conforms(self) -> bool:
        """Whether the data may go in."""
        return not self.violations

    @property
    def violations(self) -> tuple[Result, ...]:
        """What refuses the data."""
        return tuple(result for result in self.results if result.severity is Severity.VIOLATION)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is stored with the data: the warnings' messages, each once, with how many things they are about."""
        counts: dict[str, int] = {}
        for result in self.results:
            if result.severity is Severity.WARNING:
                counts[result.message] = counts.get(result.message, 0) + 1
        return tuple(message if count == 1 else f"{message} ({count} times)" for message, count in counts.items())

    def text(self) -> str:
        """The report for a person: what it comes to, then a line a result."""
        if not self.results:
            return "The data conform to all shapes."
        warnings = len(self.results) - len(self.violations)
        return "\n".join((f"{len(self.violations)} violations, {warnings} warnings.", *map(str, self.results)))

    def json(self) -> str:
        """The report for machines."""
        return json.dumps({"conforms": self.conforms, "results": [_fields(result) for result in self.results]}, indent=2)

    def graph(self) -> Graph:
        """The report as a ``sh:ValidationReport``; ``sh:sourceShape`` is the shape of the thing, whose parts have no IRIs."""
        graph = bind_prefixes(Graph(bind_namespaces="none"))
        report = BNode()
        graph.add((report, RDF.type, SH.ValidationReport))
        graph.add((report, SH.conforms, Literal(not self.results)))
        for result in self.results:
            node = BNode()
            graph.add((report, SH.result, node))
            for name, value in _statements(result):
                if value is not None:
                    graph.add((node, name, value))
        return graph

    def turtle(self) -> str:
        """The report as SHACL says it, in Turtle."""
        return self.graph().serialize(format="turtle")


def _statements(result: Result) -> Iterable[tuple[URIRef, Node | None]]:
    yield RDF.type, SH.ValidationResult
    yield SH.focusNode, result.focus
    yield SH.resultPath, result.path
    yield SH.value, result.value
    yield SH.resultMessage, Literal(result.message)
    yield SH.resultSeverity, SHACL_SEVERITY[result.severity]
    yield SH.sourceShape, result.shape
    yield SH.sourceConstraintComponent, result.component


def _fields(result: Result) -> dict[str, str | None]:
    return {
        "severity": result.severity.value,
        "focus": str(result.focus),
        "path": None if result.path is None else str(result.path),
        "value": None if result.value is None else str(result.value),
        "message": result.message,
        "shape": str(result.shape),
        "component": str(result.component),
    }


def _short(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
