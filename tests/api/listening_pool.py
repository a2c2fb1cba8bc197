"""A pool of readers that tests can ask what it was asked."""

from __future__ import annotations

from collections.abc import Sequence

from app.settings import Settings
from app.store.pool import QueryPool
from app.store.port import Answer


class ListeningPool(QueryPool):
    """The real pool, which also remembers what it was asked."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.asked: list[str] = []

    def run(
        self,
        query: str,
        formats: Sequence[str] = (),
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        release: str | None = None,
    ) -> Answer:
        self.asked.append(query)
        return super().run(query, formats, default_graphs, named_graphs, release)
