"""What follows for a claim from all that is said of it: discrepancies, echoes, how many independent origins it has.

It is worked out anew for a claim whenever something that is said of it changes; what of it stood in the graph before is
compared with what stands now. A dependence of two documents shows in the echoes of several claims, so a statement stands while
any claim has it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeAlias

from pyoxigraph import RdfFormat, Triple, parse

from app.graph.graphs import Triple as Statement
from app.graph.iris import Iris
from app.graph.joined import dependence_triples, discrepancy_triples, echo_triples, independence_triples
from app.joining.differences import differences
from app.joining.origins import standing
from app.joining.sayings import Saying
from app.model.joined import Dependence, Place
from app.projection.triples import kept_triples

Known: TypeAlias = Callable[[Iterable[str]], Sequence[Dependence]]
"""Of some documents, what shows that two of them depend on each other, whatever the claim."""

Words: TypeAlias = Callable[[Place], Iterable[Statement]]
"""The statements about a passage that shows a dependence, where they do not stand in its document's graph already."""

SAYINGS_COMPARED = 80
"""Sayings of one claim that are compared with each other, the first by document.

Beyond, only those that say something new are.
"""


@dataclass(slots=True)
class Follows:
    """What the claims graph must lose and gain."""

    add: list[Triple] = field(default_factory=list)
    remove: list[Triple] = field(default_factory=list)


class Derived:
    """The derived statements of claims, in the projection's transaction."""

    def __init__(self, connection: sqlite3.Connection, iris: Iris) -> None:
        self._sql, self._iris = connection, iris

    def settle(self, said: Mapping[str, Sequence[Saying]], known: Known, words: Words) -> Follows:
        """Work out anew what follows for these claims; one that nobody says any more loses all."""
        stood: dict[int, bool] = {}
        for claim in sorted(said):
            self._replace(claim, self._triples(claim, said[claim], known, words) if said[claim] else (), stood)
        return self._delta(stood)

    def _triples(self, claim: str, said: Sequence[Saying], known: Known, words: Words) -> Iterable[Triple]:
        iris = self._iris
        stands = standing(said, known({saying.document for saying in said}))
        triples: list[Statement] = [*independence_triples(iris, claim, stands.independent)]
        for echo in stands.echoes:
            triples += echo_triples(iris, claim, echo)
            for dependence in echo.dependences:
                triples += dependence_triples(iris, dependence)
                triples += [triple for place in dependence.places for triple in words(place)]
        for discrepancy in differences(_telling(said)):
            triples += discrepancy_triples(iris, claim, discrepancy)
        return kept_triples(triples)

    def _replace(self, claim: str, triples: Iterable[Triple], stood: dict[int, bool]) -> None:
        query = "SELECT digest, id FROM derived JOIN derived_line ON derived.line = id WHERE claim = ?"
        before: dict[bytes, int] = dict(self._sql.execute(query, (claim,)).fetchall())
        now = {_digest(line): line for line in (f"{triple} ." for triple in triples)}
        for number in (number for digest, number in before.items() if digest not in now):
            stood.setdefault(number, True)
            self._sql.execute("DELETE FROM derived WHERE claim = ? AND line = ?", (claim, number))
        for digest, line in now.items():
            if digest not in before:
                self._sql.execute("INSERT INTO derived VALUES (?, ?)", (claim, self._interned(digest, line, stood)))

    def _interned(self, digest: bytes, line: str, stood: dict[int, bool]) -> int:
        row = self._sql.execute("SELECT id FROM derived_line WHERE digest = ?", (digest,)).fetchone()
        if row is not None:
            return int(row[0])
        made = self._sql.execute("INSERT INTO derived_line (digest, line) VALUES (?, ?)", (digest, line)).lastrowid
        assert made is not None
        stood[made] = False
        return made

    def _delta(self, stood: Mapping[int, bool]) -> Follows:
        follows = Follows()
        for number, before in stood.items():
            held = self._sql.execute("SELECT 1 FROM derived WHERE line = ? LIMIT 1", (number,)).fetchone() is not None
            (line,) = self._sql.execute("SELECT line FROM derived_line WHERE id = ?", (number,)).fetchone()
            if held != before:
                (follows.add if held else follows.remove).append(_triple(line))
            if not held:
                self._sql.execute("DELETE FROM derived_line WHERE id = ?", (number,))
        return follows


def _telling(said: Sequence[Saying]) -> list[Saying]:
    """The sayings that are compared: all of few; of very many the first of each wording of each outlet's kind."""
    if len(said) <= SAYINGS_COMPARED:
        return list(said)
    seen, chosen = set(), []
    for saying in said:
        mark = (saying.facets, saying.outlet.primary)
        if mark not in seen:
            seen.add(mark)
            chosen.append(saying)
    return chosen[:SAYINGS_COMPARED]


def _digest(line: str) -> bytes:
    return blake2b(line.encode(), digest_size=16).digest()


def _triple(line: str) -> Triple:
    triple: Triple = next(iter(parse(line, RdfFormat.N_TRIPLES))).triple
    return triple
