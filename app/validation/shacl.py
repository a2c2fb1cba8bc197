"""pySHACL behind the port, with its shapes compiled once; ``tests/validation`` holds it to what plain pySHACL says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyshacl.graph_abstraction import DataGraph
from pyshacl.pytypes import SHACLExecutor
from rdflib import SH, Graph, URIRef
from rdflib.plugins.stores.memory import Memory

from app.graph.packaged import shapes_graph
from app.validation.compiled import compile_shapes
from app.validation.indexed import Indexed
from app.validation.native import passages_of_wrong_length
from app.validation.report import SHACL_SEVERITY, Report, Result

SEVERITIES = {iri: severity for severity, iri in SHACL_SEVERITY.items()}


class ShaclValidator:
    """Validates against the shapes of ``shapes/*.ttl``, or others.

    ``pyshacl.validate`` makes its shapes anew at each call and asks every property of every thing one by one; here the shapes
    are made once, and the data are read from dictionaries. Not for several threads at a time.
    """

    def __init__(self, shapes: Graph | None = None) -> None:
        self._source = shapes_graph() if shapes is None else shapes
        self._compiled = compile_shapes(self._source)
        self._executor = SHACLExecutor()

    def validate(self, graphs: Iterable[Graph]) -> Report:
        """The report on the union of ``graphs``."""
        data = Indexed(graphs)
        return Report.of([*self._by_pyshacl(data), *passages_of_wrong_length(self._source, data)])

    def _by_pyshacl(self, data: Indexed) -> Iterator[Result]:
        target = DataGraph(store=Memory(), impl=data)
        for shape in self._compiled.shapes:
            for _, _, triples in shape.validate(self._executor, target)[1]:
                yield self._result(triples)

    def _result(self, triples: Iterable[tuple[Any, URIRef, Any]]) -> Result:
        said: dict[URIRef, Any] = {}
        messages = []
        for _, name, value in triples:
            said[name] = value[1] if isinstance(value, tuple) else value
            if name == SH.resultMessage:
                messages.append(str(value))
        path = said.get(SH.resultPath)
        return Result(
            severity=SEVERITIES[said[SH.resultSeverity]],
            focus=said[SH.focusNode],
            path=path if isinstance(path, URIRef) else None,
            value=said.get(SH.value),
            message=" ".join(sorted(messages)),
            shape=self._compiled.owners[said[SH.sourceShape]],
            component=said[SH.sourceConstraintComponent],
        )
