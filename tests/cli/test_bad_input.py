"""Input that is no document is one clear line each; the others go in; the exit code is 1."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.calling import call

GOOD = (
    "The Tarrow County Board of Elections counted 412 late ballots in May 2019.\n\n"
    "“We counted each of them twice,” said Maria Okafor, the director of the board. She said the result had not changed.\n"
)
ODD_NAME = """it's a "strange" näme, with spaces.txt"""


def write_inputs(folder: Path) -> dict[str, Path]:
    """One file of each bad sort, and two good ones."""
    contents: dict[str, bytes] = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n\xc2\xa0\n",
        "large.txt": b"A sentence about nothing in particular. " * 524_288,
        "binary.txt": bytes(range(256)) * 64,
        "broken.txt": "Ein Satz über Bücher. ".encode() * 20 + b"\xff\xfe\xc3\x28 \x81\x8d\x8f\x90\x9d and so on",
        "no-text.html": b"<!doctype html><html><head><title>Nothing</title></head><body><script>1</script></body></html>",
        "wordless.json": json.dumps({"title": "Without words", "url": "https://news.example/1"}).encode(),
        "not-json.json": b'{"text": "cut off',
        ODD_NAME: GOOD.encode(),
        "good.txt": GOOD.replace("412", "413").encode(),
    }
    paths = {name: folder / name for name in contents}
    for name, data in contents.items():
        paths[name].write_bytes(data)
    paths["missing.txt"] = folder / "missing.txt"
    return paths


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> subprocess.CompletedProcess[str]:
    """All of them added at once."""
    folder = tmp_path_factory.mktemp("bad")
    return call(folder / "data", "add", "--json", *write_inputs(folder).values())


@pytest.fixture(scope="module")
def reported(done) -> dict[str, dict[str, object]]:
    """What was said of each, by the file's name."""
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(line["name"]).name: line for line in lines if "name" in line}


def test_the_exit_code_is_1(done) -> None:
    assert done.returncode == 1


@pytest.mark.parametrize(
    "name",
    ["empty.txt", "blank.txt", "large.txt", "binary.txt", "no-text.html", "wordless.json", "not-json.json", "missing.txt"],
)
def test_what_is_no_document_is_reported_in_one_line(reported, name) -> None:
    assert reported[name]["status"] == "failed"
    assert len(str(reported[name]["error"]).splitlines()) == 1


@pytest.mark.parametrize("name", ["good.txt", ODD_NAME])
def test_the_others_go_in(reported, name) -> None:
    assert reported[name]["status"] == "added"


def test_broken_utf8_is_refused_in_one_line_that_says_where(reported) -> None:
    assert reported["broken.txt"]["status"] == "failed"
    assert "byte" in str(reported["broken.txt"]["error"])
    assert len(str(reported["broken.txt"]["error"]).splitlines()) == 1


def test_every_input_has_exactly_one_line(done, reported) -> None:
    assert len(reported) == 11
    assert len(done.stdout.splitlines()) == 12  # and the sums


def test_no_traceback_is_shown(done) -> None:
    assert "Traceback" not in done.stderr + done.stdout


def test_a_single_bad_file_is_one_line_on_standard_error(tmp_path) -> None:
    (tmp_path / "empty.txt").touch()
    alone = call(tmp_path / "data", "add", tmp_path / "empty.txt")
    assert alone.returncode == 1
    failures = [line for line in alone.stderr.splitlines() if "empty.txt" in line]
    assert len(failures) == 1


def test_standard_input_without_text_is_said(tmp_path) -> None:
    alone = call(tmp_path / "data", "add", "-", text="")
    assert alone.returncode == 1
    assert "-" in alone.stderr
