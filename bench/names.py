"""``python -m bench.names FILE``: exact names of persons, organizations and places, spaCy's and the encoder's side by side.

FILE has a word and its tag on each line (CoNLL-2003 and WNUT-17 both do). What is neither person, organization nor
place does not count, on either side; an agency is an organization.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy

from app.extraction.encoder.encoder import Encoder
from app.extraction.names import TYPES
from app.model.extraction import EntityType
from app.model.text import Span
from app.resources import resources
from bench import machine
from bench.attribution.labels import Label
from bench.attribution.names import read_conll
from bench.attribution.score import Count
from bench.attribution.systems import PIPELINE

COUNTED = ("person", "organization", "place")


def counted(labels: Iterator[Label]) -> set[Label]:
    """The labels of the three types."""
    plain = ((start, end, "organization" if kind == "agency" else kind) for start, end, kind in labels)
    return {label for label in plain if label[2] in COUNTED}


def by_spacy() -> Callable[[str], set[Label]]:
    """Names as spaCy's pipeline gives them."""
    nlp = spacy.load(PIPELINE)

    def names(text: str) -> set[Label]:
        found = ((e.start_char, e.end_char, str(TYPES.get(e.label_, EntityType.LAW))) for e in nlp(text).ents)
        return counted(iter(_bare(text, *label) for label in found))

    return names


def _bare(text: str, start: int, end: int, kind: str) -> Label:
    """Without the determiner and possessive that spaCy's scheme takes in and the other ones do not."""
    words = text[start:end]
    start += 4 if words.lower().startswith("the ") else 0
    end -= 2 if words.endswith(("'s", "’s")) else 0
    return start, end, kind


def by_encoder(folder: Path) -> Callable[[str], set[Label]]:
    """Names as the encoder gives them."""
    encoder = Encoder.load(folder)

    def names(text: str) -> set[Label]:
        reading = encoder.read(text, [Span(0, len(text))])
        return counted((name.span.start, name.span.end, name.type) for name in reading.names)

    return names


def main() -> None:
    """Score both and print."""
    arguments = argparse.ArgumentParser(prog="python -m bench.names", description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--separator", default="\t")
    arguments.add_argument("--model", type=Path, default=resources() / "models" / "encoder")
    options = arguments.parse_args()
    sentences = list(read_conll(options.file.read_text("utf-8-sig"), options.separator))
    for name, names in (("spaCy", by_spacy()), ("encoder", by_encoder(options.model))):
        begin = time.process_time()
        found = [names(text) for text, _ in sentences]
        seconds = time.process_time() - begin
        for kind in (*COUNTED, ""):
            count = Count()
            for mine, (_, labels) in zip(found, sentences, strict=True):
                own, gold = ({each for each in some if kind in ("", each[2])} for some in (mine, counted(iter(labels))))
                count.add(len(own), len(gold), len(own & gold))
            print(f"{name:8} {kind or 'all':13}{count.precision:7.3f}{count.recall:7.3f}{count.f1:7.3f}{count.gold:7}")
        print(f"{name:8} {sum(len(text.split()) for text, _ in sentences) / seconds:.0f} words per CPU second")
    print(machine.name())


if __name__ == "__main__":
    main()
