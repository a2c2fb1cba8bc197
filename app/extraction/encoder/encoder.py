"""The encoder as it ships: a folder of weights with checksums, read once, that turns texts into relations and names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from app.errors import DataFolder
from app.extraction.encoder.links import Links, Role
from app.extraction.encoder.network import Encoded, Network, Special
from app.extraction.encoder.pieces import Pieces, cut, read_tokenizer
from app.extraction.encoder.relations import Relation, relations, tagged
from app.extraction.encoder.tagging import typed_stretches
from app.model.text import Span

RECORD = "model.json"
"""Names the model and holds the checksums of its other files."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the model sees, with its type as the names head calls it."""

    span: Span
    type: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model sees in one document."""

    relations: tuple[Relation, ...] = ()
    names: tuple[Name, ...] = ()


class Encoder:
    """Reads documents: each once, for attributions and names alike."""

    def __init__(self, name: str, tokenizer: Tokenizer, network: Network, links: Links, types: Sequence[str]) -> None:
        self.name = name
        self._tokenizer, self._network, self._links, self._types = tokenizer, network, links, types

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Encoder:
        """The model in a folder as ``bench.attribution.export`` writes it.

        Raises ``DataFolder`` where a file is missing or is not the one that the record names.
        """
        record = _checked(folder)
        tokenizer = read_tokenizer(folder / "tokenizer.json")
        network = Network(folder / "encoder.onnx", Special(record["special"]["begin"], record["special"]["end"]), threads)
        with np.load(folder / "links.npz") as weights:
            links = Links({name: weights[name].astype(np.float32) for name in weights.files})
        return cls(f"{record['name']} {record['version']}", tokenizer, network, links, record["names"])

    def read(self, text: str, lines: Sequence[Span]) -> Reading:
        """What is in a text, given its lines to read: headline and paragraphs."""
        pieces = cut(text, lines, self._tokenizer)
        return self._reading(pieces, self._network.encode(pieces))

    def encode(self, text: str, lines: Sequence[Span]) -> Encoded:
        """What the network says of each piece, which a smaller one can learn from."""
        return self._network.encode(cut(text, lines, self._tokenizer))

    def tagged(self, text: str, lines: Sequence[Span]) -> dict[Role, list[Span]]:
        """All stretches of each role, also those that are in no relation."""
        pieces = cut(text, lines, self._tokenizer)
        spans = tagged(pieces, self._network.encode(pieces))
        return {role: [pieces.span(*each) for each in stretches] for role, stretches in spans.items()}

    def _reading(self, pieces: Pieces, encoded: Encoded) -> Reading:
        if not len(pieces):
            return Reading()
        return Reading(tuple(relations(pieces, encoded, self._links)), tuple(self._names(pieces, encoded)))

    def _names(self, pieces: Pieces, encoded: Encoded) -> Iterator[Name]:
        """The names; each word has the label of its first piece, as is usual for names (Devlin et al., 2019)."""
        firsts = np.flatnonzero(np.diff(pieces.words, prepend=-1))
        ends = [*firsts[1:].tolist(), len(pieces)]
        for first, end, kind in typed_stretches(encoded.names[firsts]):
            if stretch := pieces.trimmed(int(firsts[first]), ends[end - 1]):
                yield Name(pieces.span(*stretch), self._types[kind])


def _checked(folder: Path) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads((folder / RECORD).read_text("utf-8"))
        _ = record["name"], record["version"], record["names"], record["special"]["begin"], record["special"]["end"]
        for file, checksum in record["sha256"].items():
            if hashlib.sha256((folder / file).read_bytes()).hexdigest() != checksum:
                raise DataFolder(f"{folder / file} is not the file that {RECORD} names: its checksum differs")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFolder(f"no model could be read from {folder}: {error}") from error
    return record
