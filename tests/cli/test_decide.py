"""``sayso decide``: decisions with who and why, told, undone, and refused in one line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.calling import Sayso, call

WHY = ("--reason", "the register has them as one")


@pytest.fixture(scope="module")
def two_documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A data folder with two documents, each of which names a person of its own, and their ids; tests only copy it."""
    folder = tmp_path_factory.mktemp("decide")
    for name, words in {
        "a": "Senator Maria Lopez said the new bridge will open in spring.",
        "b": "Senator Mary Lopes said no.",
    }.items():
        (folder / f"{name}.txt").write_text(f"Bridge {name}\n\n{words}\n")
    added = call(folder / "data", "add", folder / "a.txt", folder / "b.txt", "--json")
    assert added.returncode == 0, added.stderr
    return folder / "data", [json.loads(line)["id"] for line in added.stdout.splitlines()[:2]]


@pytest.fixture
def documents(two_documents: tuple[Path, list[str]], tmp_path: Path) -> list[str]:
    """The ids of the two documents, which are in the data folder of the test."""
    data, ids = two_documents
    shutil.copytree(data, tmp_path / "data")
    return ids


def people(sayso: Sayso) -> dict[str, str]:
    query = "SELECT ?name ?who WHERE { ?who a schema:Person ; skos:prefLabel ?name }"
    rows = json.loads(sayso("query", "-q", query, "--format", "json").stdout)["results"]["bindings"]
    return {row["name"]["value"]: row["who"]["value"] for row in rows}


def told(sayso: Sayso) -> list[dict]:
    return [json.loads(line) for line in sayso("decide", "list", "--json").stdout.splitlines()]


def test_a_decision_is_taken_told_and_undone(sayso: Sayso, documents: list[str]) -> None:
    one, other = people(sayso)["Maria Lopez"], people(sayso)["Mary Lopes"]
    made = sayso("decide", "merge", one, other, *WHY, "--by", "ann")
    assert (made.returncode, made.stdout) == (0, "decision 3: merge\n")
    assert sayso("decide", "merge", other, one, *WHY).stdout == "decision 3 says so already: merge\n"
    (only,) = told(sayso)
    assert (only["id"], only["by"], only["reason"], only["in_force"], only["effect"]) == (3, "ann", WHY[1], True, True)
    assert "ann" in sayso("decide", "list").stdout
    refused = sayso("decide", "different", one, other, *WHY)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "decision 3 (merge)" in refused.stderr
    assert sayso("decide", "undo", "3", "--by", "bob").stdout == "undone: decision 3\n"
    assert sayso("decide", "undo", "3").stdout == "decision 3 was undone already\n"
    assert told(sayso)[0]["undone"]["by"] == "bob"


def test_a_document_is_retracted_and_brought_back(sayso: Sayso, documents: list[str]) -> None:
    assert sayso("decide", "retract", documents[0], "--reason", "wrong", "--by", "ann").returncode == 0
    assert "Maria Lopez" not in people(sayso)
    assert sayso("decide", "retract", documents[0], "--reason", "wrong").stdout == "decision 3 says so already: retract\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("merge", "a", "b", *WHY), 1, "there is no entity 'a'"),
        (("merge", "a", "a", *WHY), 2, "2 entities, not 1, and one of them was named twice"),
        (("merge", "a", "b"), 2, "--reason"),
        (("merge", "a", "b", "--reason", " "), 2, "say why"),
        (("split", "a", "d", *WHY), 1, "there is no entity 'a'"),
        (("reject", "a", *WHY), 1, "there is no attribution 'a'"),
        (("join", "a", "b", *WHY), 1, "there is no claim 'a'"),
        (("part", "a", "b", *WHY), 1, "there is no claim 'a'"),
        (("retract", "a", *WHY), 1, "there is no document 'a'"),
        (("undo", "1"), 1, "there is no decision 1"),
        (("undo", "x"), 2, "valid integer"),
    ],
)
def test_what_cannot_be_decided_is_said_in_one_line(empty: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    answer = call(empty, "decide", *arguments)
    assert answer.returncode == code, answer.stderr
    assert message in answer.stderr
    assert answer.stderr.count("\n") == 1
