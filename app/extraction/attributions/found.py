"""What the rules hand on: an attribution whose parts are still stretches of text, not yet mentions."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.extraction import Certainty, ClaimKind, CueKind, Polarity, Style
from app.model.text import Span


@dataclass(frozen=True, slots=True)
class FoundAttribution:
    """*source* said *content*; all spans are offsets in the document, in code points, end exclusive.

    ``via`` holds the names of those through whom it came, ``basis`` the noun phrases of those on whose data it rests, and
    ``addressee`` who should do what is recommended or ordered. ``described`` sets what follows it, and the kind.
    """

    content: tuple[Span, ...]
    style: Style
    source: Span | None = None
    cue: Span | None = None
    via: tuple[Span, ...] = ()
    basis: tuple[Span, ...] = ()
    kind: ClaimKind = ClaimKind.STATEMENT
    ordinal: int | None = None
    addressee: Span | None = None
    cue_kind: CueKind | None = None
    cue_negated: bool = False
    polarity: Polarity | None = None
    certainty: Certainty | None = None
