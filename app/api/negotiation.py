"""Which of what we have a request asks for (RFC 9110, 12.5): the only place that reads ``Accept`` and ``Accept-Encoding``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.errors import NotAcceptable

CODINGS = ("zstd", "gzip")
"""The codings of content that we have (RFC 8878, RFC 1952), the better first."""


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an ``Accept`` header."""

    type: str
    subtype: str
    quality: float

    def fits(self, media: str) -> bool:
        """Whether the media type lies in the range."""
        kind, _, subtype = media.partition("/")
        return self.type in {"*", kind} and self.subtype in {"*", subtype}

    @property
    def exactness(self) -> int:
        """0 for ``*/*``, 1 for ``type/*``, 2 for a type itself."""
        return (self.type != "*") + (self.subtype != "*")


def ranges(accept: str) -> list[Range]:
    """The media ranges of an ``Accept`` header; what cannot be read is left out."""
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, subtype = media.lower().partition("/")
        if slash and kind and subtype:
            found.append(Range(kind, subtype, _quality(parameters)))
    return found


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def best(accept: str | None, offered: Sequence[str]) -> str:
    """The offered media type that the header likes best; of equals the first offered, which is also what no header gets.

    Raises ``NotAcceptable`` where the header excludes all of them.
    """
    return ranked(accept, offered)[0]


def ranked(accept: str | None, offered: Sequence[str]) -> list[str]:
    """The offered media types that the header takes, the best first; raises ``NotAcceptable`` where it takes none."""
    wanted = ranges(accept or "*/*") or ranges("*/*")
    weights = {media: _weight(wanted, media) for media in offered}
    found = sorted((media for media in offered if weights[media] > 0), key=lambda media: -weights[media])
    if not found:
        raise NotAcceptable(f"we can give {', '.join(offered)}")
    return found


def prefers(accept: str | None, media: str, other: str) -> bool:
    """Whether the header names ``media`` and likes it at least as much as ``other``."""
    wanted = ranges(accept or "")
    weight = max((found.quality for found in wanted if found.exactness == 2 and found.fits(media)), default=0.0)
    return weight > 0 and weight >= _weight(wanted, other)


def _weight(wanted: Sequence[Range], media: str) -> float:
    """The quality of the most exact range that the type lies in (RFC 9110: the most specific reference has precedence)."""
    fitting = [(found.exactness, found.quality) for found in wanted if found.fits(media)]
    return max(fitting)[1] if fitting else 0.0


@lru_cache(100)
def coding(accepted: str | None) -> str | None:
    """The coding that ``Accept-Encoding`` likes best, ``None`` for the content as it is (RFC 9110, 12.5.3).

    Who takes ``*`` gets gzip, which everyone knows.
    """
    weights = _weights(accepted or "")
    rest = weights.get("*", 0.0)
    plain = weights.get("identity", 0.0)
    liked = [(weights[name], name) for name in CODINGS if name in weights]
    if "gzip" not in weights:
        liked.append((rest, "gzip"))
    quality, name = max(liked, key=lambda pair: pair[0])
    return name if quality > 0 and quality >= plain else None


def _weights(accepted: str) -> dict[str, float]:
    parts = (part.split(";") for part in accepted.lower().split(","))
    return {name.strip().removeprefix("x-"): _quality(parameters) for name, *parameters in parts if name.strip()}
