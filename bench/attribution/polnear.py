"""PolNeAR (Newell et al., LREC 2018): articles with their attributions, read from its brat files.

Where several annotators did one article, the first in alphabetical order of their ids is taken: a rule that needs no
judgement and keeps the annotations of one person together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.model.text import Span

Pieces = tuple[tuple[int, int], ...]
ENTITY = re.compile(r"^(T\d+)\t(\S+) ([\d ;]+)(?:\t|$)")
LINE = re.compile(r"[^\n]*\S[^\n]*")
EVENT = re.compile(r"^E\d+\t(.+)$")


@dataclass(frozen=True)
class Relation:
    """One attribution: pieces of text (code points, end exclusive) of source, cue and content; empty where absent."""

    source: Pieces
    cue: Pieces
    content: Pieces


@dataclass(frozen=True)
class Article:
    """An article with the attributions of one annotator."""

    name: str
    text: str
    relations: tuple[Relation, ...]


def read_split(folder: Path) -> Iterator[Article]:
    """The articles of ``train`` or ``dev``, in order of name.

    Raises ``FileNotFoundError`` when the folder has no texts.
    """
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        raise FileNotFoundError(f"no PolNeAR texts in {folder}")
    for path in texts:
        annotated = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        if annotated:
            yield Article(path.stem, path.read_text("utf-8"), tuple(read_relations(annotated[0].read_text("utf-8"))))


def read_relations(annotation: str) -> Iterator[Relation]:
    """The attributions of a brat file; what annotators marked for discussion or to be discarded is left out."""
    entities: dict[str, Pieces] = {}
    events: list[str] = []
    for line in annotation.split("\n"):
        if entity := ENTITY.match(line):
            entities[entity[1]] = tuple(sorted(_piece(piece) for piece in entity[3].split(";")))
        elif event := EVENT.match(line):
            events.append(event[1])
    for arguments in events:
        relation = _relation(arguments, entities)
        if relation.content:
            yield relation


def _piece(words: str) -> tuple[int, int]:
    start, end = words.split()
    return int(start), int(end)


def _relation(event: str, entities: dict[str, Pieces]) -> Relation:
    parts: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
    for argument in event.split():
        role, _, entity = argument.partition(":")
        role = role.rstrip("0123456789")
        if role in parts:
            parts[role].extend(entities.get(entity, ()))
    return Relation(*(tuple(sorted(parts[role])) for role in ("Source", "Cue", "Content")))


def lines_of(text: str) -> list[Span]:
    """The lines of an article that are not blank: its paragraphs."""
    return [Span(*line.span()) for line in LINE.finditer(text)]
