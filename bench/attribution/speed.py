"""``python -m bench.attribution.speed``: the encoder's words per CPU second beside spaCy's whole small pipeline.

Both run on the same text on one thread, article by article in turn, so that a noisy machine is noisy for both.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from app.extraction.encoder.encoder import Encoder
from app.resources import resources
from bench import machine
from bench.attribution.__main__ import DATA
from bench.attribution.polnear import lines_of, read_split
from bench.attribution.systems import PIPELINE


def spent(work: Callable[[], object]) -> float:
    """The CPU seconds that a piece of work takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def measure(texts: list[str], encoder: Encoder) -> dict[str, float]:
    """CPU seconds of each system over all texts."""
    nlp = spacy.load(PIPELINE)
    seconds = {"spaCy, all pipes": 0.0, "encoder": 0.0}
    for text in texts:
        lines = lines_of(text)
        seconds["spaCy, all pipes"] += spent(lambda lines=lines, text=text: list(nlp.pipe(line.of(text) for line in lines)))  # type: ignore[misc]
        seconds["encoder"] += spent(lambda lines=lines, text=text: encoder.read(text, lines))  # type: ignore[misc]
    return seconds


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m bench.attribution.speed", description=__doc__)
    arguments.add_argument("--data", type=Path, default=DATA, help="folder of PolNeAR (train, dev)")
    arguments.add_argument("--model", type=Path, default=resources() / "models" / "encoder")
    arguments.add_argument("--limit", type=int, default=40, help="only so many articles")
    options = arguments.parse_args()
    texts = [article.text for article in read_split(options.data / "dev")][: options.limit]
    words = sum(len(text.split()) for text in texts)
    seconds = measure(texts, Encoder.load(options.model))
    for name, spent_ in seconds.items():
        print(f"{name:28}{words / spent_:8.0f} words per CPU second{seconds['spaCy, all pipes'] / spent_:7.2f} times spaCy")
    print(machine.name())


if __name__ == "__main__":
    main()
