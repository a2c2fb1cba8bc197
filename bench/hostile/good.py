"""Queries of good clients, with their right answers: asked of the engine itself, beside the service and before it runs."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import QueryResultsFormat, Store

from bench.hostile.requests import Request, query
from bench.sparql.queries import questions, solutions

EACH = 6
"""How often each question is asked of other things."""


@dataclass(frozen=True, slots=True)
class Good:
    """A query, with the rows that it must be answered with, in any order."""

    name: str
    text: str
    rows: tuple[str, ...]

    def request(self, note: str) -> Request:
        """The query with a note in a comment, so that no remembered answer fits where the note is new."""
        return query(self.name, f"# {note}\n{self.text}", 200)

    def is_answered_by(self, body: bytes) -> bool:
        """Whether these are the rows."""
        return rows(body) == self.rows


def rows(body: bytes) -> tuple[str, ...]:
    """The rows of a table in JSON, each as a text, in an order of their own. Raises ``ValueError``."""
    bindings: list[dict[str, Any]] = json.loads(body)["results"]["bindings"]
    return tuple(sorted(json.dumps(row, sort_keys=True) for row in bindings))


def prepared(snapshot: Path, seed: int) -> tuple[Good, ...]:
    """The good queries of a snapshot."""
    store, chance = Store.read_only(str(snapshot)), random.Random(seed)
    texts = [(question.name, question.asked(chance)) for question in questions(store) for _ in range(EACH)]
    return tuple(Good(name, text, rows(_answer(store, text))) for name, text in texts)


def _answer(store: Store, text: str) -> bytes:
    answer = solutions(store, text).serialize(format=QueryResultsFormat.JSON)
    assert answer is not None
    return answer
