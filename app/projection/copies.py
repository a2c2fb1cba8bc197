"""What each document is like to others, and which depend on each other: kept so that a document costs what it has itself.

No pair of documents is kept. Whether two depend on each other is a pure function of their profiles (``joining.depending``), so
a document that comes or goes changes nothing between others, and five hundred copies of one text are five hundred profiles.
Who needs the dependences among the documents of one claim asks ``among``, which gives a spanning forest; who needs those of
one document asks ``of``, which finds the others by the words and names that they share.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence

from pydantic import TypeAdapter

from app.joining.copying import Prints, search_keys
from app.joining.depending import cited_names, dependences, names, spanning
from app.joining.profile import Profile
from app.model.joined import Dependence

FURNITURE = 2_000
"""Documents beyond which a key is furniture (the words under each story of an agency), by which none is found.

It is a property of the set of documents, whatever their order; a story has other words, by which its copies are found.
"""

OUTLET = "outlet:"
"""Names of outlets find only documents that share words as well: an outlet is cited by far more than one document of it."""

NAMED = "SELECT document FROM copy_name WHERE name = ? AND cites = ?"
HOLDERS = "SELECT document FROM copy_key WHERE key = ? LIMIT ?"


class Copies:
    """The documents' profiles, in the projection's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._written = TypeAdapter(Profile)

    def put(self, document: str, profile: Profile) -> None:
        """Take in (again) what a document is like; raises ``ValueError`` for a profile of another document."""
        if profile.document != document:
            raise ValueError(f"the profile is that of {profile.document}, not of {document}")
        self.remove(document)
        light = self._written.dump_python(profile, mode="json", exclude={"prints"}, exclude_defaults=True)
        values = (document, json.dumps(light, separators=(",", ":")), profile.prints.words, _packed(profile.prints))
        place = self._sql.execute("INSERT INTO copy_profile (document, profile, words, prints) VALUES (?, ?, ?, ?)", values)
        number = place.lastrowid
        rows = [(name, cites, number) for cites, several in _named(profile) for name in several]
        self._sql.executemany("INSERT OR IGNORE INTO copy_name VALUES (?, ?, ?)", rows)
        keys = sorted(search_keys(profile.prints))
        self._sql.executemany("INSERT INTO copy_key VALUES (?, ?)", [(key, number) for key in keys])

    def remove(self, document: str) -> None:
        """Forget a document."""
        row = self._sql.execute("SELECT id FROM copy_profile WHERE document = ?", (document,)).fetchone()
        profile = self.profile(document)
        if row is None or profile is None:
            return
        for cites, several in _named(profile):
            rows = [(name, cites, row[0]) for name in several]
            self._sql.executemany("DELETE FROM copy_name WHERE name = ? AND cites = ? AND document = ?", rows)
        keys = [(key, row[0]) for key in sorted(search_keys(profile.prints))]
        self._sql.executemany("DELETE FROM copy_key WHERE key = ? AND document = ?", keys)
        self._sql.execute("DELETE FROM copy_profile WHERE id = ?", (row[0],))

    def profile(self, document: str) -> Profile | None:
        """The profile of a document; ``None`` where it is not in."""
        return next(self._read("document", [document]), None)

    def among(self, documents: Iterable[str]) -> tuple[Dependence, ...]:
        """Enough dependences to join all of these documents that depend on each other (``depending.spanning``).

        Those that are not in are passed over.
        """
        return spanning(self._read("document", sorted(set(documents))))

    def of(self, document: str) -> list[tuple[str, Dependence]]:
        """The documents that depend on this one or it on them, each with what shows it, in the order of their ids.

        That one names the outlet of the other counts here only where the two share words too.
        """
        known = self.profile(document)
        if known is None:
            return []
        others = sorted(self._read("id", self._candidates(known)), key=lambda profile: profile.document)
        return [(other.document, found) for other in others for found in dependences(known, other)]

    def _candidates(self, profile: Profile) -> list[int]:
        found: set[int] = set()
        for key in search_keys(profile.prints):
            holders = {row[0] for row in self._sql.execute(HOLDERS, (key, FURNITURE + 1))}
            found |= holders if len(holders) <= FURNITURE else set()
        for cites, several in _named(profile):
            for name in several:
                if not name.startswith(OUTLET):
                    found |= {row[0] for row in self._sql.execute(NAMED, (name, not cites))}
        return sorted(found)

    def _read(self, column: str, keys: Sequence[str] | Sequence[int]) -> Iterator[Profile]:
        query = f"SELECT document, profile, words, prints FROM copy_profile WHERE {column} = ?"  # noqa: S608
        for key in keys:
            row = self._sql.execute(query, (key,)).fetchone()
            if row is not None:
                light = json.loads(row[1])
                yield self._written.validate_python(light | {"document": row[0], "prints": _unpacked(row[2], row[3])})


def _named(profile: Profile) -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """The names by which the document cites others, and those by which it can be cited."""
    return (True, cited_names(profile)), (False, names(profile))


def _packed(prints: Prints) -> bytes:
    """The four columns one after the other: numbers of eight bytes, then places, starts and ends of four."""
    return array("Q", prints.numbers).tobytes() + array("I", prints.places + prints.starts + prints.ends).tobytes()


def _unpacked(words: int, packed: bytes) -> Prints:
    count = len(packed) // 20
    numbers, rest = array("Q", packed[: 8 * count]), array("I", packed[8 * count :])
    columns = (tuple(rest[at * count : (at + 1) * count]) for at in range(3))
    return Prints(words, tuple(numbers), *columns)
