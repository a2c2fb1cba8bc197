"""Seven questions of researchers, each with values out of the data that it is asked of."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from pyoxigraph import Literal, QuerySolutions, Store

from bench.sparql.world import SUBJECTS

PREFIXES = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX sayso: <https://w3id.org/sayso/ontology#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
TEXTS = {
    "label look-up": "SELECT ?entity ?type WHERE { ?entity skos:prefLabel $name ; a ?type }",
    "claims of a source": """SELECT ?claim ?text ?document WHERE {
  ?attribution sayso:source $source ; sayso:claim ?claim ; sayso:inDocument ?document . ?claim schema:text ?text }""",
    "multi-publisher aggregate": """SELECT ?claim (COUNT(DISTINCT ?publisher) AS ?publishers) WHERE {
  ?claim a sayso:Claim ; sayso:reportedIn ?document . ?document dcterms:publisher ?publisher ; dcterms:issued ?issued
  FILTER (?issued >= $since) } GROUP BY ?claim HAVING (COUNT(DISTINCT ?publisher) >= 2)""",
    "two-hop co-mention": """SELECT ?third (COUNT(DISTINCT ?document) AS ?documents) WHERE {
  { SELECT DISTINCT ?second WHERE {
      ?first sayso:refersTo $entity ; sayso:inDocument ?here . ?other sayso:inDocument ?here ; sayso:refersTo ?second } }
  { SELECT DISTINCT ?second ?document WHERE {
      ?one sayso:refersTo ?second ; sayso:inDocument ?document . ?document dcterms:publisher $publisher } }
  ?two sayso:inDocument ?document ; sayso:refersTo ?third } GROUP BY ?third""",
    "count by type": """SELECT ?type (COUNT(?thing) AS ?things) WHERE {
  ?thing a ?type FILTER (?type NOT IN ($two)) } GROUP BY ?type""",
    "regex": 'SELECT ?claim ?text WHERE { ?claim a sayso:Claim ; schema:text ?text FILTER regex(?text, $pattern, "i") }',
    "property path": """SELECT ?part (COUNT(?attribution) AS ?statements) WHERE {
  ?part org:subOrganizationOf* $body . ?attribution sayso:source ?part } GROUP BY ?part""",
}
FOUND = {
    "name": "?e a sayso:Entity ; skos:prefLabel ?x",
    "source": "?a sayso:source ?x",
    "entity": "?m sayso:refersTo ?x",
    "publisher": "?d dcterms:publisher ?x",
    "body": "?e org:subOrganizationOf ?x",
    "type": "?e a ?x",
}
"""Where the values are that a place in a question may take."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query with places (``$name``), and the terms that each may take, in SPARQL's own writing."""

    name: str
    text: str
    values: Mapping[str, Sequence[str]]

    def asked(self, chance: random.Random) -> str:
        """The query with terms chosen at random."""
        text = self.text
        for place, terms in self.values.items():
            text = text.replace(f"${place}", chance.choice(terms))
        return PREFIXES + text


class Asking:
    """Asks a question again and again, each time with other terms, and in a text that no request had before."""

    def __init__(self, question: Question, seed: int, client: int = 0) -> None:
        self._question, self._client = question, client
        self.chance = random.Random(f"{seed} {client} {question.name}")
        self._number = 0

    def __call__(self) -> str:
        """The next query."""
        self._number += 1
        return f"# {self._client}.{self._number}\n{self._question.asked(self.chance)}"


@dataclass(frozen=True, slots=True)
class Again:
    """Asks the same again."""

    query: str

    def __call__(self) -> str:
        """The same query as ever."""
        return self.query


def questions(store: Store) -> tuple[Question, ...]:
    """The seven questions about this data set."""
    values = {place: _terms(store, pattern) for place, pattern in FOUND.items()}
    values["two"] = [f"{one}, {other}" for one, other in permutations(values["type"], 2)]
    values["since"] = [f'"2018-{month:02d}-{day:02d}"^^xsd:date' for month in range(1, 9) for day in range(1, 29)]
    values["pattern"] = [_pattern(*parts) for parts in product(range(10), SUBJECTS)]
    return tuple(
        Question(name, text, {place: terms for place, terms in values.items() if f"${place}" in text})
        for name, text in TEXTS.items()
    )


def solutions(store: Store, query: str) -> QuerySolutions:
    """What a SELECT query finds in the union of all graphs. Raises ``TypeError`` for a query of another kind."""
    found = store.query(query, use_default_graph_as_union=True)
    if not isinstance(found, QuerySolutions):
        raise TypeError("this is no SELECT query")
    return found


def _terms(store: Store, pattern: str) -> list[str]:
    query = f"{PREFIXES} SELECT DISTINCT ?x WHERE {{ {pattern} }}"
    return sorted(str(row["x"]) for row in solutions(store, query))


def _pattern(digit: int, subject: str) -> str:
    """A number that ends with this digit, of these things in some sort of place."""
    return str(Literal(f"[0-9]{digit} {subject.upper()} in [A-Z]+ (COUNTY|CITY|FALLS)"))
