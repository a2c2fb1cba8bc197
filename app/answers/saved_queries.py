"""The competency questions as queries with names: read from ``ontology/queries/*.rq``, run with parameters.

A file begins with comments: ``# name:``, ``# title:``, ``# description:``, and ``# parameter: NAME KIND what it narrows``. A
parameter is a variable of the query, which is valid by itself and then asks about everything; its value goes where the pattern
begins, or where a line ``# values`` stands. Its kind is ``IRI:entity`` (or another kind of thing: its id or IRI is given),
``IRI``, ``dateTime``, ``number``, ``boolean`` or ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from pyoxigraph import Literal

from app.answers.models import SavedQuery
from app.answers.places import iri_of
from app.answers.sparql import Value, node, number, text, values
from app.errors import DataFolder, InvalidInput, NotFound
from app.graph.iris import Iris
from app.graph.names import PREFIXES

WHERE = re.compile(r"^[^#\n]*?\bWHERE\s*\{", re.MULTILINE)
"""Where the pattern of a query begins: the place of the values of its parameters."""
PLACE = re.compile(r"^[ \t]*# values[ \t]*$", re.MULTILINE)
"""A line that is their place instead: within a subquery they narrow what it looks at, outside only what it has found."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that can be given, and of which kind its value is."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query file, taken apart."""

    query: SavedQuery
    parameters: Mapping[str, Parameter]


class SavedQueries:
    """The saved queries of a folder; read once. Raises ``DataFolder`` for a file that is not as it must be."""

    def __init__(self, folder: Path, iris: Iris) -> None:
        self._iris = iris
        read = [_read(file) for file in sorted(folder.glob("*.rq"))]
        self._questions = {question.query.name: question for question in read}

    def list(self) -> Iterable[SavedQuery]:
        """All of them, in the order of their files."""
        return [question.query for question in self._questions.values()]

    def get(self, name: str) -> SavedQuery:
        """The query with this name; raises ``NotFound``."""
        return self._question(name).query

    def parameters(self, name: str) -> Iterable[Parameter]:
        """What can be given to a query; raises ``NotFound``."""
        return self._question(name).parameters.values()

    def sparql(self, name: str, given: Mapping[str, str]) -> str:
        """The query for these values of its parameters; a parameter without a value asks about everything.

        Raises ``NotFound`` for an unknown name, ``InvalidInput`` for a parameter that the query does not have or a value that
        it cannot have.
        """
        question = self._question(name)
        unknown = sorted(set(given) - set(question.parameters))
        if unknown:
            known = ", ".join(question.parameters) or "none"
            raise InvalidInput(f"the query {name!r} has no parameter {', '.join(unknown)}; its parameters: {known}")
        bound = (values(key, [self._term(question.parameters[key], value)]) for key, value in sorted(given.items()))
        block, sparql = " ".join(bound), question.query.sparql
        if not given:
            return sparql
        if PLACE.search(sparql):
            return PLACE.sub(lambda _: block, sparql, count=1)
        return WHERE.sub(lambda found: f"{found[0]} {block}", sparql, count=1)

    def _question(self, name: str) -> Question:
        if name not in self._questions:
            raise NotFound(f"there is no saved query {name!r}; there are {', '.join(self._questions) or 'none'}")
        return self._questions[name]

    def _term(self, parameter: Parameter, value: str) -> Value:
        """What was given as a term of the parameter's kind. Raises ``InvalidInput`` where it is none."""
        form, _, kind = parameter.kind.partition(":")
        if form == "IRI":
            return node(iri_of(self._iris, kind, value) if kind else value)
        if form == "dateTime":
            return _moment(value)
        if form == "boolean":
            return _boolean(value)
        return number(value) if form == "number" else text(value)


def _moment(value: str) -> Literal:
    """A moment as a term; a date means its beginning, and what names no zone is in UTC."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise InvalidInput(f"{value!r} is not a moment such as 2018-01-29 or 2018-01-29T12:00:00Z") from None
    exact = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return text(exact.isoformat(), datatype=f"{PREFIXES['xsd']}dateTime")


def _boolean(value: str) -> Literal:
    """A yes or no as a term, as JSON writes it."""
    if value not in {"true", "false"}:
        raise InvalidInput(f"{value!r} is neither true nor false")
    return text(value, datatype=f"{PREFIXES['xsd']}boolean")


def _read(file: Path) -> Question:
    sparql = file.read_text("utf-8")
    lines = [line.removeprefix("#").strip() for line in takewhile(lambda line: line.startswith("#"), sparql.splitlines())]
    stated = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    said = dict(stated)
    parameters = [Parameter(*value.split(maxsplit=2)) for name, value in stated if name == "parameter"]
    if not {"name", "title", "description"} <= said.keys() or not WHERE.search(sparql):
        raise DataFolder(f"{file.name} needs # name:, # title:, # description: and a WHERE")
    query = SavedQuery(
        name=said["name"],
        title=said["title"],
        description=said["description"],
        parameters=[parameter.name for parameter in parameters],
        sparql=sparql,
    )
    return Question(query, {parameter.name: parameter for parameter in parameters})
