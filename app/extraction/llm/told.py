"""What the model is to answer, as a JSON schema, and what it did answer: attributions as strings, not yet found in the text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import LanguageModelFailed

MOST_TOLD = 200
"""Attributions taken from one answer; a piece of text does not hold as many."""

MOST_FAILED = 50
"""Places at which JSON may seem to begin in what a model writes around it."""

MOST_TOKENS = 2048
"""Tokens that a model may write about one piece of text; one that repeats itself would not end otherwise."""

_STRING = {"type": "string"}
_STRINGS = {"type": "array", "items": _STRING}
_PERHAPS = {"type": ["string", "null"]}
_ATTRIBUTION = {
    "type": "object",
    "properties": {"source": _PERHAPS, "cue": _PERHAPS, "content": _STRINGS, "via": _STRINGS},
    "required": ["source", "cue", "content", "via"],
    "additionalProperties": False,
}
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"attributions": {"type": "array", "items": _ATTRIBUTION}},
    "required": ["attributions"],
    "additionalProperties": False,
}

_STRICT = {"type": "json_schema", "json_schema": {"name": "attributions", "strict": True, "schema": SCHEMA}}
_BOUNDS = {"temperature": 0, "max_tokens": MOST_TOKENS}
MANNERS: Sequence[Mapping[str, Any]] = (
    {"response_format": _STRICT, **_BOUNDS},
    {"response_format": _STRICT},  # models that take no temperature
    {"response_format": {"type": "json_object", "schema": SCHEMA}, **_BOUNDS},  # llama-cpp-python and others
    {"response_format": {"type": "json_object"}, **_BOUNDS},
    {},
)
"""Ways to ask for JSON, the strictest first: a server that refuses one is asked in the next."""


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution in the model's words; ``content`` is empty where it has none of the shape that was asked for."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    via: tuple[str, ...] = ()


def told_by(written: str) -> tuple[Told, ...]:
    """The attributions in what a model wrote: JSON, alone or with other words around it.

    Where the JSON breaks off, since the model came to the end of what it may write, its whole attributions count. Raises
    ``LanguageModelFailed`` where there is no JSON of the shape that was asked for.
    """
    values = list(_values(written))
    for value in values:
        if isinstance(value, dict) and isinstance(value.get("attributions"), list):
            return tuple(map(_told, value["attributions"][:MOST_TOLD]))
    whole = [value for value in values if isinstance(value, dict) and "content" in value]
    if not whole:
        raise LanguageModelFailed("what it wrote is not the JSON that was asked for")
    return tuple(map(_told, whole[:MOST_TOLD]))


def _values(written: str) -> Iterator[Any]:
    """The outermost JSON objects in the text; what begins as one and is none is looked into."""
    decoder = json.JSONDecoder()
    place, failed = written.find("{"), 0
    while place >= 0 and failed < MOST_FAILED:
        try:
            value, end = decoder.raw_decode(written, place)
            yield value
        except (ValueError, RecursionError):
            end, failed = place + 1, failed + 1
        place = written.find("{", end)


def _told(item: object) -> Told:
    fields = item if isinstance(item, dict) else {}
    return Told(
        _one(fields.get("source")), _one(fields.get("cue")), _several(fields.get("content")), _several(fields.get("via"))
    )


def _one(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _several(value: object) -> tuple[str, ...]:
    """Strings of a list, or one string alone, cut at ends of lines; nothing where one of them is no string."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    strings = [each for each in values if isinstance(each, str)]
    if len(strings) < len(values):
        return ()
    return tuple(line.strip() for each in strings for line in each.splitlines() if line.strip())
