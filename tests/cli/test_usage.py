"""Wrong usage is one line and exit code 2; help is quick because nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.cli.main import run
from tests.cli.calling import Sayso


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["add"],
        ["add", "--nonsense", "x.txt"],
        ["add", "x.txt", "--kind", "rumour"],
        ["serve", "--port", "many"],
        ["query"],
        ["query", "--name", "x", "-p", "novalue"],
        ["export"],
        ["export", "nonsense"],
        ["check", "--format", "nonsense"],
        ["token", "revoke"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments, tmp_path, capsys) -> None:
    assert run(["--data", str(tmp_path / "data"), *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1


def test_a_setting_that_cannot_be_is_named(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("SAYSO_READERS", "none")
    assert run(["--data", str(tmp_path / "data"), "stats"]) == 2
    assert "SAYSO_READERS" in capsys.readouterr().err


def test_version_is_the_one_of_the_package(capsys) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == "sayso 0.1.0\n"


@pytest.mark.parametrize(
    "name", ["add", "serve", "query", "export", "check", "rebuild", "stats", "authority", "graph", "token"]
)
def test_help_needs_nothing_heavy(name) -> None:
    heavy = "{'spacy', 'rdflib', 'pyoxigraph', 'fastapi', 'sqlalchemy', 'pyshacl', 'trafilatura'}"
    code = f"import sys; from app.cli.main import run; run(['{name}', '--help']); sys.exit(len({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert f"sayso {name}" in done.stdout


def test_a_data_folder_that_is_a_file_is_said(sayso: Sayso, tmp_path) -> None:
    (tmp_path / "data").write_text("not a folder")
    done = sayso("stats")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
