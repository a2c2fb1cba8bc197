from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.encoder.tagging import BEGIN, INSIDE, OUTSIDE, best_tags, stretches, typed_stretches

ROWS = st.lists(st.tuples(*[st.integers(-8, 0)] * 3), min_size=1, max_size=6)


def allowed(tags: tuple[int, ...]) -> bool:
    return all(tag != INSIDE or before in (BEGIN, INSIDE) for before, tag in zip((OUTSIDE, *tags), tags, strict=False))


@given(ROWS)
def test_no_allowed_sequence_is_better(rows: list[tuple[int, int, int]]) -> None:
    scores = np.array(rows, np.float32)
    found = tuple(best_tags(scores).tolist())
    best = max(
        sum(row[tag] for row, tag in zip(rows, tags, strict=True))
        for tags in filter(allowed, product(range(3), repeat=len(rows)))
    )
    assert allowed(found)
    assert sum(row[tag] for row, tag in zip(rows, found, strict=True)) == best


def test_nothing_has_no_tags() -> None:
    assert best_tags(np.zeros((0, 3), np.float32)).tolist() == []


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([0, 1, 2, 2, 0], [(1, 4)]),
        ([1, 1, 2], [(0, 1), (1, 3)]),
        ([0, 0], []),
        ([1, 2], [(0, 2)]),
    ],
)
def test_stretches_run_from_begin_to_the_last_inside(tags: list[int], expected: list[tuple[int, int]]) -> None:
    assert list(stretches(np.array(tags, np.int8))) == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([0, 1, 2, 0], [(1, 3, 0)]),
        ([3, 4, 1, 2], [(0, 2, 1), (2, 4, 0)]),
        ([1, 1], [(0, 1, 0), (1, 2, 0)]),
        ([0, 4, 4], [(1, 3, 1)]),
        ([1, 4], [(0, 1, 0), (1, 2, 1)]),
        ([0, 0], []),
    ],
)
def test_typed_stretches_begin_anew_where_the_type_changes(labels: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert list(typed_stretches(np.eye(5, dtype=np.float32)[labels])) == expected
