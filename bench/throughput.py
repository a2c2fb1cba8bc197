"""How many documents a second go the whole road, and what each step takes: ``python -m bench.throughput --documents 100``.

Documents are recombined from the samples, so every run reads the same ones. Loading the models is reported apart.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bench import machine
from bench.recombine import write

ORDER = ("reading", "parse", "encoder", "rules", "linking", "graph", "validation", "ledger", "projection", "store", "search")


class Shares:
    """Seconds by step."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def add(self, step: str, seconds: float) -> None:
        """One more stretch of a step; an observer of the road."""
        self.seconds[step] += seconds

    def timed(self, step: str, work: Callable[[], Any]) -> Any:
        """Do a piece of work and note how long it took."""
        started = time.perf_counter()
        result = work()
        self.add(step, time.perf_counter() - started)
        return result

    def split(self) -> None:
        """Divide extraction into the two models and our rules, and take store and search out of the projection."""
        self.seconds["rules"] = self.seconds.pop("extraction", 0.0) - self.seconds["parse"] - self.seconds["encoder"]
        self.seconds["projection"] -= self.seconds["store"] + self.seconds["search"]

    @contextmanager
    def watching(self, step: str, owner: type, *names: str) -> Iterator[None]:
        """Note how long methods of a class take while the block runs."""
        known = {name: getattr(owner, name) for name in names}
        for name, method in known.items():
            setattr(owner, name, self._watched(step, method))
        try:
            yield
        finally:
            for name, method in known.items():
                setattr(owner, name, method)

    def _watched(self, step: str, method: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **named: self.timed(step, lambda: method(*given, **named))


class TimedPipeline:
    """A spaCy pipeline that notes how long its parses take; in all else it is the pipeline."""

    def __init__(self, nlp: Any, shares: Shares) -> None:
        self._nlp = nlp
        self._shares = shares

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nlp, name)

    def __call__(self, text: Any) -> Any:
        """Parse one text."""
        return self._shares.timed("parse", lambda: self._nlp(text))

    def pipe(self, texts: Iterable[Any], **options: Any) -> Iterator[Any]:
        """Parse many texts."""
        return iter(self._shares.timed("parse", lambda: list(self._nlp.pipe(list(texts), **options))))


def measure(count: int, folder: Path) -> tuple[Shares, float]:
    """Take ``count`` documents the whole road; returns the shares and the seconds that loading took."""
    import spacy

    from app.cli.local import opened
    from app.composition import authorities_of, encoder_folder
    from app.extraction.encoder.encoder import Encoder
    from app.extraction.rules import RuleExtractor
    from app.reading.documents import read
    from app.reading.sources import sources
    from app.road import Linker, Road
    from app.search.sqlite import SqliteIndexWriter
    from app.settings import Settings
    from app.store.embedded import EmbeddedStore
    from app.validation.shacl import ShaclValidator

    shares = Shares()
    paths = write(folder / "in", count)
    settings = Settings(data=folder / "data")
    with opened(settings, catch_up=False) as local:
        started = time.perf_counter()
        authorities = authorities_of(local.ledger)
        folder_of_encoder = encoder_folder(settings)
        encoder = Encoder.load(folder_of_encoder) if folder_of_encoder else None
        pipeline: Any = TimedPipeline(spacy.load(settings.spacy_model), shares)
        extractor = RuleExtractor(pipeline, authorities, encoder)
        road = Road(local.ledger, Linker(authorities, local.iris), ShaclValidator(), lambda: extractor, shares.add)
        loading = time.perf_counter() - started
        with shares.watching("encoder", Encoder, "read"):
            for source in sources(paths, limit=settings.max_document):
                for document in shares.timed("reading", partial(lambda found: list(read(found)), source)):
                    road.add(document)
        with shares.watching("store", EmbeddedStore, "apply", "publish"), shares.watching("search", SqliteIndexWriter, "put"):
            shares.timed("projection", local.publish)
    shares.split()
    return shares, loading


def report(count: int, shares: Shares, loading: float) -> str:
    """The measurements for a person."""
    total = sum(shares.seconds.values())
    lines = [f"{machine.name()}", f"{count} documents in {total:.1f} s: {count / total:.1f} documents per second"]
    for step in ORDER:
        seconds = shares.seconds.get(step, 0.0)
        lines.append(f"  {step:<11}{seconds:8.2f} s {100 * seconds / total:5.1f} %{1000 * seconds / count:9.1f} ms a document")
    others = 100 * (1 - (shares.seconds["parse"] + shares.seconds["encoder"]) / total)
    lines.append(f"all steps but the models: {others:.0f} %; loading models: {loading:.1f} s")
    lines.append(f"peak memory: {machine.peak_memory() / 1e9:.2f} GB")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Documents per second, the share of each step, peak memory.")
    parser.add_argument("--documents", type=int, default=100, help="how many documents to read (100)")
    count = parser.parse_args().documents
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        shares, loading = measure(count, Path(folder))
    print(report(count, shares, loading))


if __name__ == "__main__":
    main()
