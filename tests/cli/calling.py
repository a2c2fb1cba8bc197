"""Calling ``sayso`` as a process of its own, as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Sayso = Callable[..., subprocess.CompletedProcess[str]]
PATIENCE = 180


def command(data: Path, *arguments: str | Path) -> list[str]:
    """The words that start ``sayso`` on a data folder."""
    return [sys.executable, "-m", "app.cli.main", "--data", str(data), *map(str, arguments)]


def environment() -> dict[str, str]:
    """The environment without settings that a developer may have."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}


def call(data: Path, *arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``sayso`` to its end."""
    whole = command(data, *arguments)
    return subprocess.run(
        whole, input=text, capture_output=True, text=True, timeout=PATIENCE, env=environment(), encoding="utf-8", check=False
    )
