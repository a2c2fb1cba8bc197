"""The run over many documents can be stopped and goes on, and its means are over the documents that they name."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from app.cli.local import opened
from app.settings import Settings
from bench.joining_cost import JOURNAL, Turn, milliseconds, report, stream, turns


def turn(family: int, documents: int, count: int, seconds: float) -> Turn:
    return Turn(family, documents, count, seconds, 1_000_000_000)


def test_means_are_over_families_that_lie_wholly_within() -> None:
    known = [turn(0, 10, 10, 9.0), turn(1, 15, 5, 0.5), turn(2, 20, 5, 1.5), turn(3, 26, 6, 9.0)]
    assert milliseconds(known, 10, 20) == pytest.approx(200.0)
    assert milliseconds(known, 11, 19) == 0


def test_the_ratio_is_that_of_the_last_to_the_early_ones(tmp_path: Path) -> None:
    known = [turn(number, 500 * (number + 1), 500, 10.0 if number < 4 else 15.0) for number in range(6)]
    assert "ratio: 1.50" in report(known, tmp_path)
    assert "ratio" not in report(known[:2], tmp_path)


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    first = list(islice(stream(settings, "tune", 1, 12), 1))
    with (tmp_path / JOURNAL).open("a", encoding="utf-8") as file:
        file.write('{"family": 1, "docu')
    assert turns(tmp_path / JOURNAL) == first
    rest = list(stream(settings, "tune", 1, 12))
    assert [one.family for one in first + rest] == list(range(1 + len(rest)))
    assert rest[-1].documents == sum(one.count for one in first + rest) >= 12
    with opened(settings) as local:
        assert len(list(local.ledger.documents())) == rest[-1].documents
