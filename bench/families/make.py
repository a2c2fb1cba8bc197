"""Writes families: ``documents/*.json`` as ``sayso add`` takes them, their extractions (``oracle.jsonl``), ``truth.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from app.ledger.rows import extraction_row
from bench.families.banks import bank
from bench.families.family import family
from bench.families.render import Made, made
from bench.families.truth import truth
from bench.families.world import World

DOCUMENTS, ORACLE, TRUTH = "documents", "oracle.jsonl", "truth.json"


def documents(wording: str, seed: int, first: int = 0) -> Iterator[tuple[int, Made]]:
    """Documents without end, each with the number of its family, from the family numbered ``first`` on."""
    words = bank(wording)
    world = World.of(words, seed)
    for number in count(first):
        for place, plan in enumerate(family(number, world, seed).plans):
            yield number, made(plan, words, f"{wording}-{seed}-{number}-{place}")


def write(folder: Path, number: int, seed: int, wording: str) -> int:
    """Write ``number`` documents (the last family may be cut short), in the order of their publication; returns how many."""
    chosen = [one for _, one in islice(documents(wording, seed), number)]
    into = folder / DOCUMENTS
    into.mkdir(parents=True, exist_ok=True)
    for place, one in enumerate(chosen):
        text = json.dumps(one.record, ensure_ascii=False, indent=1)
        (into / f"{place:06d}.json").write_text(text + "\n", "utf-8")
    (folder / ORACLE).write_text("".join(f"{extraction_row(one.extraction)['payload']}\n" for one in chosen), "utf-8")
    found = {"wording": wording, "seed": seed, **truth(chosen)}
    (folder / TRUTH).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return len(chosen)
