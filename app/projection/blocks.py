"""Which wordings share a block, and may be one claim by what a glance tells: the table behind ``joining.blocking``.

What everybody says is in blocks with thousands of others. So the database itself passes over those that ``joining.alike`` would
turn down without looking at their words, and a glance is kept beside each block.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from app.joining.alike import NEWER
from app.joining.blocking import Block, Glance, blocks, glance
from app.joining.facets import Facets

Row = tuple[int | float | None, ...]

NO_NUMBER = (None, None, None, None)

AGREES = """(number IN (SELECT value FROM json_each(:forms)) OR one IN (SELECT value FROM json_each(:numbers))
  OR two IN (SELECT value FROM json_each(:numbers)) OR three IN (SELECT value FROM json_each(:numbers)))"""
"""Whether a number of both is equal, or one is the other rounded."""

SHARING = f"""
SELECT DISTINCT wording FROM wording_block WHERE block IN (SELECT value FROM json_each(:blocks))
AND (met OR :met OR names & :names OR {AGREES})
AND (number IS NULL OR :numbers = '[]' OR coalesce(abs(month - :month) <= {NEWER}, 1) OR {AGREES})
"""  # noqa: S608


class Blocks:
    """The blocks of wordings, in the projection's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def put(self, wording: int, facets: Facets) -> None:
        """Take in a wording."""
        insert = "INSERT INTO wording_block VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        self._sql.executemany(insert, _rows(wording, facets))

    def remove(self, wording: int, facets: Facets) -> None:
        """Forget a wording with these facets."""
        rows = ((block.number, wording) for block in blocks(facets))
        self._sql.executemany("DELETE FROM wording_block WHERE block = ? AND wording = ?", rows)

    def sharing(self, facets: Facets) -> set[int]:
        """The wordings that share a block with these facets and may be one claim with them."""
        asked, seen = blocks(facets), glance(facets)
        found = set(self._found([block for block in asked if block.sure], Glance()))
        for met in (False, True):
            found.update(self._found([block for block in asked if block.met == met and not block.sure], seen))
        return found

    def _found(self, asked: list[Block], seen: Glance) -> Iterable[int]:
        written = {form for forms in seen.numbers for form in forms if form is not None}
        values = {
            "blocks": json.dumps([block.number for block in asked]),
            "met": bool(asked) and asked[0].met,
            "names": seen.names,
            "month": seen.month,
            "numbers": json.dumps([forms[0] for forms in seen.numbers]),
            "forms": json.dumps(sorted(written)),
        }
        return (row[0] for row in self._sql.execute(SHARING, values)) if asked else ()


def _rows(wording: int, facets: Facets) -> Iterator[Row]:
    """The rows of a wording: one for each block and number."""
    seen = glance(facets)
    for block in blocks(facets):
        if block.sure:
            yield block.number, wording, 0, True, 0, None, *NO_NUMBER
            continue
        for place, forms in enumerate(seen.numbers or (NO_NUMBER,)):
            yield block.number, wording, place, block.met, seen.names, seen.month, *forms
