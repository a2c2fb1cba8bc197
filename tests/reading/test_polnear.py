"""No statement of 924 real articles is taken for boilerplate: paragraphs with a cue that PolNeAR's annotators marked stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.document import Metadata, Role
from app.model.text import Span
from app.reading.segments.label import segment

MOST_LOST = 0.001
ANNOTATION = re.compile(r"^T\d+\t(?:Source|Cue|Content) ([\d ;]+)\t", re.MULTILINE)


def annotated(folder: Path, stem: str) -> Iterator[Span]:
    for path in (folder / "attributions").glob(f"{stem}_*.ann"):
        for found in ANNOTATION.finditer(path.read_text(encoding="utf-8")):
            for part in found[1].split(";"):
                start, end = part.split()
                yield Span(int(start), int(end))


@pytest.mark.slow
def test_paragraphs_with_attributions_are_kept(shared_data: Path) -> None:
    counts: Counter[str] = Counter()
    for part in ("train", "dev"):
        folder = shared_data / "polnear" / part
        for path in sorted((folder / "text").glob("*.txt")):
            text = path.read_bytes().decode()
            spans = list(annotated(folder, path.stem))
            for one in segment(text, Metadata()).segments:
                if any(one.span.overlaps(span) for span in spans):
                    counts["all"] += 1
                    counts["lost"] += one.role in {Role.BOILERPLATE, Role.BYLINE}
    assert counts["all"] > 10_000
    assert counts["lost"] <= MOST_LOST * counts["all"]
