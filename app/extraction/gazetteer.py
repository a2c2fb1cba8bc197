"""Names of authority records in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.model.authority import AuthorityRecord
from app.model.extraction import EntityType

WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
GAP = re.compile(r"\.?[\s\-–’'‘]+$")
LONGEST_ACRONYM = 7
HEADING = 2
"""Words up to which a text in capitals may be an acronym alone, as a heading is."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a text (offsets within it) that is a name of one authority record."""

    start: int
    end: int
    iri: str
    type: EntityType
    acronym: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    capital: tuple[bool, ...]
    record: AuthorityRecord


class Gazetteer:
    """Finds the names and acronyms of authority records; the longest name at a place wins.

    Names match by word, whatever the white space and apostrophes between; words that are capitalised in the record must be
    so in the text. Acronyms match in capitals only ("ICE", "DoJ"), and not in a text that is all capitals, where they may
    be words.
    """

    def __init__(self, records: Iterable[AuthorityRecord]) -> None:
        self._names: dict[str, list[_Entry]] = defaultdict(list)
        self._acronyms: dict[str, AuthorityRecord] = {}
        for record in records:
            self._add(record)
        for entries in self._names.values():
            entries.sort(key=lambda entry: -len(entry.words))

    def _add(self, record: AuthorityRecord) -> None:
        for notation in record.notations:
            self._acronyms.setdefault(_plain(notation), record)
        for name in (record.label, *record.names):
            words = WORD.findall(name)
            if words:
                entry = _Entry(tuple(map(_plain, words)), tuple(word[0].isupper() for word in words), record)
                self._names[entry.words[0]].append(entry)

    def find(self, text: str) -> Iterator[Match]:
        """The matches in ``text``, in order, without overlaps."""
        words = [(match.start(), match.end()) for match in WORD.finditer(text)]
        shouted = text.isupper() and len(words) > HEADING
        place = 0
        while place < len(words):
            found = self._name_at(text, words, place) or (None if shouted else self._acronym_at(text, words, place))
            if found is None:
                place += 1
                continue
            yield found
            while place < len(words) and words[place][0] < found.end:
                place += 1

    def _name_at(self, text: str, words: list[tuple[int, int]], place: int) -> Match | None:
        start = words[place][0]
        for entry in self._names.get(_plain(text[slice(*words[place])]), ()):
            there = words[place : place + len(entry.words)]
            if _fits(entry, text, there):
                return Match(start, there[-1][1], entry.record.iri, entry.record.type, acronym=False)
        return None

    def _acronym_at(self, text: str, words: list[tuple[int, int]], place: int) -> Match | None:
        start, end = words[place]
        word = text[start:end]
        if len(word) > LONGEST_ACRONYM or not (word[0].isupper() and word[-1].isupper()):
            return None
        record = self._acronyms.get(_plain(word))
        return Match(start, end, record.iri, record.type, acronym=True) if record else None


def _plain(word: str) -> str:
    return word.casefold().replace(".", "")


def _fits(entry: _Entry, text: str, there: list[tuple[int, int]]) -> bool:
    if len(there) < len(entry.words):
        return False
    for place, (start, end) in enumerate(there):
        if _plain(text[start:end]) != entry.words[place] or (entry.capital[place] and not text[start].isupper()):
            return False
        if place and not GAP.match(text[there[place - 1][1] : start]):
            return False
    return True
