"""The port of validation: what the road needs of a validator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rdflib import Graph

from app.validation.report import Report


class Validator(Protocol):
    """Says whether data conform to the shapes."""

    def validate(self, graphs: Iterable[Graph]) -> Report:
        """The report on the union of ``graphs`` (one document's ``Graphs``, or all graphs of a store)."""
