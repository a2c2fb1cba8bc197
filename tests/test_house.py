"""House rules that no linter knows: what may stand in tracked files, and how long functions and files may be."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
CODE = sorted(path for folder in ("app", "bench", "tests") for path in (ROOT / folder).rglob("*.py"))
LOCKS = ["requirements.lock", "requirements-runtime.lock", "web/package-lock.json"]
LONGEST_FUNCTION = 40
LONGEST_FILE = 400
RUN = 8
"""So many words in a row, the same in an article and in a file of ours, are a quotation."""
SHORT_PHRASES = {"harbor-ledger-detainers.txt"}
"""Samples that join a quotation of the report to a common phrase ("the report said") as an article does."""

# Ways to say that something is not done yet, put together here so that this file does not say them itself.
UNDONE = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "Not" + "ImplementedError"]) + r")\b")
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:home|root|work|Users|opt/pypi|opt/wheels)/[\w.-]+")


def tracked() -> list[Path]:
    """The files of the repository, tracked or about to be; all files but the ignored ones where git is not there."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git is not here to say which files belong to the repository")
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[Path, str]:
    """The tracked files that are text."""
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            found[path] = data.decode("utf-8", "replace")
    return found


def words(text: str) -> list[str]:
    """Words as compared here: case, punctuation and quotation marks aside."""
    return re.findall(r"[a-z0-9]+", text.casefold().replace("’", "").replace("'", ""))


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    all_words = words(text)
    return {tuple(all_words[i : i + length]) for i in range(len(all_words) - length + 1)}


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a file, inner ones too."""
    return [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its decorators and its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return 1 + (function.end_lineno or 0) - body[0].lineno + 1 if body else 1


def test_functions_are_short() -> None:
    paths = [path for path in CODE if "tests" not in path.relative_to(ROOT).parts]  # tests have long tables of examples
    lengths = {f"{path.relative_to(ROOT)}: {each.name}": code_lines(each) for path in paths for each in functions(path)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_files_are_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in CODE}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_nothing_is_left_undone() -> None:
    found = {str(path.relative_to(ROOT)): UNDONE.findall(path.read_text("utf-8")) for path in CODE}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_hold_no_address(name: str) -> None:
    path = ROOT / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    lines = path.read_text("utf-8").splitlines()
    # npm names where to give money to a project; that is no registry.
    addressed = [
        line for line in lines if re.search(r"https?://|file:|--(extra-)?index|--find-links", line) and '"url":' not in line
    ]
    assert addressed == []


def test_no_file_names_a_place_on_one_machine() -> None:
    found = {str(path.relative_to(ROOT)): MACHINE_PATH.findall(text) for path, text in texts().items()}
    assert {name: places for name, places in found.items() if places} == {}


def test_every_locked_package_has_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^\S+==[^\n]*(?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)+", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\w\S*==", lock, re.MULTILINE)) > 50


def test_the_runtime_lock_is_part_of_the_whole_lock() -> None:
    runtime, whole = (
        set(re.findall(r"^\w\S*==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE)) for name in LOCKS[:2][::-1]
    )
    assert runtime < whole


def test_every_dependency_is_locked() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {canonicalize_name(Requirement(line).name) for line in wanted} <= locked


def article_runs(shared_data: Path) -> set[tuple[str, ...]]:
    """Runs of words of the articles, less official names and what they quote from the report, which is in the public domain."""
    articles = [path.read_text("utf-8") for path in sorted((shared_data / "articles").glob("*.txt"))]
    assert articles
    public = [ROOT / "samples" / "oig-18-36-summary.txt", *sorted((ROOT / "ontology" / "authorities").glob("*.ttl"))]
    return set().union(*map(runs, articles)).difference(*(runs(path.read_text("utf-8")) for path in public))


def test_no_sentence_of_the_articles_is_in_the_repository(shared_data: Path) -> None:
    theirs = article_runs(shared_data)
    quoted = {path: runs(text) & theirs for path, text in texts().items()}
    found = {str(path.relative_to(ROOT)): sorted(" ".join(run) for run in some) for path, some in quoted.items() if some}
    allowed = {f"samples/{name}" for name in SHORT_PHRASES}
    assert {path: some for path, some in found.items() if path not in allowed} == {}
    assert {path: len(some) for path, some in found.items() if len(some) > 5} == {}
