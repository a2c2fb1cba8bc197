"""What follows for a claim from all that is said of it: discrepancies, echoes, how many independent origins it has.

It is worked out anew for a claim whenever something that is said of it changes; what of it stood in the graph before is
compared with what stands now. A dependence of two documents shows in the echoes of several claims, so a statement stands while
any claim has it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
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

Lines: TypeAlias = dict[bytes, str]
"""N-Triples by their digests."""

Shown: TypeAlias = Callable[[Dependence], Lines]
"""What a dependence says, with the words that show it: worked out once for all claims of one event."""

HELD = """SELECT id, line, EXISTS (SELECT 1 FROM derived WHERE derived.line = derived_line.id)
FROM derived_line WHERE id IN (SELECT value FROM json_each(?))"""
"""Of the lines with these numbers, which any claim has."""

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
        shown = cache(partial(self._shown, words))
        for claim in sorted(said):
            self._replace(claim, self._lines(claim, said[claim], known, shown) if said[claim] else {}, stood)
        return self._delta(stood)

    def _lines(self, claim: str, said: Sequence[Saying], known: Known, shown: Shown) -> Lines:
        iris = self._iris
        stands = standing(said, known({saying.document for saying in said}))
        triples: list[Statement] = [*independence_triples(iris, claim, stands.independent)]
        for echo in stands.echoes:
            triples += echo_triples(iris, claim, echo)
        for discrepancy in differences(_telling(said)):
            triples += discrepancy_triples(iris, claim, discrepancy)
        lines = _lines(triples)
        for dependence in {each for echo in stands.echoes for each in echo.dependences}:
            lines |= shown(dependence)
        return lines

    def _shown(self, words: Words, dependence: Dependence) -> Lines:
        passages = (triple for place in dependence.places for triple in words(place))
        return _lines([*dependence_triples(self._iris, dependence), *passages])

    def _replace(self, claim: str, now: Lines, stood: dict[int, bool]) -> None:
        query = "SELECT digest, id FROM derived JOIN derived_line ON derived.line = id WHERE claim = ?"
        before: dict[bytes, int] = dict(self._sql.execute(query, (claim,)).fetchall())
        gone = [number for digest, number in before.items() if digest not in now]
        stood |= dict.fromkeys(gone, True)
        self._sql.executemany("DELETE FROM derived WHERE claim = ? AND line = ?", [(claim, number) for number in gone])
        new = {digest: line for digest, line in now.items() if digest not in before}
        for made in self._interned(new):
            stood[made] = False
        insert = "INSERT INTO derived SELECT ?, id FROM derived_line WHERE digest = ?"
        self._sql.executemany(insert, [(claim, digest) for digest in new])

    def _interned(self, lines: Lines) -> list[int]:
        """Keep these lines; returns the numbers of those that were not kept before."""
        (highest,) = self._sql.execute("SELECT coalesce(max(id), 0) FROM derived_line").fetchone()
        self._sql.executemany("INSERT OR IGNORE INTO derived_line (digest, line) VALUES (?, ?)", lines.items())
        return [row[0] for row in self._sql.execute("SELECT id FROM derived_line WHERE id > ?", (highest,))]

    def _delta(self, stood: Mapping[int, bool]) -> Follows:
        """What came and went, of the lines that may have; ``stood`` says for each whether it was there."""
        rows = self._sql.execute(HELD, (json.dumps(list(stood)),)).fetchall()
        self._sql.executemany("DELETE FROM derived_line WHERE id = ?", [(number,) for number, _, held in rows if not held])
        came = [line for number, line, held in rows if held and not stood[number]]
        went = [line for number, line, held in rows if stood[number] and not held]
        return Follows(_triples(came), _triples(went))


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


def _lines(triples: Iterable[Statement]) -> Lines:
    return {_digest(line): line for line in (f"{triple} ." for triple in kept_triples(triples))}


def _digest(line: str) -> bytes:
    return blake2b(line.encode(), digest_size=16).digest()


def _triples(lines: Iterable[str]) -> list[Triple]:
    return [quad.triple for quad in parse("\n".join(lines), RdfFormat.N_TRIPLES)]
