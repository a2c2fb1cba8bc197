"""The Dockerfile against the checkout: paths, commands, user and health check are what they say (no Docker is needed)."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
INSTRUCTION = re.compile(r"^([A-Z]+)\s+(.*)$")


@pytest.fixture(scope="module")
def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile in order, continued lines joined, comments left out."""
    lines = [line for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    return [match.groups() for line in joined.splitlines() if (match := INSTRUCTION.match(line.strip()))]


def arguments(instructions: list[tuple[str, str]], name: str) -> list[str]:
    """The arguments of all instructions of one name."""
    return [rest for instruction, rest in instructions if instruction == name]


def command_line(instructions: list[tuple[str, str]]) -> list[str]:
    """What the container runs: entry point and command."""
    parts = [arguments(instructions, name)[-1] for name in ("ENTRYPOINT", "CMD")]
    return [word for part in parts for word in shlex.split(part.strip("[]").replace(",", " "))]


def test_there_are_two_stages_and_the_second_takes_from_the_first(instructions) -> None:
    stages = arguments(instructions, "FROM")
    assert len(stages) == 2
    name = stages[0].split(" AS ")[1]
    assert any(f"--from={name}" in copy for copy in arguments(instructions, "COPY"))


def test_copied_paths_exist_and_reach_the_build(instructions) -> None:
    copies = [copy.split() for copy in arguments(instructions, "COPY") if "--from=" not in copy]
    sources = [source.rstrip("/") for words in copies for source in words[:-1]]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert [source for source in sources if source not in let_in] == []


def test_the_image_has_a_python_that_the_project_allows(instructions) -> None:
    required = SpecifierSet(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"])
    versions = [re.search(r"python:(\d+\.\d+)", stage) for stage in arguments(instructions, "FROM")]
    assert all(version and required.contains(version[1]) for version in versions)


def test_it_does_not_run_as_root(instructions) -> None:
    user = arguments(instructions, "USER")[-1]
    assert user not in {"root", "0"}
    position = [name for name, _ in instructions].index("USER")
    assert "RUN" not in [name for name, _ in instructions[position:]]


def test_data_are_in_a_volume_so_that_the_root_can_be_read_only(instructions) -> None:
    volume = arguments(instructions, "VOLUME")[-1]
    assert f"SAYSO_DATA={volume}" in " ".join(arguments(instructions, "ENV"))


def test_the_command_and_its_options_are_real(instructions) -> None:
    from typer.main import get_command

    from app.cli.main import application

    program, name, *options = command_line(instructions)
    commands = get_command(application()).commands
    assert program == "sayso"
    known = {option for parameter in commands[name].params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known


def test_the_health_check_asks_a_route_that_the_service_has(instructions, tmp_path) -> None:
    from app.api.main import create_app
    from app.settings import Settings

    check = arguments(instructions, "HEALTHCHECK")[-1]
    port, path = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", check).groups()
    assert port in command_line(instructions)
    assert port in arguments(instructions, "EXPOSE")
    assert path in create_app(Settings(data=tmp_path)).openapi()["paths"]


def test_every_file_that_the_program_reads_goes_into_the_wheel() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    inside = patterns["package-data"]["*"]
    files = [
        path for path in (ROOT / "app").rglob("*") if path.is_file() and "__pycache__" not in path.parts and path.name[0] != "."
    ]
    assert [path for path in files if path.suffix != ".py" and not any(path.match(pattern) for pattern in inside)] == []
    beside = [pattern for group in patterns["data-files"].values() for pattern in group]
    data = [path for name in ("ontology", "shapes", "models") for path in (ROOT / name).rglob("*") if path.is_file()]
    assert data
    assert [path for path in data if not any(path.relative_to(ROOT).match(pattern) for pattern in beside)] == []
