"""What each document is like to others, and which depend on each other: kept so that a document costs what it has itself.

No pair of documents is kept. Whether two depend on each other is a pure function of their profiles (``joining.depending``), so
a document that comes or goes changes nothing between others, and five hundred copies of one text are five hundred profiles.
Who needs the dependences among the documents of one claim asks ``among``, which gives a spanning forest.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable

from pydantic import TypeAdapter

from app.joining.copying import Prints
from app.joining.depending import dependences, spanning
from app.joining.profile import Profile
from app.model.joined import Dependence


class Copies:
    """The documents' profiles, in the projection's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._written = TypeAdapter(Profile)
        self._read: dict[str, Profile | None] = {}
        self._compared: dict[tuple[str, str], tuple[Dependence, ...]] = {}

    def put(self, document: str, profile: Profile) -> None:
        """Take in (again) what a document is like; raises ``ValueError`` for a profile of another document."""
        if profile.document != document:
            raise ValueError(f"the profile is that of {profile.document}, not of {document}")
        self.forget()
        light = self._written.dump_python(profile, mode="json", exclude={"prints"}, exclude_defaults=True)
        values = (document, json.dumps(light, separators=(",", ":")), profile.prints.words, _packed(profile.prints))
        self._sql.execute("INSERT OR REPLACE INTO copy_profile (document, profile, words, prints) VALUES (?, ?, ?, ?)", values)

    def remove(self, document: str) -> None:
        """Take a document out."""
        self.forget()
        self._sql.execute("DELETE FROM copy_profile WHERE document = ?", (document,))

    def forget(self) -> None:
        """Let go of what was read and compared since the last change: several claims of a document have the same documents."""
        self._read, self._compared = {}, {}

    def profile(self, document: str) -> Profile | None:
        """The profile of a document; ``None`` where it is not in."""
        if document not in self._read:
            self._read[document] = self._kept(document)
        return self._read[document]

    def _kept(self, document: str) -> Profile | None:
        query = "SELECT profile, words, prints FROM copy_profile WHERE document = ?"
        row = self._sql.execute(query, (document,)).fetchone()
        if row is None:
            return None
        return self._written.validate_python(json.loads(row[0]) | {"document": document, "prints": _unpacked(row[1], row[2])})

    def among(self, documents: Iterable[str]) -> tuple[Dependence, ...]:
        """Enough dependences to join all of these documents that depend on each other (``depending.spanning``).

        Those that are not in are passed over.
        """
        known = (self.profile(document) for document in sorted(set(documents)))
        return spanning((profile for profile in known if profile is not None), self._dependences)

    def _dependences(self, one: Profile, other: Profile) -> tuple[Dependence, ...]:
        pair = one.document, other.document
        if pair not in self._compared:
            self._compared[pair] = dependences(one, other)
        return self._compared[pair]


def _packed(prints: Prints) -> bytes:
    """The four columns one after the other: numbers of eight bytes, then places, starts and ends of four."""
    return array("Q", prints.numbers).tobytes() + array("I", prints.places + prints.starts + prints.ends).tobytes()


def _unpacked(words: int, packed: bytes) -> Prints:
    count = len(packed) // 20
    numbers, rest = array("Q", packed[: 8 * count]), array("I", packed[8 * count :])
    columns = (tuple(rest[at * count : (at + 1) * count]) for at in range(3))
    return Prints(words, tuple(numbers), *columns)
