"""New documents out of the sample documents' paragraphs: as many as one likes, the same ones for the same seed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[1] / "samples"
SHORTEST = 80
"""Paragraphs with fewer characters are headings, bylines and prompts."""

OUTLETS = ("Morning Sentinel", "Valley Register", "Lake County Call", "The Northern Wire", "Riverside Observer")


def paragraphs() -> list[str]:
    """The paragraphs of the English samples that are not HTML, in a stable order."""
    return [part for text in _texts() for part in _split(text) if len(part) >= SHORTEST]


def documents(count: int, seed: int = 1, length: int = 12) -> Iterator[dict[str, Any]]:
    """``count`` different documents of ``length`` paragraphs, as the JSON that ``sayso add`` reads."""
    chance = random.Random(seed)
    supply = paragraphs()
    for number in range(count):
        chosen = chance.sample(supply, min(length, len(supply)))
        yield {
            "url": f"https://bench.example/{seed}/{number}",
            "publisher": chance.choice(OUTLETS),
            "title": f"Recombined report {seed}-{number}",
            "published": f"2018-{1 + number % 12:02d}-{1 + number % 28:02d}",
            "text": "\n\n".join(chosen),
        }


def write(folder: Path, count: int, seed: int = 1, length: int = 12) -> list[Path]:
    """Write ``count`` documents as JSON files into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, document in enumerate(documents(count, seed, length)):
        path = folder / f"document-{number:04d}.json"
        path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        paths.append(path)
    return paths


def _texts() -> list[str]:
    plain = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt")) if not path.name.startswith("gaceta")]
    lines = [line for path in sorted(SAMPLES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines() if line]
    single = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.json")) if path.name != "articles.json"]
    return plain + [json.loads(record)["text"] for record in lines + single]


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?:\r?\n){2,}", text) if part.strip()]
