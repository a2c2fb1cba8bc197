"""What goes into reading: bytes with a name, or the failure to get them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from app.errors import SaysoError
from app.reading.metadata import NOTHING_KNOWN, Known

UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class MediaType(StrEnum):
    """The formats that are read."""

    TEXT = "text/plain"
    HTML = "text/html"
    JSON = "application/json"
    PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one source before anyone has looked into them.

    ``name`` is what a person would recognise: a path, ``path:line`` for a line of a JSON Lines file, ``-`` for standard
    input. ``options`` and ``side`` are what options and the side file say; both win over what the bytes say of themselves.
    """

    name: str
    data: bytes = field(repr=False)
    media_type: MediaType
    options: Known = NOTHING_KNOWN
    side: Known = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Failure:
    """That a source could not be read; the others go on."""

    name: str
    error: SaysoError

    def __str__(self) -> str:
        """One line: the name, with control characters made visible, and what was wrong."""
        return f"{shown(self.name)}: {self.error}"


def shown(name: str) -> str:
    """A name as it can stand in one line: control characters and undecodable bytes as escapes, all else as it is."""
    return UNSHOWN.sub(lambda found: found[0].encode("unicode_escape").decode(), name)
