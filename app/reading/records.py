"""Documents as JSON: an object with text or html and metadata, or an array of such objects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import UnreadableDocument
from app.reading.encoding import decode_unicode
from app.reading.metadata import Known, known


@dataclass(frozen=True, slots=True)
class Record:
    """What one JSON object says: its text or its page, and what is known of its publication."""

    text: str | None
    html: str | None
    known: Known


def parse_json(data: bytes) -> object:
    """The value of JSON bytes (RFC 8259: Unicode).

    Raises ``UnreadableDocument`` with line and column for what is no JSON.
    """
    try:
        value: object = json.loads(decode_unicode(data))
    except json.JSONDecodeError as error:
        raise UnreadableDocument(f"it is not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})") from error
    except RecursionError as error:
        raise UnreadableDocument("it is not a document: JSON nested too deep") from error
    except ValueError as error:  # an integer of more digits than Python converts
        raise UnreadableDocument(f"it is not valid JSON: {error}") from error
    return value


def record(value: object) -> Record:
    """Read one object. Where it has both text and html, the text counts.

    Raises ``UnreadableDocument`` where there is neither, ``InvalidInput`` where a field has a value that it cannot have.
    """
    if not isinstance(value, Mapping):
        raise UnreadableDocument(f"a document must be a JSON object with text or html, not {_kind_of(value)}")
    text, html = _content(value, "text"), _content(value, "html")
    if text is None and html is None:
        raise UnreadableDocument("it has neither text nor html")
    return Record(text, None if text is not None else html, known(value))


def has_content(value: object) -> bool:
    """Whether a JSON value is or holds a document, and not metadata alone."""
    if isinstance(value, list):
        return not value or any(has_content(one) for one in value)
    return not isinstance(value, Mapping) or "text" in value or "html" in value


def _content(value: Mapping[str, object], name: str) -> str | None:
    content = value.get(name)
    if content is None:
        return None
    if not isinstance(content, str):
        raise UnreadableDocument(f"{name} must be a string, not {_kind_of(content)}")
    return content if content.strip() else None


def _kind_of(value: object) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "null")
