"""The steps of the road that the projection goes again for a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from app.graph.graphs import Parts
from app.model.document import Document
from app.model.extraction import Extraction
from app.model.resolution import Identified, Resolution

Resolve: TypeAlias = Callable[[Document, Extraction], Resolution]
Build: TypeAlias = Callable[[Identified, str, Sequence[str]], Parts]


@dataclass(frozen=True, slots=True)
class Linking:
    """The steps of the road that the projection goes again for a document.

    ``resolve`` and ``build`` must be pure: the same arguments give the same values. ``refresh`` is called when authority files
    have changed, before everything is built anew.
    """

    resolve: Resolve
    build: Build
    refresh: Callable[[], None] = field(default=lambda: None)
