"""What one event of the ledger makes necessary, as it is gathered on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Triple

from app.ledger.port import Recorded
from app.model.resolution import Resolution


@dataclass(slots=True)
class Work:
    """What one event makes necessary: documents to build again, with what was resolved on the way, and graphs to replace.

    ``claims`` are those of which something that is said has changed. ``remove`` and ``add`` are statements of shared graphs
    that no document supports.
    """

    sequence: int
    claims: set[str] = field(default_factory=set)
    recorded: dict[str, Recorded] = field(default_factory=dict)
    revisions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shown: dict[str, frozenset[str]] = field(default_factory=dict)
    resolved: dict[str, tuple[Recorded, Resolution]] = field(default_factory=dict)
    replace: dict[str, list[Triple]] = field(default_factory=dict)
    remove: dict[str, list[Triple]] = field(default_factory=dict)
    add: dict[str, list[Triple]] = field(default_factory=dict)
