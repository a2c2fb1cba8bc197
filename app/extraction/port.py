"""The port of extraction: whatever finds things in a document fits here, rules and models alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.extraction.attributions.found import FoundAttribution
from app.model.document import Document
from app.model.extraction import Extraction


class Extractor(Protocol):
    """Finds mentions, quantities, times and attributions in documents."""

    @property
    def model(self) -> str:
        """Names and versions of the rules and models that decide, for the provenance of what is found."""

    def extract(self, document: Document) -> Extraction:
        """What is found in one document: never raises for a document that could be read; empty where it is not English."""


class Describer(Protocol):
    """Says of attributions that others found what their words show."""

    def describe(self, document: Document, found: Sequence[FoundAttribution]) -> Sequence[FoundAttribution]:
        """The attributions of one document, in their order, with the kinds of their cues and claims, polarity and certainty."""


class DescribingExtractor(Extractor, Describer, Protocol):
    """An extractor to which others can add."""
