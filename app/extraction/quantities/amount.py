"""A number or range as it is written, before anyone asks what it counts."""

from __future__ import annotations

from dataclasses import dataclass

PERCENT = "percent"
SHARE = "share"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range as written; offsets in the paragraph.

    ``unit`` is set where the writing itself gives it; ``scale`` is what its last word multiplies by ("million"). ``rate`` is
    the time or thing that a hyphen joins to it ("$15-an-hour"). ``loose``: a fraction that needs a hedge or a verb to be one.
    """

    start: int
    end: int
    lower: float
    upper: float
    unit: str | None
    digits: bool
    ranged: bool = False
    scale: float = 1
    rate: str | None = None
    loose: bool = False

    @property
    def value(self) -> float | None:
        """The one value, or ``None`` for a range."""
        return None if self.ranged else self.lower

    @property
    def measures(self) -> bool:
        """Whether the writing says what is measured, so that a noun behind it is not counted."""
        return self.unit is not None and self.unit != SHARE
