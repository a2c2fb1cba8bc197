"""The record of a release: what the API says of it, and what its RO-Crate says (RO-Crate 1.1).

``ro-crate-metadata.json`` and ``statistics.json`` in the release's folder are all that is kept; the record is read from them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import Any, Literal
from urllib.parse import quote

from pydantic import ConfigDict

from app.answers.models import Answer
from app.errors import DataFolder, NotFound
from app.store.releases import RECORD, Releases

GRAPH_FILE, STATISTICS = "graph.nq.gz", "statistics.json"
FILES = {GRAPH_FILE: "application/gzip", STATISTICS: "application/json", RECORD: "application/ld+json"}
"""The files that anyone may have, with their media types."""

SPECIFICATION = "https://w3id.org/ro/crate/1.1"
CONTEXT = [
    f"{SPECIFICATION}/context",
    {"sha256": "http://schema.org/sha256", "ledgerSequence": "https://w3id.org/sayso/ontology#ledgerSequence"},
]
UNLICENSED = "No licence was named: ask its creators."
"""RO-Crate wants words on how it may be used in any case."""

log = logging.getLogger(__name__)


class Creator(Answer):
    """Who made a release; ``iri`` is an ORCID or another address of theirs."""

    name: str
    iri: str | None = None


class ReleaseFile(Answer):
    """A file of a release; ``sha256`` is of the file as it lies there."""

    name: str
    media_type: str
    size: int
    sha256: str
    url: str


class Statistics(Answer):
    """What ``/api/stats`` counted when the release was kept. Other versions may have counted more, and that stays, too."""

    model_config = ConfigDict(frozen=True, extra="allow")

    documents: int
    entities: int
    claims: int
    attributions: int
    mentions: int
    passages: int
    quantities: int
    triples: int


class Release(Answer):
    """A kept state of the data. ``sha256`` and ``size`` are of ``graph.nq``, its canonical N-Quads, unpacked."""

    id: str
    iri: str
    type: Literal["release"] = "release"
    name: str
    title: str
    description: str
    created: str
    creators: list[Creator]
    licence: str | None
    sequence: int
    snapshot: str
    sha256: str
    size: int
    software: str
    statistics: Statistics
    files: list[ReleaseFile]

    @property
    def base(self) -> str:
        """What the IRIs in it begin with, which the service's may have ceased to do."""
        return self.iri.removesuffix(f"/release/{self.name}")


def records(releases: Releases) -> list[Release]:
    """All releases, the newest first; a damaged one is left out and logged."""
    found = []
    for name in releases.names():
        try:
            found.append(record(releases, name))
        except (NotFound, DataFolder) as error:
            log.warning("%s", error)
    return sorted(sorted(found, key=lambda release: release.name), key=lambda release: release.created, reverse=True)


def record(releases: Releases, name: str) -> Release:
    """One release. Raises ``NotFound``, and ``DataFolder`` where its record is damaged."""
    folder = releases.path(name)
    try:
        crate = json.loads((folder / RECORD).read_bytes())
        return of_crate(crate, Statistics.model_validate_json((folder / STATISTICS).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise DataFolder(f"the record of the release {name!r} is damaged ({error})") from None


def written(crate: dict[str, Any]) -> bytes:
    """A crate's metadata as it is kept."""
    return json.dumps(crate, ensure_ascii=False, indent=2).encode() + b"\n"


def crate_of(release: Release) -> dict[str, Any]:
    """The release as the metadata of an RO-Crate: a flat list of things that point to each other."""
    things: Iterable[dict[str, Any]] = (
        _descriptor(),
        _root(release),
        *map(_file, release.files),
        _unpacked(release),
        *map(_creator, release.creators),
        *({"@id": each, "@type": "CreativeWork", "name": each} for each in [release.licence] if each),
        *_origin(release),
        *(_measure(name, getattr(release.statistics, name)) for name in Statistics.model_fields),
    )
    return {"@context": CONTEXT, "@graph": list(things)}


def of_crate(crate: dict[str, Any], statistics: Statistics) -> Release:
    """The release that a crate of ours describes. Raises ``KeyError`` and other errors where it is none."""
    things = {thing["@id"]: thing for thing in crate["@graph"]}
    root, unpacked = things["./"], things["#graph.nq"]
    parts = [things[part["@id"]] for part in root["hasPart"]]
    return Release(
        id=root["version"],
        iri=root["identifier"],
        name=root["version"],
        title=root["name"],
        description=root["description"],
        created=root["datePublished"],
        creators=[_named(things[each["@id"]]) for each in root.get("creator", ())],
        licence=None if root["license"] == UNLICENSED else root["license"]["@id"],
        sequence=root["ledgerSequence"],
        snapshot=things["#snapshot"]["version"],
        sha256=unpacked["sha256"],
        size=int(unpacked["contentSize"]),
        software=f"{things['#software']['name']} {things['#software']['softwareVersion']}",
        statistics=statistics,
        files=[_filed(part) for part in parts],
    )


def _descriptor() -> dict[str, Any]:
    conforms = {"conformsTo": {"@id": SPECIFICATION}, "about": {"@id": "./"}}
    return {"@id": RECORD, "@type": "CreativeWork", **conforms}


def _root(release: Release) -> dict[str, Any]:
    root = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": release.iri,
        "url": release.iri,
        "version": release.name,
        "name": release.title,
        "description": release.description,
        "datePublished": release.created,
        "ledgerSequence": release.sequence,
        "hasPart": [{"@id": file.name} for file in release.files],
        "mainEntity": {"@id": GRAPH_FILE},
        "isBasedOn": {"@id": "#snapshot"},
        "mentions": {"@id": "#making"},
        "variableMeasured": [{"@id": f"#{name}"} for name in Statistics.model_fields],
    }
    if release.creators:
        root["creator"] = root["author"] = [{"@id": _id(creator)} for creator in release.creators]
    root["license"] = {"@id": release.licence} if release.licence else UNLICENSED
    return root


def _file(file: ReleaseFile) -> dict[str, Any]:
    texts = {
        GRAPH_FILE: "The whole graph as canonical N-Quads, compressed with gzip",
        STATISTICS: "How much there is, as the API of Sayso counts it",
    }
    found = {"@id": file.name, "@type": "File", "name": texts[file.name], "encodingFormat": file.media_type}
    found |= {"contentSize": str(file.size), "sha256": file.sha256, "url": file.url}
    return found | ({"encodesCreativeWork": {"@id": "#graph.nq"}} if file.name == GRAPH_FILE else {})


def _filed(thing: dict[str, Any]) -> ReleaseFile:
    return ReleaseFile(
        name=thing["@id"],
        media_type=thing["encodingFormat"],
        size=int(thing["contentSize"]),
        sha256=thing["sha256"],
        url=thing["url"],
    )


def _unpacked(release: Release) -> dict[str, Any]:
    """The graph without compression: its checksum does not depend on the compressor."""
    return {
        "@id": "#graph.nq",
        "@type": "MediaObject",
        "name": "graph.nq: the whole graph as canonical N-Quads (RDFC-1.0), not compressed",
        "encodingFormat": "application/n-quads",
        "contentSize": str(release.size),
        "sha256": release.sha256,
    }


def _creator(creator: Creator) -> dict[str, Any]:
    return {"@id": _id(creator), "@type": "Person", "name": creator.name}


def _named(thing: dict[str, Any]) -> Creator:
    return Creator(name=thing["name"], iri=None if thing["@id"].startswith("#") else thing["@id"])


def _id(creator: Creator) -> str:
    return creator.iri or f"#creator-{quote(creator.name)}"


def _origin(release: Release) -> Iterable[dict[str, Any]]:
    """Which state of the data it is, and which software made it."""
    name, _, version = release.software.partition(" ")
    yield {"@id": "#snapshot", "@type": "CreativeWork", "name": f"Snapshot {release.snapshot}", "version": release.snapshot}
    making = {"@id": "#making", "@type": "CreateAction", "name": "Keeping of the release", "endTime": release.created}
    yield {**making, "instrument": {"@id": "#software"}, "result": {"@id": "./"}}
    yield {"@id": "#software", "@type": "SoftwareApplication", "name": name, "softwareVersion": version}


def _measure(name: str, value: int) -> dict[str, Any]:
    return {"@id": f"#{name}", "@type": "PropertyValue", "name": name, "value": value}
