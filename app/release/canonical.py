"""A graph as the same bytes wherever it is written: canonical N-Quads (W3C RDF Dataset Canonicalization, RDFC-1.0).

The lines are sorted by code point, and blank nodes have the labels that RDFC-1.0 gives them. Those depend on the quads that
hold blank nodes alone, so only these go through the algorithm; its cost can be exponential, so it runs in a process that is
ended when it takes too long. The rest is sorted in runs on disk, so that a graph may be larger than the memory.
"""

from __future__ import annotations

import gzip
import heapq
import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from pebble import ProcessPool
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse, serialize

from app.errors import InvalidInput

RUN = 250_000
"""Quads that are sorted in memory at a time, about 100 MB."""

BLOCK = 10_000
"""Lines that are written at a time."""

PATIENCE = 60.0
"""Seconds that the labelling of blank nodes may take; our own graphs need less than one."""

LEVEL = 6
"""How much gzip compresses: 9 takes twice the time for hardly less."""

BLANK = b"_:"


@dataclass(frozen=True, slots=True)
class Digest:
    """What identifies a graph: SHA-256 (hex) and length of its canonical N-Quads, and their number."""

    sha256: str
    size: int
    quads: int


def write(quads: Iterable[Quad], target: Path, patience: float = PATIENCE) -> Digest:
    """Write canonical N-Quads, compressed so that the same graph gives the same file. Raises ``InvalidInput`` as ``lines``."""
    with target.open("wb") as file, gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed:
        return _passed(lines(quads, target.parent, patience), packed)


def digest(quads: Iterable[Quad], scratch: Path) -> Digest:
    """The digest of a graph, without keeping its N-Quads; ``scratch`` is a folder with room for them meanwhile."""
    return _passed(lines(quads, scratch), None)


def digest_of_file(path: Path) -> Digest:
    """The digest of a file that ``write`` made. Raises ``OSError``, ``EOFError`` or ``zlib.error`` for a damaged one."""
    with gzip.open(path, "rb") as packed:
        return _passed(packed, None)


def lines(quads: Iterable[Quad], scratch: Path, patience: float = PATIENCE) -> Iterator[bytes]:
    """The lines of a graph's canonical N-Quads, each with its end.

    Raises ``InvalidInput`` where the blank nodes could not be labelled in ``patience`` seconds.
    """
    runs: list[Iterable[bytes]] = []
    entangled: list[bytes] = []
    remaining = iter(quads)
    while batch := serialize(islice(remaining, RUN), format=RdfFormat.N_QUADS):
        found = batch.splitlines(keepends=True)
        entangled += [line for line in found if BLANK in line]
        runs.append(_kept((line for line in found if BLANK not in line), scratch))
    if entangled:
        runs.append(_labelled(b"".join(entangled), patience))
    return heapq.merge(*runs)


def _kept(found: Iterable[bytes], scratch: Path) -> BinaryIO:
    run = TemporaryFile(dir=scratch)  # noqa: SIM115 - the merge reads it, and it goes with the merge
    run.writelines(sorted(found))
    run.seek(0)
    return run


def _labelled(entangled: bytes, patience: float) -> list[bytes]:
    with ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn")) as pool:
        try:
            found: bytes = pool.schedule(labelled, args=[entangled], timeout=patience).result()
        except TimeoutError:
            raise InvalidInput(
                f"the blank nodes of the workspace graphs are too entangled to be labelled in {patience:g} seconds: "
                "give IRIs to those that many others point to"
            ) from None
    return sorted(found.splitlines(keepends=True))


def labelled(quads: bytes) -> bytes:
    """N-Quads with the blank nodes' labels of RDFC-1.0."""
    dataset = Dataset(parse(quads, format=RdfFormat.N_QUADS))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return serialize(dataset, format=RdfFormat.N_QUADS) or b""


def _passed(found: Iterable[bytes], packed: gzip.GzipFile | None) -> Digest:
    digested, size, count = sha256(), 0, 0
    remaining = iter(found)
    while block := list(islice(remaining, BLOCK)):
        data = b"".join(block)
        digested.update(data)
        size, count = size + len(data), count + len(block)
        if packed is not None:
            packed.write(data)
    return Digest(digested.hexdigest(), size, count)
