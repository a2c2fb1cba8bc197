"""Making a release, and checking one that was made."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import file_digest
from pathlib import Path

from app import __version__
from app.answers.stats import stats
from app.errors import DataFolder, InvalidInput
from app.graph.iris import Iris
from app.release import canonical
from app.release.canonical import Digest
from app.release.record import (
    FILES,
    GRAPH_FILE,
    STATISTICS,
    Creator,
    Release,
    ReleaseFile,
    Statistics,
    crate_of,
    record,
    written,
)
from app.store.copies import copied, opened
from app.store.port import GraphStates
from app.store.releases import GRAPH, RECORD, Releases

CREATOR = re.compile(r"(?P<name>[^<>\x00-\x1f]*[^<>\s])\s*(?:<(?P<iri>https?://[^\s<>\"{}|\\^`]+)>)?")
NO_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What a line of text does not have: control characters, ends of lines, halves of surrogate pairs."""
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class About:
    """What people say of a release; what they do not say is made from its name and its counts."""

    title: str | None = None
    description: str | None = None
    creators: tuple[Creator, ...] = ()
    licence: str | None = None

    def __post_init__(self) -> None:
        for text in (self.title, self.description, *(creator.name for creator in self.creators)):
            if text is not None and (not text.strip() or NO_LINE.search(text)):
                raise InvalidInput(f"titles, descriptions and names are a line of text each, not {text[:80]!r}")
        if self.licence is not None and not ADDRESS.fullmatch(self.licence):
            raise InvalidInput(f"a licence is named by its address (https://…), not as {self.licence!r}")


def creator(given: str) -> Creator:
    """``Name`` or ``Name <https://orcid.org/…>`` as a creator. Raises ``InvalidInput``."""
    found = CREATOR.fullmatch(given.strip())
    if found is None:
        raise InvalidInput(f"a creator is given as 'Name' or 'Name <https://orcid.org/…>', not as {given!r}")
    return Creator(name=found["name"], iri=found["iri"])


def kept(releases: Releases, name: str, states: GraphStates, iris: Iris, about: About) -> Release:
    """Keep the newest state as a release.

    Raises ``InvalidInput``, ``AlreadyThere`` and ``Busy`` as ``Releases.add`` and ``copied``, and ``DataFolder`` where it
    cannot be written.
    """
    try:
        releases.add(name, partial(_fill, name=name, states=states, iris=iris, about=about))
    except (OSError, RuntimeError) as error:  # the engine gives some failures of the disk as RuntimeError
        reason = getattr(error, "strerror", None) or error
        raise DataFolder(f"the release {name!r} cannot be written ({reason}); nothing of it stays") from None
    return record(releases, name)


def _fill(part: Path, name: str, states: GraphStates, iris: Iris, about: About) -> None:
    snapshot = copied(states, part / GRAPH)
    own = opened(part / GRAPH, name)
    digest = canonical.write(own.quads(), part / GRAPH_FILE)
    counts = stats(own)
    statistics = Statistics(**counts.model_dump())
    (part / STATISTICS).write_text(statistics.model_dump_json(indent=2) + "\n", "utf-8")
    iri = str(iris.release(name))
    release = Release(
        id=name,
        iri=iri,
        name=name,
        title=about.title or f"Sayso release {name}",
        description=about.description or _described(statistics),
        created=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        creators=list({creator.iri or creator.name: creator for creator in about.creators}.values()),
        licence=about.licence,
        sequence=counts.sequence,
        snapshot=snapshot,
        sha256=digest.sha256,
        size=digest.size,
        software=f"sayso {__version__}",
        statistics=statistics,
        files=[_described_file(part / file, iri) for file in (GRAPH_FILE, STATISTICS)],
    )
    (part / RECORD).write_bytes(written(crate_of(release)))


def _described(statistics: Statistics) -> str:
    return (
        f"Who said what in {statistics.documents} documents, through whom and in which exact words: "
        f"{statistics.claims} claims in {statistics.attributions} attributions, {statistics.entities} entities, "
        f"{statistics.triples} triples."
    )


def _described_file(path: Path, iri: str) -> ReleaseFile:
    url = f"{iri}/{path.name}"
    return ReleaseFile(name=path.name, media_type=FILES[path.name], size=path.stat().st_size, sha256=_checksum(path), url=url)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def damages(releases: Releases, name: str) -> Iterator[str]:
    """What does not hold of a release, a line each: its files' checksums, and that its graph still is what was kept.

    Raises ``NotFound``, and ``DataFolder`` where its record cannot be read.
    """
    release, folder = record(releases, name), releases.path(name)
    for file in release.files:
        yield from _damages_of_file(folder / file.name, file)
    yield from _difference(GRAPH_FILE, release, lambda: canonical.digest_of_file(folder / GRAPH_FILE))
    own = f"{GRAPH}/"
    yield from _difference(own, release, lambda: canonical.digest(releases.reader(name).quads(), releases.folder))


def _damages_of_file(path: Path, file: ReleaseFile) -> Iterator[str]:
    try:
        if path.stat().st_size != file.size or _checksum(path) != file.sha256:
            yield f"{file.name} is not the file that was kept: its checksum is another"
    except OSError as error:
        yield f"{file.name} cannot be read ({error.strerror})"


def _difference(what: str, release: Release, digested: Callable[[], Digest]) -> Iterator[str]:
    try:
        found = digested()
    except (OSError, EOFError, RuntimeError, DataFolder, zlib.error) as error:
        yield f"{what} cannot be read ({error})"
        return
    if found != Digest(release.sha256, release.size, release.statistics.triples):
        yield f"{what} does not hold what was kept: {found.quads} statements with the SHA-256 {found.sha256}"
