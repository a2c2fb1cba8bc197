"""What the 100,000th document costs: ``python -m bench.joining_cost --documents 100000 --data FOLDER``.

Made families (``bench.families``) go into a data folder with the extraction that they should have, so that no model runs. What
is timed, in CPU seconds of the process, is linking, joining and projection of each document into the graph. Agencies, outlets,
places and officials are shared by all families, as in life; families are of bounded size. The run can be stopped at any time
and goes on with ``--resume``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from app.composition import projecting
from app.ledger.sql import SqlLedger
from app.model.document import Document
from app.projection.projector import Projector
from app.reading.documents import read
from app.reading.source import Failure, MediaType, Source
from app.settings import Settings
from bench import machine
from bench.families.banks import WORDINGS
from bench.families.make import documents
from bench.families.render import Made

JOURNAL = "joining-cost.jsonl"
EARLY = (500, 1500)
LAST = 1000
STEP = 1000


@dataclass(frozen=True, slots=True)
class Turn:
    """One family that went in: ``documents`` is how many there were after it, ``count`` how many it has."""

    family: int
    documents: int
    count: int
    seconds: float
    memory: int


def turns(journal: Path) -> list[Turn]:
    """The families that went in so far. A last line that was cut off is taken out of the journal: its family goes in again."""
    if not journal.exists():
        return []
    text = journal.read_text("utf-8")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        journal.write_text(whole, "utf-8")
    return [Turn(**json.loads(line)) for line in whole.splitlines()]


def milliseconds(known: Iterable[Turn], after: int, until: int) -> float:
    """The mean time of a document in families that went in between ``after`` and ``until`` documents; 0 where there is none."""
    chosen = [turn for turn in known if after <= turn.documents - turn.count and turn.documents <= until]
    count = sum(turn.count for turn in chosen)
    return 1000 * sum(turn.seconds for turn in chosen) / count if count else 0.0


def stream(settings: Settings, wording: str, seed: int, number: int) -> Iterator[Turn]:
    """Put families in, beginning after those of the journal, until there are ``number`` documents."""
    journal = settings.data / JOURNAL
    known = turns(journal)
    done, first = (known[-1].documents, known[-1].family + 1) if known else (0, 0)
    with closing(SqlLedger.of(settings)) as ledger, projecting(settings, "bench.joining_cost") as projector:
        projector.catch_up()
        for family, made in groupby(documents(wording, seed, first), key=lambda pair: pair[0]):
            if done >= number:
                return
            some = [one for _, one in made]
            seconds = sum(_projected(ledger, projector, one) for one in some)
            done += len(some)
            turn = Turn(family, done, len(some), seconds, machine.peak_memory())
            with journal.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(turn)) + "\n")
            yield turn


def _projected(ledger: SqlLedger, projector: Projector, made: Made) -> float:
    """Seconds that one document takes from the ledger to the graph."""
    ledger.add(_document(made), made.extraction)
    started = time.process_time()
    projector.catch_up()
    return time.process_time() - started


def _document(made: Made) -> Document:
    (document,) = read(Source(made.id, json.dumps(made.record).encode(), MediaType.JSON))
    if isinstance(document, Failure):
        raise ValueError(str(document))
    return document


def report(known: Sequence[Turn], data: Path) -> str:
    """The figures so far."""
    count = known[-1].documents if known else 0
    early, late = milliseconds(known, *EARLY), milliseconds(known, count - LAST, count)
    lines = [f"{count} documents"]
    if early and count >= EARLY[1] + LAST:
        lines.append(f"documents {EARLY[0]} to {EARLY[1]}: {early:.1f} ms each; the last {LAST}: {late:.1f} ms each")
        lines.append(f"ratio: {late / early:.2f}")
    lines.append(f"peak memory: {max((turn.memory for turn in known), default=0) / 1e9:.2f} GB")
    lines += [f"  {name}: {size / 1e6:.0f} MB" for name, size in sizes(data)]
    return "\n".join(lines)


def sizes(data: Path) -> list[tuple[str, int]]:
    """The size of each file and folder of a data folder, in bytes."""
    return [(path.name, _size(path)) for path in sorted(data.iterdir())]


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def main() -> None:
    """Put documents in, print as it goes, and report."""
    given = _arguments()
    journal = given.data / JOURNAL
    if given.data.exists() and any(given.data.iterdir()) and not (given.resume and journal.exists()):
        raise SystemExit(f"{given.data} is not empty; go on with --resume, or name another folder")
    given.data.mkdir(parents=True, exist_ok=True)
    print(machine.name(), flush=True)
    try:
        for turn in stream(Settings(data=given.data), given.wording, given.seed, given.documents):
            if turn.documents % STEP < turn.count:
                each = milliseconds(turns(journal), turn.documents - STEP, turn.documents)
                print(f"{turn.documents:>7} documents  {each:6.1f} ms each  {turn.memory / 1e9:.2f} GB", flush=True)
    except KeyboardInterrupt:
        print("stopped; go on with --resume")
    print(report(turns(journal), given.data))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What the last of many documents costs, against the 1,000th.")
    parser.add_argument("--documents", type=int, default=100_000, help="how many (100,000)")
    parser.add_argument("--data", type=Path, required=True, help="a new data folder, or that of a run to go on with")
    parser.add_argument("--resume", action="store_true", help="go on where an earlier run was stopped")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wording", choices=WORDINGS, default="tune")
    return parser.parse_args()


if __name__ == "__main__":
    main()
