"""``python -m bench.words BASE OUT``: the table of word vectors that joining ships, out of a pretrained encoder.

``BASE`` is the folder of MiniLM-L6 in the format of ``transformers``. The input embeddings of its word pieces are reduced to
their first principal components and to whole numbers of 8 bits, after Model2Vec (Tulkens and van Dongen, 2024).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt

WIDTH = 64
FIRST_WORD = 1996
"""Where the words begin in BERT's vocabulary: before them are special pieces and single letters."""

LARGEST = 127


def reduced(embeddings: npt.NDArray[np.float32]) -> npt.NDArray[np.int8]:
    """The rows in ``WIDTH`` whole numbers, each row of the same length: shape (pieces, ``WIDTH``)."""
    centred = embeddings - embeddings[FIRST_WORD:].mean(0)
    _, _, axes = np.linalg.svd(centred[FIRST_WORD:], full_matrices=False)
    rows = centred @ axes[:WIDTH].T
    rows /= np.maximum(np.abs(rows).max(1, keepdims=True), 1e-9)
    scaled: npt.NDArray[np.int8] = np.rint(rows * LARGEST).astype(np.int8)
    return scaled


def main() -> None:
    """Read the arguments and write the table."""
    from safetensors.numpy import load_file

    arguments = argparse.ArgumentParser(prog="python -m bench.words", description=__doc__)
    arguments.add_argument("base", type=Path, help="folder of MiniLM-L6")
    arguments.add_argument("out", type=Path, help="the file to write, vectors.npy")
    options = arguments.parse_args()
    weights = load_file(options.base / "model.safetensors")
    (name,) = (each for each in weights if each.endswith("word_embeddings.weight"))
    np.save(options.out, reduced(weights[name].astype(np.float32)))


if __name__ == "__main__":
    main()
