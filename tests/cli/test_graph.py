"""``sayso graph``: workspace graphs from the command line, alone and beside a service."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.calling import Sayso, call
from tests.cli.test_serve import free_port, service

BASE = "http://127.0.0.1:8000"
QUERY = "SELECT ?o { GRAPH ?g { ?s <http://e/p> ?o } } ORDER BY ?o"


def test_put_get_list_and_drop(sayso: Sayso, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text('<a> <http://e/p> 1 , "é" .', "utf-8")
    assert sayso("graph", "put", "mine", file).stdout == "made: workspace/mine, 2 triples\n"
    assert sayso("graph", "put", "mine", file).stdout == "known already: workspace/mine, 2 triples\n"
    merged = sayso("graph", "put", f"{BASE}/graph/workspace/mine", "-", "--merge", text="<b> <http://e/p> 2 .")
    assert merged.stdout == "written: workspace/mine, 3 triples\n"
    assert sayso("query", "-q", QUERY, "--format", "csv").stdout.split() == ["o", "1", "2", "é"]
    (listed,) = map(json.loads, sayso("graph", "list", "--json").stdout.splitlines())
    assert (listed["name"], listed["triples"], listed["by"]) == ("mine", 3, None)
    written = sayso("graph", "get", "mine", "--format", "nt").stdout
    sayso("graph", "get", "mine", "-o", tmp_path / "again.ttl")
    assert sayso("graph", "drop", "mine").stdout == "dropped workspace/mine\n"
    assert sayso("graph", "get", "mine").returncode == 1
    sayso("graph", "put", "mine", tmp_path / "again.ttl")
    assert sayso("graph", "get", "mine", "--format", "nt").stdout == written
    checked = sayso("check")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["put", "mine", "missing.ttl"], "No such file"),
        (["put", "mine", "-", "--format", "docx"], "docx"),
        (["put", "a b", "-"], "letters, digits"),
        (["put", f"{BASE}/graph/entities", "-"], "cannot be written"),
        (["put", "mine", "-"], "line 1, column"),
        (["drop", "mine"], "no workspace graph"),
    ],
)
def test_what_cannot_be_is_one_line(empty: Path, arguments: list[str], said: str) -> None:
    done = call(empty, "graph", *arguments, text="<a> <b>")
    assert done.returncode in (1, 2)
    (line,) = done.stderr.strip().splitlines()
    assert said in line


@pytest.mark.slow
def test_it_works_beside_a_service_and_comes_back_after_a_rebuild(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    with service(data, port):
        put = call(data, "graph", "put", "mine", "-", text='<a> <http://e/p> [ <http://e/q> "b" ] .')
        assert put.returncode == 0, put.stderr
        with urlopen(f"http://127.0.0.1:{port}/graphs/workspace/mine") as answer:
            before = answer.read()
        with urlopen(f"http://127.0.0.1:{port}/graphs/workspaces") as answer:
            assert b"/workspace/mine" in answer.read()
    assert call(data, "rebuild").returncode == 0
    assert call(data, "graph", "get", "mine").stdout.encode() == before
    rows = call(data, "query", "-q", "SELECT ?o { [] <http://e/p> [ <http://e/q> ?o ] }", "--format", "csv").stdout
    assert rows.split() == ["o", "b"]
