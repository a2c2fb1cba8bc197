"""Openly licensed texts with names: wikigold (CC BY), WNUT-17 (CC BY), re3d (by source), as texts with labels.

Each set has its own types; they become the names head's. An organization whose name has a word such as "Department" is an
agency. re3d also marks descriptions ("the camp"), of which only what is written as a name is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from app.extraction.body_types import PUBLIC_BODY
from bench.attribution.labels import Label

CONLL = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "MISC": "other",
    "person": "person",
    "location": "place",
    "corporation": "organization",
    "group": "organization",
    "product": "other",
    "creative-work": "other",
}
RE3D = {
    "Organisation": "organization",
    "Person": "person",
    "Location": "place",
    "DocumentReference": "report",
    "Quantity": "quantity",
    "Money": "quantity",
}
DETERMINER = re.compile(r"^(?:(?:the|a|an|this|that|its|his|her|their|our)\s+)+", re.IGNORECASE)
NO_SPACE_BEFORE = frozenset({".", ",", "'s", "n't", ")", ";", ":", "?", "!", "%", "'m", "'re"})
LONGEST = {"wikigold": 1400, "wnut17": 700}
"""Code points up to which sentences of a set are put together, so that windows are not too short."""


@dataclass(frozen=True)
class Named:
    """A text with its names; ``numbers`` says whether quantities are marked in it."""

    text: str
    labels: list[Label]
    numbers: bool


def licensed(folder: Path) -> Iterator[tuple[str, Named]]:
    """All texts of the three sets, each with the set's name.

    Raises ``FileNotFoundError`` when one of them is not there.
    """
    files = {
        "wikigold": ("wikigold/CONLL-format/data/wikigold.conll.txt", " "),
        "wnut17": ("wnut17/CONLL-format/data/train/wnut17train.conll", "\t"),
    }
    for name, (path, separator) in files.items():
        sentences = read_conll((folder / path).read_text("utf-8"), separator)
        for text, labels in together(sentences, LONGEST[name]):
            yield name, Named(text, list(_agencies(text, labels)), numbers=False)
    for source in sorted((folder / "re3d").iterdir()):
        for text, labels in _re3d(source):
            yield "re3d", Named(text, list(_agencies(text, labels)), numbers=True)


def read_conll(content: str, separator: str) -> Iterator[tuple[str, list[Label]]]:
    """The sentences of a file with a word and its tag on each line, their words joined as in print."""
    for blank, lines in groupby(content.split("\n"), lambda line: not line.strip()):
        if not blank:
            yield _sentence([line.rsplit(separator, 1) for line in lines])


def _sentence(rows: Iterable[list[str]]) -> tuple[str, list[Label]]:
    text = ""
    labels: list[Label] = []
    before = "O"
    for word, tag in ((row[0].strip(), row[1].strip()) for row in rows):
        space = "" if not text or word in NO_SPACE_BEFORE or text[-1] in "($" else " "
        start = len(text) + len(space)
        text += space + word
        if tag != "O":
            kind = CONLL[tag[2:]]
            if tag[2:] == before[2:] and not tag.startswith("B-"):
                start = labels.pop()[0]
            labels.append((start, len(text), kind))
        before = tag
    return text, labels


def together(sentences: Iterable[tuple[str, list[Label]]], longest: int) -> Iterator[tuple[str, list[Label]]]:
    """Sentences one after another, as texts of no more than so many code points."""
    whole, marked = "", list[Label]()
    for text, labels in sentences:
        if whole and len(whole) + len(text) > longest:
            yield whole, marked
            whole, marked = "", []
        offset = len(whole) + bool(whole)
        whole = f"{whole} {text}" if whole else text
        marked = marked + [(start + offset, end + offset, kind) for start, end, kind in labels]
    if whole:
        yield whole, marked


def _re3d(folder: Path) -> Iterator[tuple[str, list[Label]]]:
    entities: dict[str, list[dict[str, str | int]]] = {}
    for entity in _lines(folder / "entities.json"):
        entities.setdefault(entity["documentId"], []).append(entity)
    for document in _lines(folder / "documents.json"):
        labels = (_label(document["text"], entity) for entity in entities.get(document["_id"], []))
        yield document["text"], apart(label for label in labels if label)


def _lines(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    return (json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip())


def _label(text: str, entity: dict[str, str | int]) -> Label | None:
    """The entity's name without determiners; nothing for what is not written as a name."""
    start, end, kind = int(entity["begin"]), int(entity["end"]), RE3D.get(str(entity["type"]))
    if kind is None or text[start:end] != entity["value"]:
        return None
    if lead := DETERMINER.match(text[start:end]):
        start += lead.end()
    words = text[start:end]
    if kind == "quantity":
        return (start, end, kind) if re.search(r"\d", words) else None
    is_name = words[:1].isupper() and (kind == "report" or not re.search(r"\s[a-z]{3,}$", words))
    return (start, end, kind) if is_name else None


def apart(labels: Iterable[Label]) -> list[Label]:
    """The labels without those that overlap one before, of two at one place the longer."""
    kept: list[Label] = []
    for label in sorted(labels, key=lambda each: (each[0], -each[1])):
        if not kept or label[0] >= kept[-1][1]:
            kept.append(label)
    return kept


def _agencies(text: str, labels: Iterable[Label]) -> Iterator[Label]:
    for start, end, kind in labels:
        is_public = kind == "organization" and PUBLIC_BODY.search(text[start:end])
        yield start, end, "agency" if is_public else kind
