"""What every command knows of its call: the settings, and how to talk to a person."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from app.settings import Settings


def settings_of(context: typer.Context) -> Settings:
    """The settings of this call: environment first, the option ``--data`` above it.

    Raises ``InvalidInput`` that names the setting where a value cannot be right.
    """
    from pydantic import ValidationError

    from app.errors import InvalidInput
    from app.settings import Settings

    data = context.find_root().params.get("data")
    try:
        return Settings() if data is None else Settings(data=data)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper().removeprefix("SAYSO_")
        raise InvalidInput(f"the setting SAYSO_{name} is not valid: {first['msg'].lower()} (see docs/settings.md)") from None


def complain(message: str) -> None:
    """One line on standard error."""
    print("sayso:", " ".join(message.split()), file=sys.stderr)


def say(line: str) -> None:
    """One line on standard output."""
    print(line)


def say_json(value: object) -> None:
    """One line of JSON on standard output, for machines."""
    say(json.dumps(value, ensure_ascii=False))
