"""The documentation is complete: each setting, route, command, option, term, shape and dependency is in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from rdflib import OWL, RDF, SH, Graph, Namespace, URIRef
from typer.main import get_command

from app.api.main import create_app
from app.cli.main import application
from app.cli.settings_table import settings_table
from app.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SAYSO = Namespace("https://w3id.org/sayso/ontology#")
FRAMEWORK_ROUTES = {"/docs/oauth2-redirect", "/redoc"}
"""Routes that FastAPI adds for its own pages."""


def commands() -> dict[str, Any]:
    """All commands by the words that one types, those of groups too."""
    found = {}
    for name, command in get_command(application()).commands.items():
        parts = getattr(command, "commands", None)
        found.update({f"{name} {inner}": each for inner, each in parts.items()} if parts else {name: command})
    return found


def routes(tmp_path: Path) -> set[str]:
    """The paths of all routes, whether the OpenAPI shows them or not."""
    app = create_app(Settings(data=tmp_path))
    return {
        re.sub(r":path|:int", "", path) for path in route_paths(app.routes) | set(app.openapi()["paths"])
    } - FRAMEWORK_ROUTES


def route_paths(routes: Sequence[Any]) -> set[str]:
    """The paths of routes, those of included routers too."""
    found = set()
    for route in routes:
        router = getattr(route, "original_router", None)
        found |= route_paths(router.routes) if router is not None else {route.path}
    return found


def terms(path: Path, kinds: set[URIRef]) -> set[str]:
    """The local names of our own terms in a Turtle file."""
    graph = Graph().parse(path)
    own = {subject for kind in kinds for subject in graph.subjects(RDF.type, kind) if str(subject).startswith(str(SAYSO))}
    return {str(subject).removeprefix(str(SAYSO)) for subject in own}


def test_settings_table_is_the_one_that_the_settings_give() -> None:
    page = (DOCS / "settings.md").read_text("utf-8")
    table = page.split("<!-- settings: begin")[1].split("-->\n", 1)[1].split("<!-- settings: end")[0]
    assert table.strip() == settings_table().strip(), "run python -m app.cli.settings_table"


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_route_is_documented(tmp_path: Path) -> None:
    page = (DOCS / "api.md").read_text("utf-8")
    assert {path for path in routes(tmp_path) if f"{path}`" not in page} == set()


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_is_documented(name: str) -> None:
    page = (DOCS / "commands.md").read_text("utf-8")
    assert f"## `sayso {name}" in page
    section = page.split(f"## `sayso {name}")[1].split("\n## ")[0]
    options = {option for parameter in commands()[name].params for option in parameter.opts if option.startswith("--")}
    assert {option for option in options - {"--help"} if option not in section} == set()


@pytest.mark.parametrize("name", commands())
def test_every_command_says_when_one_wants_it_and_shows_an_example(name: str) -> None:
    text = commands()[name].help
    assert len(text.split()) > 8
    assert re.search(rf"sayso [^\n]*{name}", text)


def test_every_ontology_term_is_in_the_model_page() -> None:
    page = (DOCS / "model.md").read_text("utf-8")
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property}
    names = terms(ROOT / "ontology" / "sayso.ttl", kinds)
    assert len(names) > 20
    assert {name for name in names if not re.search(rf"sayso:{name}\b", page)} == set()


def test_every_shape_is_in_the_model_page() -> None:
    page = (DOCS / "model.md").read_text("utf-8")
    graph = Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        graph.parse(path)
    shapes = {
        str(shape).rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        for shape in graph.subjects(RDF.type, SH.NodeShape)
        if isinstance(shape, URIRef)
    }
    assert shapes
    assert {name for name in shapes if name not in page} == set()


def test_every_saved_query_is_documented() -> None:
    page = (DOCS / "queries.md").read_text("utf-8")
    names = {re.sub(r"^\d+-", "", path.stem) for path in (ROOT / "ontology" / "queries").glob("*.rq")}
    assert names
    assert {name for name in names if name not in page} == set()


def test_every_dependency_has_its_reason() -> None:
    page = (DOCS / "libraries.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {Requirement(line).name for line in project["dependencies"] + project["optional-dependencies"]["dev"]}
    assert {name for name in wanted if f"`{name}`" not in page} == set()


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    code = "\n".join(re.findall(r"```\w*\n(.*?)```", readme, re.DOTALL))
    assert set(re.findall(r"^make (\w+)", code, re.MULTILINE)) <= targets
    known = {name.split()[0] for name in commands()}
    assert (used := set(re.findall(r"^(?:\.venv/bin/)?sayso (\w+)", code, re.MULTILINE)))
    assert used <= known


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))], ids=lambda path: path.name
)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[\w-]*)?\)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
