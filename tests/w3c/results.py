"""When two answers are the same: solutions as multisets, in order where that counts, with blank nodes matched to each other.

Literals are the same when they have one datatype and one value. What the suite expects stands in files of six formats. See
SPARQL 1.1 Query Language, 18.1 and 18.5.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

RESULT_SET = """
PREFIX rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#>
SELECT ?solution ?variable ?value {
  ?set a rs:ResultSet ; rs:solution ?solution . ?solution rs:binding [ rs:variable ?variable ; rs:value ?value ]
}
"""
FORMATS = {
    "srx": QueryResultsFormat.XML,
    "srj": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
}
Term = NamedNode | BlankNode | Literal | Triple
Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT query gives; unbound variables are left out of a row."""

    variables: frozenset[str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """What a CONSTRUCT or DESCRIBE query gives."""

    triples: frozenset[Triple]


Result = Solutions | Graph | bool


def same(one: Result, other: Result, ordered: bool = False) -> bool:
    """Whether two answers are the same; ``ordered`` is whether the order of solutions counts."""
    if isinstance(one, Solutions) and isinstance(other, Solutions):
        return one.variables == other.variables and _canonical(_described(one, ordered)) == _canonical(
            _described(other, ordered)
        )
    if isinstance(one, Graph) and isinstance(other, Graph):
        return _canonical(_quads(one.triples)) == _canonical(_quads(other.triples))
    return type(one) is type(other) and one == other


def found(given: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    """What pyoxigraph gave, as a value."""
    if isinstance(given, QueryTriples):
        return Graph(frozenset(given))
    if isinstance(given, QueryBoolean):
        return bool(given)
    names = [variable.value for variable in given.variables]
    rows = ({name: term for name, term in zip(names, row, strict=True) if term is not None} for row in given)
    return Solutions(frozenset(names), tuple(rows))


def expected(path: Path, base: str) -> Result:
    """What a file of the suite says that the answer is."""
    suffix = path.suffix.removeprefix(".")
    if suffix in FORMATS:
        return table(path.read_bytes(), FORMATS[suffix])
    if suffix == "csv":
        return plain_table(path.read_text("utf-8"))
    triples = frozenset(quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE, base_iri=base))
    return _result_set(triples) or Graph(triples)


def table(content: bytes, form: QueryResultsFormat) -> Result:
    """Solutions or a boolean in one of the formats that tell terms apart."""
    return found(parse_query_results(content, form))


def plain_table(text: str) -> Solutions:
    """Solutions in CSV, which has no terms but their texts (SPARQL 1.1 Results CSV and TSV, 3); nothing is unbound or empty."""
    names, *lines = csv.reader(io.StringIO(text))
    rows = ({name: _cell(cell) for name, cell in zip(names, line, strict=True) if cell} for line in lines)
    return Solutions(frozenset(names), tuple(rows))


def texts(solutions: Solutions) -> Solutions:
    """Solutions as CSV can tell them: each term is its text, but blank nodes stay."""
    rows = ({name: _text(term) for name, term in row.items()} for row in solutions.rows)
    return Solutions(solutions.variables, tuple(rows))


def _text(term: Term) -> Term:
    return term if isinstance(term, BlankNode) else Literal(term.value)


def graph(content: bytes, form: RdfFormat) -> Graph:
    """A graph as it was written."""
    return Graph(frozenset(quad.triple for quad in parse(content, form)))


def _cell(text: str) -> Term:
    return BlankNode(text.removeprefix("_:")) if text.startswith("_:") else Literal(text)


def _result_set(triples: Iterable[Triple]) -> Solutions | None:
    store = Store()
    store.extend(_quads(triples))
    if not store.query("ASK { ?set a <http://www.w3.org/2001/sw/DataAccess/tests/result-set#ResultSet> }"):
        return None
    rows: dict[Term, dict[str, Term]] = {}
    for solution, variable, value in store.query(RESULT_SET):
        rows.setdefault(solution, {})[variable.value] = value
    names = store.query("SELECT ?n { ?s <http://www.w3.org/2001/sw/DataAccess/tests/result-set#resultVariable> ?n }")
    return Solutions(frozenset(row["n"].value for row in names), tuple(rows.values()))


def _described(solutions: Solutions, ordered: bool) -> Iterator[Quad]:
    """Solutions as a graph. Equal ones are counted, so that a row of the graph is like no other."""
    listed: Iterable[tuple[Row, int]] = ((row, place) for place, row in enumerate(solutions.rows))
    if not ordered:
        listed = [(dict(row), times) for row, times in Counter(frozenset(row.items()) for row in solutions.rows).items()]
    for row, number in listed:
        node = BlankNode()
        yield Quad(node, NamedNode("row:number"), Literal(number))
        for name, term in row.items():
            yield Quad(node, NamedNode(f"variable:{name}"), term)


def _quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(*triple) for triple in triples)


def _canonical(quads: Iterable[Quad]) -> Dataset:
    store = Store()
    store.extend(quads)  # which writes numbers in one way: 1.0E2 and 100 are one double, and 100.0 is no integer
    dataset = Dataset(store)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset
