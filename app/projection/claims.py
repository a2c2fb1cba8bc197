"""Which attributions are one claim across documents, kept as a pure function of the documents that are in.

What is compared is not each attribution but each *wording*: the facets that attributions share. A thousand documents that
report one sentence have one wording, and one more of them costs a look-up. A wording that comes is compared with those that
share a block with it; then the part of the web of wordings that it touches is put into clusters anew. A claim has its id from
the wording that was published first, so that documents which come later leave the ids of earlier ones as they are.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import blake2b

from pydantic import TypeAdapter

from app.joining.alike import same
from app.joining.clusters import clusters
from app.joining.facets import Facets
from app.joining.sayings import Saying
from app.linking.identity import digest
from app.projection.blocks import Blocks

READ_FACETS = 20_000
"""Facets that are kept as values: reading one from its JSON takes longer than comparing it."""

UNDATED = "9999"
"""The date of a document without one: after all others."""

_FACETS = TypeAdapter(Facets)
_SAYING = TypeAdapter(Saying)


@dataclass(slots=True)
class Moved:
    """What putting or removing a document changed: documents whose claims have other ids, and claims with other members."""

    documents: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)


class Claims:
    """Claims of the documents' attributions, in the projection's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._blocks = Blocks(connection)

    def put(self, document: str, sayings: Sequence[Saying]) -> Moved:
        """Take in (again) what a document says."""
        return self._exchange(document, sayings)

    def remove(self, document: str) -> Moved:
        """Forget a document."""
        return self._exchange(document, ())

    def ids(self, document: str) -> tuple[str, ...]:
        """The claims of a document's attributions, in their order."""
        query = "SELECT claim FROM saying JOIN wording ON wording = id WHERE document = ? ORDER BY place"
        return tuple(row[0] for row in self._sql.execute(query, (document,)))

    def sayings(self, claim: str) -> list[Saying]:
        """All that is said of a claim, by document and place."""
        query = "SELECT said FROM saying JOIN wording ON wording = id WHERE claim = ? ORDER BY document, place"
        return [_SAYING.validate_json(row[0]) for row in self._sql.execute(query, (claim,))]

    def _exchange(self, document: str, sayings: Sequence[Saying]) -> Moved:
        known = self._by_key(document)
        moved = Moved(claims=set(known.values()))
        before = {row[0] for row in self._sql.execute("SELECT wording FROM saying WHERE document = ?", (document,))}
        self._sql.execute("DELETE FROM saying WHERE document = ?", (document,))
        after, new = set(), set()
        for saying in sayings:
            wording, made = self._interned(saying.facets)
            after.add(wording)
            new |= {wording} if made else set()
            row = (document, saying.place, wording, saying.outlet.published or UNDATED, _SAYING.dump_json(saying).decode())
            self._sql.execute("INSERT INTO saying VALUES (?, ?, ?, ?, ?)", row)
        renamed = {wording for wording in before | after if self._published(wording)}
        gone = {wording for wording in before - after if not self._held(wording)}
        self._settle(new | renamed - gone, gone, moved)
        now = self._by_key(document)
        moved.claims |= set(now.values())
        moved.documents.discard(document)
        for key in known.keys() & now.keys():
            self._redirect(known[key], now[key])
        return moved

    def _by_key(self, document: str) -> dict[str, str]:
        """The claims of a document's attributions by the keys of their wordings, which stay when decisions mark them."""
        query = "SELECT key, claim FROM saying JOIN wording ON wording = id WHERE document = ?"
        return dict(self._sql.execute(query, (document,)).fetchall())

    def _redirect(self, old: str, new: str) -> None:
        if old != new:
            self._sql.execute("INSERT OR REPLACE INTO claim_redirect VALUES (?, ?)", (old, new))

    def _published(self, wording: int) -> bool:
        """Keep when a wording was published first; returns whether that is another time or document than before."""
        query = "SELECT published || ' ' || document FROM saying WHERE wording = ? ORDER BY published, document LIMIT 1"
        row = self._sql.execute(query, (wording,)).fetchone()
        first = row[0] if row else None
        (before,) = self._sql.execute("SELECT first FROM wording WHERE id = ?", (wording,)).fetchone()
        self._sql.execute("UPDATE wording SET first = ? WHERE id = ?", (first, wording))
        return bool(before != first)

    def _interned(self, facets: Facets) -> tuple[int, bool]:
        line = json.dumps(asdict(facets), sort_keys=True)
        mark = blake2b(line.encode(), digest_size=16).digest()
        row = self._sql.execute("SELECT id FROM wording WHERE digest = ?", (mark,)).fetchone()
        if row is not None:
            return row[0], False
        made = self._sql.execute(
            "INSERT INTO wording (digest, key, facets) VALUES (?, ?, ?)", (mark, facets.key, line)
        ).lastrowid
        assert made is not None
        self._compare(made, mark, facets)
        self._blocks.put(made, facets)
        return made, True

    def _compare(self, made: int, mark: bytes, facets: Facets) -> None:
        """Link a new wording with those that say the same; of two, the one with the lower digest is always the first."""
        for other in sorted(self._blocks.sharing(facets)):
            its_mark, its_facets = self._known(other)
            score = same(facets, its_facets) if mark < its_mark else same(its_facets, facets)
            if score is not None:
                self._sql.executemany("INSERT INTO alike VALUES (?, ?, ?)", [(made, other, score), (other, made, score)])

    def _known(self, wording: int) -> tuple[bytes, Facets]:
        mark, line = self._sql.execute("SELECT digest, facets FROM wording WHERE id = ?", (wording,)).fetchone()
        return mark, read_facets(line)

    def _held(self, wording: int) -> bool:
        return self._sql.execute("SELECT 1 FROM saying WHERE wording = ? LIMIT 1", (wording,)).fetchone() is not None

    def _settle(self, new: set[int], gone: set[int], moved: Moved) -> None:
        """Put into clusters anew all that the new and gone wordings touch."""
        seeds = new | {other for wording in gone for other, _ in self._alike(wording)} - gone
        for wording in gone:
            self._forget(wording)
        region = self._region(seeds)
        known = {wording: self._named(wording) for wording in region}
        keys = {wording: key for wording, (_, key) in known.items()}
        edges = [(score, one, other) for one in region for other, score in self._alike(one) if one < other]
        for members in clusters(keys, edges):
            self._assign(members, digest(min(known[member] for member in members)[1]), moved)

    def _assign(self, members: Iterable[int], claim: str, moved: Moved) -> None:
        for member in members:
            (before,) = self._sql.execute("SELECT claim FROM wording WHERE id = ?", (member,)).fetchone()
            if before == claim:
                continue
            self._sql.execute("UPDATE wording SET claim = ? WHERE id = ?", (claim, member))
            moved.claims |= {claim} if before is None else {claim, before}
            moved.documents |= {row[0] for row in self._sql.execute("SELECT document FROM saying WHERE wording = ?", (member,))}
            if before is not None:
                self._redirect(before, claim)

    def _forget(self, wording: int) -> None:
        self._blocks.remove(wording, self._known(wording)[1])
        for statement in (
            "DELETE FROM wording WHERE id = ?",
            "DELETE FROM alike WHERE one = ?",
            "DELETE FROM alike WHERE other = ?",
        ):
            self._sql.execute(statement, (wording,))

    def _region(self, seeds: set[int]) -> set[int]:
        region, waiting = set[int](), set(seeds)
        while waiting:
            wording = waiting.pop()
            region.add(wording)
            waiting |= {other for other, _ in self._alike(wording)} - region
        return region

    def _alike(self, wording: int) -> Iterator[tuple[int, float]]:
        yield from self._sql.execute("SELECT other, score FROM alike WHERE one = ?", (wording,)).fetchall()

    def _named(self, wording: int) -> tuple[str, str]:
        """When a wording was published first, and its key."""
        first, key = self._sql.execute("SELECT first, key FROM wording WHERE id = ?", (wording,)).fetchone()
        return first, key


@lru_cache(READ_FACETS)
def read_facets(line: str) -> Facets:
    """The facets in a line of JSON."""
    return _FACETS.validate_json(line)


def claim_redirected(connection: sqlite3.Connection, old: str) -> str | None:
    """The id that a claim has now which once had the id ``old``; ``None`` where ``old`` is in use, or never was."""
    seen, current = {old}, old
    while connection.execute("SELECT 1 FROM wording WHERE claim = ? LIMIT 1", (current,)).fetchone() is None:
        row = connection.execute("SELECT new FROM claim_redirect WHERE old = ?", (current,)).fetchone()
        if row is None or row[0] in seen:
            return None
        current = row[0]
        seen.add(current)
    return current if current != old else None
