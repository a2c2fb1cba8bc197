"""How answers ask the graph: prefixes, and the only place where a value becomes part of a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from app.errors import InvalidInput
from app.graph.iris import Iris
from app.graph.names import PREFIXES
from app.store.port import Term

PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

MOST_WORDS = 20
"""More words than this narrow no further."""

Value = NamedNode | Literal
Row = Mapping[str, Term]
"""One solution of a query."""

NUMBER = re.compile(r"[-+]?\d{1,30}(\.\d{1,30})?")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def node(iri: str) -> NamedNode:
    """An IRI as a term; raises ``InvalidInput`` for what is not an IRI."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise InvalidInput(f"{iri!r} is not an IRI: {error}") from None


def values(name: str, terms: Iterable[Value]) -> str:
    """A ``VALUES`` block that binds ``?name`` to each of ``terms``.

    The terms are written by pyoxigraph, which escapes literals and has checked IRIs: no value can leave its place in the query.
    """
    return f"VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }}"


def ours(iris: Iris, graph: str) -> str:
    """A filter that leaves out what stands in workspace graphs: what users say is not what Sayso says of its things."""
    return f"FILTER(!STRSTARTS(STR(?{graph}), {Literal(f'{iris.base}/graph/workspace/')}))"


def value(row: Row, name: str) -> str:
    """The text or IRI of a variable in a solution; empty where it is unbound."""
    term = row.get(name)
    return "" if term is None or isinstance(term, Triple) else term.value


def whole(row: Row, name: str) -> int:
    """The integer of a variable in a solution; 0 where it is unbound."""
    return int(value(row, name) or 0)


def true(row: Row, name: str) -> bool:
    """Whether a variable is bound to true; Virtuoso gives 1 for what it has found to be true."""
    return value(row, name) in {"true", "1"}


def compact(iri: str) -> str:
    """An IRI as a prefixed name where one of our prefixes fits, otherwise itself."""
    for name, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{name}:{iri[len(start) :]}"
    return iri


def words_within(name: str, q: str) -> str:
    """A filter: each word of ``q`` occurs in ``?name``, in any case. Raises ``InvalidInput`` where there is no word."""
    words = q.casefold().split()
    if not words:
        raise InvalidInput("q is empty; leave it out to see all")
    return "FILTER(" + " && ".join(f"CONTAINS(LCASE(STR(?{name})), {text(word)})" for word in words[:MOST_WORDS]) + ")"


def text(value: str, datatype: str | None = None) -> Literal:
    """Words as a term, plain or of a datatype; raises ``InvalidInput`` for half a surrogate pair, which is no text."""
    try:
        return Literal(value, datatype=NamedNode(datatype) if datatype else None)
    except ValueError:
        raise InvalidInput("the text holds half a surrogate pair, which is not Unicode") from None


def date(value: str) -> Literal:
    """The beginning of an ISO 8601 date as a term; raises ``InvalidInput`` for anything else."""
    if not DATE.fullmatch(value):
        raise InvalidInput(f"{value!r} is not a date such as 2018, 2018-01 or 2018-01-29")
    return Literal(value)


def number(value: str) -> Literal:
    """A number as a term; raises ``InvalidInput`` for anything else."""
    if not NUMBER.fullmatch(value):
        raise InvalidInput(f"{value!r} is not a number such as 23 or 2.4")
    return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + ("decimal" if "." in value else "integer")))
