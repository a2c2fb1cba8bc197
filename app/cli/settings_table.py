"""The table of ``docs/settings.md``, made from the settings themselves: ``python -m app.cli.settings_table`` prints it."""

from __future__ import annotations

from pathlib import Path

from pydantic.fields import FieldInfo

from app.settings import Settings


def settings_table() -> str:
    """All settings as a Markdown table: environment variable, type, default, what it is for."""
    rows = [row(name, field) for name, field in Settings.model_fields.items()]
    return "\n".join(["| variable | type | default | what it is for |", "|---|---|---|---|", *rows])


def row(name: str, field: FieldInfo) -> str:
    """One setting as a row of the table."""
    return f"| `SAYSO_{name.upper()}` | {type_name(field)} | {default(field.default)} | {field.description} |"


def type_name(field: FieldInfo) -> str:
    """The type of a setting in a word that people use."""
    kinds = {int: "whole number", float: "number", bool: "`on` or `off`", Path: "path", str: "text"}
    return kinds.get(field.annotation, "text") if isinstance(field.annotation, type) else "text"


def default(value: object) -> str:
    """A default as one would write it into the environment."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "`on`" if value else "`off`"
    return f"`{value}`"


if __name__ == "__main__":
    print(settings_table())
