"""What a PDF may cost: a small file can hold very much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """The most pages and bytes of text that a PDF may have, and the seconds and the address space that reading may take."""

    pages: int = 5_000
    text: int = 10_000_000
    seconds: float = 300.0
    memory: int = 4_000_000_000


USUAL_LIMITS = PdfLimits()
"""Where nobody says otherwise."""
