"""Older texts of an address, beside the newest, which alone is in the graph."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.document import Document
from app.model.joined import Discrepancy


@dataclass(frozen=True, slots=True)
class Earlier:
    """A text that another one replaced: when it came in (ISO 8601, UTC), and in what the newer one differs from it."""

    document: Document
    added: str
    changes: tuple[Discrepancy, ...] = ()
