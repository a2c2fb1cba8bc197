"""What the measurements say: comparable medians, visible differences, and a run from end to end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.sparql.command import BEGIN, END, sizes, write
from bench.sparql.compare import AGAIN, FRESH, Key, Outcome, rows
from bench.sparql.measure import Cell, medians
from bench.sparql.report import as_json, markdown

ANSWER = {
    "head": {"vars": ["n"]},
    "results": {"bindings": [{"n": {"type": "literal", "value": "2", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}]},
}


def outcome(theirs: str = "2") -> Outcome:
    """One question, asked of us and of Oxigraph by one client."""
    found = Outcome(10, {"generate": 0.5}, ("regex",))
    for server, seconds, value in (("sayso", 0.010, "2"), ("oxigraph", 0.020, theirs)):
        found.rows[server] = {"regex": [Counter({frozenset({("n", "literal", value, "")}): 1})]}
        for way in (FRESH, AGAIN):
            found.cells[Key(server, "regex", way, 1)] = Cell(((seconds,) * 3,), 1.0)
    return found


def test_medians_are_over_what_both_answered() -> None:
    quick, slow = Cell(((1.0, 1.0, 9.0, 9.0),), 20.0), Cell(((4.0, 4.0),), 8.0)
    assert medians(quick, slow) == (1.0, 4.0)
    assert medians(quick, Cell(((),), 1.0)) is None


def test_the_tables_say_how_many_times_as_fast() -> None:
    text = markdown([outcome()], [1])
    assert "| regex | 10.00 / 10.00 | 20.00 / 20.00 | 2.00 | 10.00 / 10.00 | 20.00 / 20.00 |" in text
    assert "sayso is 2.00 times as fast as oxigraph" in text
    assert "the same rows from sayso, oxigraph" in text


def test_an_answer_that_differs_is_said() -> None:
    assert outcome("3").differences() == ["oxigraph says something else than sayso: regex"]
    assert "oxigraph says something else" in markdown([outcome("3")], [1])
    assert as_json([outcome("3")])["data_sets"][0]["notes"] == ["oxigraph says something else than sayso: regex"]


def test_ways_to_write_a_term_in_json_are_one() -> None:
    old = json.loads(json.dumps(ANSWER).replace('"literal"', '"typed-literal"'))
    assert rows(json.dumps(ANSWER).encode()) == rows(json.dumps(old).encode())


def test_sizes_are_read_as_people_write_them() -> None:
    assert sizes("10k,1.2m,500") == [10_000, 1_200_000, 500]
    with pytest.raises(ValueError, match="0"):
        sizes("0")


def test_tables_go_between_the_marks_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    write(page, "new")
    assert page.read_text("utf-8") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    page.write_text("no marks", "utf-8")
    with pytest.raises(ValueError, match="no line"):
        write(page, "new")


@pytest.mark.slow
def test_it_runs_from_end_to_end(tmp_path: Path, repository: Path) -> None:
    file = tmp_path / "numbers.json"
    options = ["--sizes", "3k", "--seconds", "0.1", "--clients", "1,2", "--peers", "sayso", "--json", str(file)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.sparql", *options],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(file.read_text("utf-8"))["data_sets"]
    assert found["notes"] == []
    assert len(found["measurements"]) == 7 * 2 * 2
    assert all(one["answers"] > 0 for one in found["measurements"])
    assert "| property path |" in done.stdout
