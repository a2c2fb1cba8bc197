"""Imports go one way along the road; this is the table of ``docs/architecture.md`` as a test."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

APP = Path(__file__).parents[1] / "app"

ALWAYS = {"model", "errors", "resources"}
ROAD = ["reading", "extraction", "linking", "joining", "graph", "validation", "ledger", "store", "search", "projection", "road"]

ARROWS: dict[str, set[str]] = {
    "model": set(),
    "errors": {"model"},
    "resources": {"errors"},
    "settings": {"model"},
    "reading": ALWAYS,
    "extraction": ALWAYS,
    "linking": ALWAYS | {"extraction"},
    "joining": ALWAYS | {"linking"},
    "graph": ALWAYS,
    "validation": ALWAYS | {"graph"},
    "ledger": ALWAYS | {"settings"},
    "store": ALWAYS | {"settings", "graph"},
    "search": ALWAYS | {"settings"},
    "workspace": ALWAYS | {"settings", "graph", "ledger", "store"},
    "projection": ALWAYS | {"settings", "workspace"} | set(ROAD[:9]),
    "road": ALWAYS | {"settings"} | set(ROAD[:10]),
    "answers": ALWAYS | {"store", "search", "ledger", "graph"},
    "export": ALWAYS | {"answers", "store", "graph"},
    "release": ALWAYS | {"answers", "store", "graph"},
    "composition": ALWAYS | {"settings"} | set(ROAD),
    "publishing": ALWAYS | {"settings", "store", "composition"},
    "api": ALWAYS | {"settings", "answers", "export", "release", "workspace", "composition", "publishing"} | set(ROAD),
    "cli": ALWAYS | {"settings", "answers", "export", "release", "workspace", "composition", "publishing", "api"} | set(ROAD),
}
VAGUE = {"utils", "util", "helpers", "common", "services", "core", "misc", "base"}

Import = tuple[Path, str]


def part_of(path: Path) -> str:
    """Which part of the house a file belongs to: its folder in ``app/``, or its own name."""
    first = path.relative_to(APP).parts[0]
    return first.removesuffix(".py")


@cache
def imported_names(path: Path) -> frozenset[str]:
    """The modules that a file imports, by their full names."""
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def sources() -> list[Path]:
    """All Python files of the application but its ``__init__``, which only knows the version."""
    return sorted(path for path in APP.rglob("*.py") if path != APP / "__init__.py")


def imports_of(part: str, roots: set[str]) -> list[Import]:
    """Which files of a part import one of these outside packages."""
    files = [path for path in sources() if part_of(path) == part]
    return [(path, name) for path in files for name in imported_names(path) if name.split(".")[0] in roots]


def own_parts(path: Path) -> set[str]:
    """The parts of the house that a file imports."""
    parts = {name.split(".")[1] for name in imported_names(path) if name.startswith("app.")}
    return parts - {"__version__", part_of(path)}


def test_every_part_is_in_the_table() -> None:
    parts = {part_of(path) for path in sources()}
    assert parts <= set(ARROWS), f"say in the table what these may import: {parts - set(ARROWS)}"


def test_the_table_has_no_circle() -> None:
    order = list(ARROWS)
    assert {
        part: targets for part, targets in ARROWS.items() for target in targets if order.index(target) > order.index(part)
    } == {}


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(APP)))
def test_imports_follow_the_arrows(path: Path) -> None:
    assert own_parts(path) <= ARROWS[part_of(path)]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(APP)))
def test_imports_are_absolute(path: Path) -> None:
    relative = [
        node.lineno for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.parametrize("part", ["model", "reading", "extraction", "linking", "joining"])
def test_the_centre_knows_no_rdf_no_http_and_no_database(part: str) -> None:
    outside = {"rdflib", "pyshacl", "fastapi", "starlette", "sqlalchemy"}
    assert imports_of(part, outside) == []


@pytest.mark.parametrize("part", ["api", "cli"])
def test_routes_and_commands_do_not_know_the_engine(part: str) -> None:
    assert imports_of(part, {"pyoxigraph"}) == []


def test_nothing_vague_has_a_name() -> None:
    named = [path for path in APP.rglob("*") if path.is_dir() or path.suffix == ".py"]
    vague = [path for path in named if path.stem.lower() in VAGUE]
    assert vague == []
