"""The encoder's network: word pieces in, and for each piece its state and its scores of tags and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from app.extraction.encoder.pieces import Case, Pieces
from app.extraction.encoder.tagging import Floats, log_probabilities
from app.extraction.encoder.windows import Window, windows


@dataclass(frozen=True, slots=True)
class Special:
    """The ids of the pieces that begin and end a window."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the network says of one document, by piece.

    Log probabilities of tags (pieces, 3 roles, 3 tags), scores of names (pieces, 1 + 2 · types), from the window in which
    a piece is judged; and the windows with the states of all their pieces (pieces of the window, width).
    """

    tags: Floats
    names: Floats
    parts: tuple[tuple[Window, Floats], ...]


class Network:
    """An ONNX model with inputs ``ids``, ``cases``, ``mask`` and outputs ``states``, ``tags``, ``names``."""

    def __init__(self, model: Path | bytes, special: Special, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(model) if isinstance(model, Path) else model, options, providers=["CPUExecutionProvider"]
        )
        self._special = special

    def encode(self, pieces: Pieces) -> Encoded:
        """One document, window by window.

        Each window runs alone: the integers are scaled by the largest number of a run, so that together with others a window
        would be read otherwise, and on one core it would be read no faster.
        """
        return _stitched([(part, self._run(pieces, part)) for part in windows(len(pieces))])

    def _run(self, pieces: Pieces, part: Window) -> tuple[Floats, Floats, Floats]:
        """The states of a window's pieces, and tags and names of those that are judged in it."""
        begin, end = self._special.begin, self._special.end
        ids = np.concatenate([[begin], pieces.ids[part.start : part.end], [end]])
        cases = np.pad(pieces.cases[part.start : part.end], 1, constant_values=int(Case.NONE))
        inputs = {"ids": ids[None], "cases": cases[None], "mask": np.ones_like(ids)[None]}
        states, tags, names = (output[0] for output in self._session.run(["states", "tags", "names"], inputs))
        inner = slice(part.first - part.start + 1, part.last - part.start + 1)
        return states[1:-1], tags[inner], names[inner]


def _stitched(parts: Sequence[tuple[Window, tuple[Floats, Floats, Floats]]]) -> Encoded:
    if not parts:
        return Encoded(np.zeros((0, 3, 3), np.float32), np.zeros((0, 1), np.float32), ())
    tags, names = (np.concatenate([outputs[column] for _, outputs in parts]) for column in (1, 2))
    whole = log_probabilities(tags.reshape(len(tags), 3, 3))
    return Encoded(whole, names, tuple((part, outputs[0]) for part, outputs in parts))
