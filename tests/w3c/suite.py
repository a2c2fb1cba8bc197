"""The W3C's SPARQL 1.1 test suite, read in place: what its manifests ask for, as values.

A file of the suite is known by the IRI that it has at the W3C, and is read with that IRI as its base.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
TESTS = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?test ?kind ?name ?action ?result {
  ?manifest mf:entries/rdf:rest*/rdf:first ?test . ?test a ?kind ; mf:action ?action .
  OPTIONAL { ?test mf:name ?name } OPTIONAL { ?test mf:result ?result }
}
"""
PARTS = """
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
PREFIX ut: <http://www.w3.org/2009/sparql/tests/test-update#>
SELECT ?action ?part ?file {
  VALUES ?part { qt:query qt:data qt:graphData qt:serviceData ut:request } ?action ?part ?file
}
"""
Term = NamedNode | BlankNode | Literal | Triple | None


@dataclass(frozen=True, slots=True)
class Case:
    """One test: the request (a query or an update) made of the graphs of its data, and the file of what it must give."""

    iri: str
    kind: str
    name: str
    request: Path
    base: str
    data: tuple[str, ...] = ()
    graph_data: tuple[str, ...] = ()
    calls: bool = False
    result: Path | None = None

    @property
    def group(self) -> str:
        """The folder of the suite that it is in."""
        return self.request.parent.name

    @property
    def id(self) -> str:
        """A short name that no other test has."""
        return f"{self.group}/{self.iri.rpartition('#')[2]}"

    @property
    def chooses_graphs(self) -> bool:
        """Whether the query names its graphs itself."""
        return re.search(r"\bFROM\b", self.text()) is not None

    def text(self) -> str:
        """The request, with its base IRI (SPARQL 1.1 Query, 4.1.1: the place it was got from, which HTTP does not tell)."""
        return f"BASE <{self.base}>\n{self.request.read_text('utf-8')}"


@dataclass(frozen=True, slots=True)
class Suite:
    """The suite in a folder."""

    folder: Path

    def file(self, iri: str) -> Path:
        """The file that has this IRI."""
        return self.folder / iri.removeprefix(BASE)

    def iri(self, file: Path) -> str:
        """The IRI of a file."""
        return BASE + file.relative_to(self.folder).as_posix()

    def cases(self, *kinds: str) -> list[Case]:
        """All tests of these kinds (local names of ``mf:…Test`` classes), in the order of their ids."""
        cases = (case for manifest in self.folder.glob("*/manifest.ttl") for case in self._read(manifest))
        return sorted((case for case in cases if case.kind in kinds), key=lambda case: case.id)

    def _read(self, manifest: Path) -> list[Case]:
        store = Store()
        store.load(path=manifest, format=RdfFormat.TURTLE, base_iri=self.iri(manifest))
        parts: defaultdict[Term, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for row in store.query(PARTS):
            parts[row["action"]][_local(row["part"])].append(row["file"])
        return [self._case(row, parts[row["action"]]) for row in store.query(TESTS)]

    def _case(self, row: dict[str, Term], parts: dict[str, list[Term]]) -> Case:
        action, result, name = row["action"], row["result"], row["name"]
        request = next(iter((parts.get("query") or []) + (parts.get("request") or [])), action)
        base = request.value if isinstance(request, NamedNode) else BASE
        return Case(
            iri=row["test"].value,
            kind=_local(row["kind"]),
            name=name.value if name else "",
            request=self.file(base),
            base=base,
            data=_iris(parts.get("data", [])),
            graph_data=_iris(parts.get("graphData", [])),
            calls="serviceData" in parts,
            result=self.file(result.value) if isinstance(result, NamedNode) else None,
        )


def _local(term: Term) -> str:
    return term.value.rpartition("#")[2]


def _iris(terms: list[Term]) -> tuple[str, ...]:
    return tuple(sorted(term.value for term in terms if isinstance(term, NamedNode)))
