"""What the tests of reading share: a short article of our own, and a way to label its paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.model.document import Metadata
from app.reading.segments.label import segment

PROSE = (
    "The county opened the rebuilt ferry landing on Monday after eleven months of work on its pilings and ramps.",
    "“We had three storms and one flood,” said Ada Quist, the harbor master. “The ramp is still level.”",
    "Commuters will pay two dollars for a crossing, according to the county, which expects 900 of them on a workday.",
    "The old landing was closed after inspectors found that its northern pier had moved by four inches.",
)


@pytest.fixture
def prose() -> tuple[str, ...]:
    """Four paragraphs of an invented article."""
    return PROSE


@pytest.fixture
def labelled() -> Callable[..., dict[str, str]]:
    """Label the paragraphs of a text: its exact paragraphs with their roles."""

    def label(text: str, metadata: Metadata | None = None) -> dict[str, str]:
        segments = segment(text, metadata or Metadata()).segments
        return {one.span.of(text): one.role.value for one in segments}

    return label
